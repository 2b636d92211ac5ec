import { randomUUID } from 'node:crypto'
import { Refused } from '../../platform/action/refused.ts'
import type { Tx } from '../../platform/db/handles.ts'
import type { ProposedZone } from '../rules/new-zones.ts'
import { listKnownAreaCodes } from '../store/area.read.ts'
import { GENERAL_ZONE_SET } from '../terms.ts'

/** Proposed zones as they are kept, numbered on from `after`. */
export function zoneRows(zones: readonly ProposedZone[], after: number) {
  return zones.map((zone, index) => ({
    id: randomUUID(),
    name: zone.name,
    position: after + index + 1,
    boundary: zone.boundary ?? null,
    startsOn: zone.startsOn ?? null,
    zoneSet: zone.zoneSet ?? GENERAL_ZONE_SET,
    places: zone.places.map((place) => ({ name: place.name, longitude: place.longitude ?? null, latitude: place.latitude ?? null })),
    areaCodes: [...new Set(zone.areaCodes)],
  }))
}

/** Throws `Refused` when a small area of a zone is not known. */
export async function needKnownAreas(tx: Tx, zones: readonly Pick<ProposedZone, 'areaCodes'>[]): Promise<void> {
  const codes = zones.flatMap((zone) => zone.areaCodes)
  const known = await listKnownAreaCodes(tx, codes)
  const unknown = codes.find((code) => !known.has(code))
  if (unknown !== undefined) throw new Refused('area-unknown', `Area ${unknown} is not known. Import its boundary or the lookup of small areas first.`, 'areaCodes')
}
