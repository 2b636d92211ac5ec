import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { standingEnds } from '../rules/standing-ends.ts'
import { findFramework } from '../store/framework.read.ts'
import { lockFramework } from '../store/framework.write.ts'
import { insertLeaving } from '../store/leaving.write.ts'
import { findProvider } from '../store/provider.read.ts'
import { lockProvider } from '../store/provider.write.ts'
import { listStandings } from '../store/standing.read.ts'
import { endStandingOn } from '../store/standing.write.ts'
import { KEEP_MARKET, LEAVING_REASON_NAMES, type LeavingReason } from '../terms.ts'

/**
 * Withdraws a provider from one framework: every standing it has there ends on its last day, with the reason; those that
 * would begin later never do. Packages placed with it stay until they are ended or moved. Returns how many standings ended.
 * Throws `Forbidden`, `NotFound`, and `Refused` when it has no standing on or after that day.
 */
export async function withdrawFromFramework(house: House, actor: Actor, input: { readonly providerId: string; readonly frameworkId: string; readonly leftOn: Temporal.PlainDate; readonly reason: LeavingReason }): Promise<{ ended: number }> {
  return write(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const { providerId, frameworkId, leftOn, reason } = input
    if (!(await lockFramework(work.tx, frameworkId))) throw new NotFound('The framework')
    if (!(await lockProvider(work.tx, providerId))) throw new NotFound('The provider')
    const [framework, provider] = [await findFramework(work.tx, frameworkId), await findProvider(work.tx, providerId)]
    if (framework === undefined || provider === undefined) throw new NotFound('The provider')
    const ends = standingEnds(await listStandings(work.tx, { providerId, frameworkId }), leftOn)
    if (ends.length === 0) throw new Refused('not-on-framework', `${provider.name} has no standing on ${framework.name} on or after that day.`, 'leftOn-day')
    for (const { standing, toOn } of ends) {
      await endStandingOn(work.tx, standing.id, toOn, `Withdrew from the framework: ${LEAVING_REASON_NAMES[reason].toLowerCase()}`)
      work.audit({ kind: 'standing-ended', subjectKind: 'standing', subjectId: standing.id, detail: { toOn: toOn.toString(), providerId, zoneId: standing.zoneId } })
    }
    await insertLeaving(work.tx, { id: randomUUID(), providerId, frameworkId, leftOn, reason, successorId: null, note: null }, { at: work.now, by: actor.name })
    work.audit({ kind: 'provider-withdrawn', subjectKind: 'provider', subjectId: providerId, detail: { frameworkId, leftOn: leftOn.toString(), reason, standings: ends.length } })
    return { ended: ends.length }
  })
}
