import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { keptShape } from './kept-shape.ts'
import type { Shape, Zone } from '../terms.ts'

/** A town or village of a zone. */
export interface ZonePlace {
  readonly zoneId: string
  readonly name: string
  readonly longitude: number | null
  readonly latitude: number | null
}

/** How much of the open data lies in a zone. */
export interface ZonePopulation {
  readonly areas: number
  readonly population: number | null
  readonly population65Plus: number | null
  /** Areas whose published class is rural. */
  readonly ruralAreas: number
  readonly classedAreas: number
}

/** Zones of a framework in the order of its tables. */
export async function listZones(tx: Tx, frameworkId: string): Promise<Zone[]> {
  const rows = await zones(tx).where('framework_id', '=', frameworkId).orderBy('position').orderBy('name').execute()
  return rows.map(toZone)
}

export async function findZone(tx: Tx, zoneId: string): Promise<Zone | undefined> {
  const row = await zones(tx).where('id', '=', zoneId).executeTakeFirst()
  return row === undefined ? undefined : toZone(row)
}

export async function listPlaces(tx: Tx, zoneIds: readonly string[]): Promise<ZonePlace[]> {
  const rows = await tx.selectFrom('market.zone_place').selectAll().where('zone_id', '=', sql<string>`any(${zoneIds}::uuid[])`).orderBy('name').execute()
  return rows.map((row) => ({ zoneId: row.zone_id, name: row.name, longitude: row.longitude, latitude: row.latitude }))
}

/** Which small areas make up the zones of a framework. */
export async function listZoneAreas(tx: Tx, frameworkId: string): Promise<{ readonly areaCode: string; readonly zoneId: string }[]> {
  const rows = await tx.selectFrom('market.zone_area').select(['area_code', 'zone_id']).where('framework_id', '=', frameworkId).execute()
  return rows.map((row) => ({ areaCode: row.area_code, zoneId: row.zone_id }))
}

/** The zone of a zone set in which each postcode lies: postcode to small area to zone. Postcodes that lie in none are left out. */
export async function listZonesOfPostcodes(tx: Tx, search: { readonly frameworkId: string; readonly zoneSet: string }, postcodes: readonly string[]): Promise<Map<string, Zone>> {
  const rows = await tx
    .selectFrom('market.postcode as p')
    .innerJoin('market.zone_area as za', 'za.area_code', 'p.area_code')
    .innerJoin('market.zone as z', 'z.id', 'za.zone_id')
    .select(['p.postcode', 'z.id', 'z.framework_id', 'z.name', 'z.position', 'z.starts_on', 'z.zone_set'])
    .where('za.framework_id', '=', search.frameworkId)
    .where('za.zone_set', '=', search.zoneSet)
    .where('p.postcode', '=', sql<string>`any(${postcodes}::text[])`)
    .execute()
  const known = new Map<string, Zone>()
  return new Map(
    rows.map((row) => {
      const zone = known.get(row.id) ?? toZone(row)
      known.set(row.id, zone)
      return [row.postcode, zone]
    }),
  )
}

/** The boundary of each zone: its own where it was given one, else the boundaries of its areas. */
export async function listZoneShapes(tx: Tx, frameworkId: string): Promise<Map<string, Shape[]>> {
  const own = await tx.selectFrom('market.zone').select(['id', 'boundary']).where('framework_id', '=', frameworkId).where('boundary', 'is not', null).execute()
  const areas = await tx
    .selectFrom('market.zone_area as za')
    .innerJoin('market.zone as z', 'z.id', 'za.zone_id')
    .innerJoin('market.area as a', 'a.code', 'za.area_code')
    .select(['za.zone_id', 'a.boundary'])
    .where('za.framework_id', '=', frameworkId)
    .where('z.boundary', 'is', null)
    .where('a.boundary', 'is not', null)
    .execute()
  const shapes = new Map<string, Shape[]>(own.map((row) => [row.id, [keptShape(row.boundary)]]))
  for (const row of areas) {
    const held = shapes.get(row.zone_id)
    const shape = keptShape(row.boundary)
    if (held === undefined) shapes.set(row.zone_id, [shape])
    else held.push(shape)
  }
  return shapes
}

/** Population and rurality of each zone, summed over its areas. Null where no area of the zone has the figure. */
export async function listZonePopulations(tx: Tx, frameworkId: string): Promise<Map<string, ZonePopulation>> {
  const rows = await tx
    .selectFrom('market.zone_area as za')
    .innerJoin('market.area as a', 'a.code', 'za.area_code')
    .select((eb) => [
      'za.zone_id',
      eb.fn.countAll<number>().as('areas'),
      eb.fn.sum<number | null>('a.population').as('population'),
      eb.fn.sum<number | null>('a.population_65_plus').as('population65Plus'),
      eb.fn.count<number>('a.rural_urban').as('classedAreas'),
      eb.fn.countAll<number>().filterWhere('a.rural_urban', 'ilike', '%rural%').as('ruralAreas'),
    ])
    .where('za.framework_id', '=', frameworkId)
    .groupBy('za.zone_id')
    .execute()
  return new Map(rows.map(({ zone_id, ...population }) => [zone_id, population]))
}

function zones(tx: Tx) {
  return tx.selectFrom('market.zone').select(['id', 'framework_id', 'name', 'position', 'starts_on', 'zone_set'])
}

function toZone(row: { id: string; framework_id: string; name: string; position: number; starts_on: string | null; zone_set: string }): Zone {
  return { id: row.id, frameworkId: row.framework_id, name: row.name, position: row.position, startsOn: row.starts_on === null ? null : Temporal.PlainDate.from(row.starts_on), zoneSet: row.zone_set }
}
