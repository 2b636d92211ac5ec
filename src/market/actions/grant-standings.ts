import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { newStandings, type ProposedStanding } from '../rules/new-standing.ts'
import { lineFault } from '../rules/framework-lines.ts'
import { listLines } from '../store/framework-life.read.ts'
import { findFramework } from '../store/framework.read.ts'
import { lockFramework } from '../store/framework.write.ts'
import { listProviderNames } from '../store/provider.read.ts'
import { listStandings } from '../store/standing.read.ts'
import { insertStandings } from '../store/standing.write.ts'
import { listZones } from '../store/zone.read.ts'
import { KEEP_MARKET } from '../terms.ts'

/**
 * Gives providers their place in zones of a framework: tier, rank and first day. All or none. Returns their ids in the order given.
 * Throws `Forbidden`, `NotFound` (framework, zone, provider) and `Refused` (outside the term, overlapping days, rank missing).
 */
export async function grantStandings(house: House, actor: Actor, input: { readonly frameworkId: string; readonly standings: readonly ProposedStanding[] }): Promise<{ standingIds: string[] }> {
  return write(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const { frameworkId, standings } = input
    if (!(await lockFramework(work.tx, frameworkId))) throw new NotFound('The framework')
    const framework = await findFramework(work.tx, frameworkId)
    if (framework === undefined) throw new NotFound('The framework')
    const zones = new Map((await listZones(work.tx, frameworkId)).map((zone) => [zone.id, zone]))
    if (standings.some((standing) => !zones.has(standing.zoneId))) throw new NotFound('The zone')
    const lines = await listLines(work.tx, frameworkId)
    for (const { zoneId, serviceLine } of standings) {
      const fault = lineFault(lines, zones.get(zoneId) ?? null, serviceLine)
      if (fault !== undefined) throw new Refused(fault.clause, fault.words, 'serviceLine')
    }
    const providers = await listProviderNames(work.tx, [...new Set(standings.map((standing) => standing.providerId))])
    if (standings.some((standing) => !providers.has(standing.providerId))) throw new NotFound('The provider')
    const decision = newStandings(framework, await listStandings(work.tx, { frameworkId }), standings)
    if (!decision.ok) throw new Refused(decision.reasons[0]?.clause ?? 'standing', decision.reasons.map((reason) => reason.words).join(' '), decision.reasons[0]?.clause === 'standing-rank' ? 'rank' : 'fromOn-day')
    const granted = standings.map((standing) => ({ ...standing, id: randomUUID(), frameworkId, toOn: null, reason: null }))
    await insertStandings(work.tx, granted)
    for (const standing of granted) {
      const { id, zoneId, providerId, serviceLine, tier, rank, fromOn } = standing
      work.audit({ kind: 'standing-granted', subjectKind: 'standing', subjectId: id, detail: { frameworkId, zoneId, providerId, serviceLine, tier, rank, fromOn: fromOn.toString() } })
    }
    if (granted.length === 0) work.audit({ kind: 'standings-unchanged', subjectKind: 'framework', subjectId: frameworkId })
    return { standingIds: granted.map((standing) => standing.id) }
  })
}
