import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { newLines } from '../rules/framework-lines.ts'
import { replaceLines } from '../store/framework-life.write.ts'
import { lockFramework } from '../store/framework.write.ts'
import { listStandings } from '../store/standing.read.ts'
import { listZones } from '../store/zone.read.ts'
import { KEEP_MARKET } from '../terms.ts'
import type { FrameworkLine } from '../terms/framework-life.ts'

/** Says which service lines a framework buys and over which zone set each. Throws `Forbidden`, `NotFound`, and `Refused` when a set has no zone or a line with standings would be dropped or moved. */
export async function setFrameworkLines(house: House, actor: Actor, input: { readonly frameworkId: string; readonly lines: readonly FrameworkLine[] }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const { frameworkId, lines } = input
    if (!(await lockFramework(work.tx, frameworkId))) throw new NotFound('The framework')
    const decision = newLines(lines, await listZones(work.tx, frameworkId), await listStandings(work.tx, { frameworkId }), work.today)
    if (!decision.ok) throw new Refused(decision.reasons[0]?.clause ?? 'lines', decision.reasons.map((reason) => reason.words).join(' '), 'lines')
    await replaceLines(work.tx, frameworkId, lines)
    work.audit({ kind: 'framework-lines-set', subjectKind: 'framework', subjectId: frameworkId, detail: { lines: lines.map((line) => ({ ...line })) } })
  })
}
