import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { newZones, type ProposedZone } from '../rules/new-zones.ts'
import { listAreaCodesOfDistricts } from '../store/area.read.ts'
import { findFramework } from '../store/framework.read.ts'
import { insertZones, lockFramework } from '../store/framework.write.ts'
import { listZoneAreas, listZones } from '../store/zone.read.ts'
import { KEEP_MARKET } from '../terms.ts'
import { needKnownAreas, zoneRows } from './zone-rows.ts'

const FIELDS: Readonly<Record<string, string>> = { 'zone-name': 'name', 'zone-starts': 'startsOn-day' }

/**
 * Adds a zone to a framework: its places, and the small areas it is made of, named by code or by whole districts. Returns its id.
 * Throws `Forbidden`, `NotFound`, and `Refused` when its name is taken, it begins outside the framework, or an area is unknown or in another zone of its set.
 */
export async function addZone(house: House, actor: Actor, input: { readonly frameworkId: string; readonly zone: ProposedZone; readonly districtCodes: readonly string[] }): Promise<{ zoneId: string }> {
  return write(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const { frameworkId } = input
    if (!(await lockFramework(work.tx, frameworkId))) throw new NotFound('The framework')
    const framework = await findFramework(work.tx, frameworkId)
    if (framework === undefined) throw new NotFound('The framework')
    await needKnownAreas(work.tx, [input.zone])
    const areaCodes = [...new Set([...input.zone.areaCodes, ...(await listAreaCodesOfDistricts(work.tx, input.districtCodes))])]
    const zones = await listZones(work.tx, frameworkId)
    const decision = newZones(framework, { zones, areas: await listZoneAreas(work.tx, frameworkId) }, [{ ...input.zone, areaCodes }])
    if (!decision.ok) throw new Refused(decision.reasons[0]?.clause ?? 'zone', decision.reasons.map((reason) => reason.words).join(' '), FIELDS[decision.reasons[0]?.clause ?? ''] ?? 'areaCodes')
    const rows = zoneRows(decision.value, Math.max(0, ...zones.map((zone) => zone.position)))
    await insertZones(work.tx, frameworkId, rows)
    const zoneId = rows[0]?.id ?? ''
    work.audit({ kind: 'zone-added', subjectKind: 'zone', subjectId: zoneId, detail: { frameworkId, name: input.zone.name, zoneSet: rows[0]?.zoneSet ?? '', areas: areaCodes.length, startsOn: input.zone.startsOn?.toString() ?? null } })
    return { zoneId }
  })
}
