import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { lineFault } from '../rules/framework-lines.ts'
import { newCrossZone } from '../rules/new-cross-zone.ts'
import { listCrossZone, listLines } from '../store/framework-life.read.ts'
import { insertCrossZone } from '../store/framework-life.write.ts'
import { findFramework } from '../store/framework.read.ts'
import { lockFramework } from '../store/framework.write.ts'
import { listZones } from '../store/zone.read.ts'
import { KEEP_MARKET } from '../terms.ts'
import type { CrossZoneSwitch } from '../terms/cross-zone.ts'

const FIELDS: Readonly<Record<string, string>> = { 'cross-zone-pair': 'fromZoneId', 'line-not-bought': 'serviceLine', 'line-other-zones': 'serviceLine' }

/**
 * Switches cross-zone work on or off from a date, for a pair of zones or all, and a service line or all; `bothWays` says the
 * same of the pair the other way round. Throws `Forbidden`, `NotFound` (framework, zone) and `Refused`.
 */
export async function switchCrossZone(house: House, actor: Actor, input: { readonly frameworkId: string; readonly switched: CrossZoneSwitch; readonly bothWays: boolean }): Promise<{ switchIds: string[] }> {
  return write(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const { frameworkId, switched } = input
    if (!(await lockFramework(work.tx, frameworkId))) throw new NotFound('The framework')
    const framework = await findFramework(work.tx, frameworkId)
    if (framework === undefined) throw new NotFound('The framework')
    const zones = await listZones(work.tx, frameworkId)
    if ([switched.zoneId, switched.fromZoneId].some((id) => id !== null && !zones.some((zone) => zone.id === id))) throw new NotFound('The zone')
    const fault = lineFault(await listLines(work.tx, frameworkId), zones.find((zone) => zone.id === switched.zoneId) ?? null, switched.serviceLine)
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, FIELDS[fault.clause])
    const proposed = input.bothWays && switched.zoneId !== null ? [switched, { ...switched, zoneId: switched.fromZoneId, fromZoneId: switched.zoneId }] : [switched]
    const decision = newCrossZone(framework, zones, await listCrossZone(work.tx, frameworkId), proposed)
    if (!decision.ok) throw new Refused(decision.reasons[0]?.clause ?? 'cross-zone', decision.reasons.map((reason) => reason.words).join(' '), FIELDS[decision.reasons[0]?.clause ?? ''] ?? 'fromOn-day')
    const kept = proposed.map((each) => ({ ...each, id: randomUUID() }))
    await insertCrossZone(work.tx, frameworkId, kept, { name: actor.name, now: work.now })
    for (const each of kept) work.audit({ kind: 'cross-zone-switched', subjectKind: 'framework', subjectId: frameworkId, detail: { ...each, fromOn: each.fromOn.toString() } })
    return { switchIds: kept.map((each) => each.id) }
  })
}
