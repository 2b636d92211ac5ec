import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { extensionToUse } from '../rules/framework-life.ts'
import { findFrameworkLife } from '../store/framework-life.read.ts'
import { insertExtensionUse } from '../store/framework-life.write.ts'
import { findFramework } from '../store/framework.read.ts'
import { lockFramework } from '../store/framework.write.ts'
import { KEEP_MARKET } from '../terms.ts'

/** Uses the next extension of a framework and puts off its last day; returns that day. Throws `Forbidden`, `NotFound`, and `Refused` when none is left, it has ended, or no reason is given. */
export async function useExtension(house: House, actor: Actor, input: { readonly frameworkId: string; readonly reason: string }): Promise<{ endsOn: Temporal.PlainDate }> {
  return write(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const { frameworkId } = input
    if (!(await lockFramework(work.tx, frameworkId))) throw new NotFound('The framework')
    const [framework, life] = [await findFramework(work.tx, frameworkId), await findFrameworkLife(work.tx, frameworkId)]
    if (framework === undefined || life === undefined) throw new NotFound('The framework')
    const reason = input.reason.trim()
    if (reason === '') throw new Refused('extension-reason', 'Enter why the framework is extended', 'reason')
    const decision = extensionToUse(life, framework.endsOn, work.today)
    if (!decision.ok) throw new Refused(decision.reasons[0]?.clause ?? 'extension', decision.reasons.map((each) => each.words).join(' '), 'reason')
    const use = decision.value
    await insertExtensionUse(work.tx, frameworkId, { ...use, reason, usedBy: actor.name }, work.now)
    work.audit({ kind: 'framework-extended', subjectKind: 'framework', subjectId: frameworkId, detail: { position: use.position, fromEndsOn: use.fromEndsOn.toString(), toEndsOn: use.toEndsOn.toString() } })
    return { endsOn: use.toEndsOn }
  })
}
