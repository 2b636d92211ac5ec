import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { areasToAdd } from '../rules/new-zones.ts'
import { listAreaCodesOfDistricts } from '../store/area.read.ts'
import { insertZoneAreas, lockFramework } from '../store/framework.write.ts'
import { findZone, listZoneAreas, listZones } from '../store/zone.read.ts'
import { KEEP_MARKET } from '../terms.ts'
import { needKnownAreas } from './zone-rows.ts'

/**
 * Adds small areas to a zone, named by code or by whole districts; those it has already stay. From then on their postcodes
 * lead to the zone. Returns how many were added. Throws `Forbidden`, `NotFound`, and `Refused` when an area is unknown or in another zone of the set.
 */
export async function addZoneAreas(house: House, actor: Actor, input: { readonly zoneId: string; readonly areaCodes: readonly string[]; readonly districtCodes: readonly string[] }): Promise<{ added: number }> {
  return write(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const zone = await findZone(work.tx, input.zoneId)
    if (zone === undefined) throw new NotFound('The zone')
    await lockFramework(work.tx, zone.frameworkId)
    await needKnownAreas(work.tx, [input])
    const wanted = [...input.areaCodes, ...(await listAreaCodesOfDistricts(work.tx, input.districtCodes))]
    const decision = areasToAdd({ zones: await listZones(work.tx, zone.frameworkId), areas: await listZoneAreas(work.tx, zone.frameworkId) }, zone, wanted)
    if (!decision.ok) throw new Refused(decision.reasons[0]?.clause ?? 'zone', decision.reasons.map((reason) => reason.words).join(' '), 'areaCodes')
    await insertZoneAreas(work.tx, zone, decision.value)
    work.audit({ kind: 'zone-areas-added', subjectKind: 'zone', subjectId: zone.id, detail: { areas: [...decision.value] } })
    return { added: decision.value.length }
  })
}
