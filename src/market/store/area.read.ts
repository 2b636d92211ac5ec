import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { keptShape } from './kept-shape.ts'
import type { Shape } from '../terms.ts'

/** A small area as kept. */
export interface AreaRecord {
  readonly code: string
  readonly name: string
  readonly districtCode: string | null
  readonly districtName: string | null
  readonly ruralUrban: string | null
  readonly population: number | null
  readonly population65Plus: number | null
  readonly longitude: number | null
  readonly latitude: number | null
  readonly boundary: Shape | null
}

/** Areas by code, boundaries too. */
export async function listAreas(tx: Tx, codes: readonly string[]): Promise<AreaRecord[]> {
  const rows = await tx.selectFrom('market.area').selectAll().where('code', '=', sql<string>`any(${codes}::text[])`).execute()
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    districtCode: row.district_code,
    districtName: row.district_name,
    ruralUrban: row.rural_urban,
    population: row.population,
    population65Plus: row.population_65_plus,
    longitude: row.longitude,
    latitude: row.latitude,
    boundary: row.boundary === null ? null : keptShape(row.boundary),
  }))
}

/** Which of these area codes are known. */
export async function listKnownAreaCodes(tx: Tx, codes: readonly string[]): Promise<Set<string>> {
  const rows = await tx.selectFrom('market.area').select('code').where('code', '=', sql<string>`any(${codes}::text[])`).execute()
  return new Set(rows.map((row) => row.code))
}

/** Codes of the small areas that lie in some districts. */
export async function listAreaCodesOfDistricts(tx: Tx, districtCodes: readonly string[]): Promise<string[]> {
  const rows = await tx.selectFrom('market.area').select('code').where('district_code', '=', sql<string>`any(${districtCodes}::text[])`).orderBy('code').execute()
  return rows.map((row) => row.code)
}

/** Those of these postcodes that are known, with their area and place. */
export async function listPostcodes(tx: Tx, postcodes: readonly string[]): Promise<{ postcode: string; areaCode: string; longitude: number; latitude: number }[]> {
  const rows = await tx.selectFrom('market.postcode').selectAll().where('postcode', '=', sql<string>`any(${postcodes}::text[])`).execute()
  return rows.map((row) => ({ postcode: row.postcode, areaCode: row.area_code, longitude: row.longitude, latitude: row.latitude }))
}

/** What is known of areas so far, by district. */
export async function listDistricts(tx: Tx): Promise<{ districtCode: string | null; districtName: string | null; areas: number; withBoundary: number; population65Plus: number | null; postcodes: number }[]> {
  const postcodes = tx.selectFrom('market.postcode').select(['area_code']).select((eb) => eb.fn.countAll<number>().as('postcodes')).groupBy('area_code').as('p')
  const rows = await tx
    .selectFrom('market.area as a')
    .leftJoin(postcodes, 'p.area_code', 'a.code')
    .select((eb) => [
      'a.district_code as districtCode',
      eb.fn.max('a.district_name').as('districtName'),
      eb.fn.countAll<number>().as('areas'),
      eb.fn.count<number>('a.boundary').as('withBoundary'),
      eb.fn.sum<number | null>('a.population_65_plus').as('population65Plus'),
      // A sum of bigints is numeric, which arrives as text.
      eb.fn.sum<string | null>('p.postcodes').as('postcodes'),
    ])
    .groupBy('a.district_code')
    .orderBy('districtName')
    .execute()
  return rows.map((row) => ({ ...row, postcodes: Number(row.postcodes ?? 0) }))
}

/** How many areas with a boundary carry a code that the Office for National Statistics gives to small areas (LSOAs), and how many another. */
export async function countBoundaries(tx: Tx): Promise<{ ons: number; others: number }> {
  const row = await tx
    .selectFrom('market.area')
    .select((eb) => [eb.fn.countAll<number>().filterWhere('code', '~', '^[EW]01[0-9]{6}$').as('ons'), eb.fn.countAll<number>().filterWhere('code', '!~', '^[EW]01[0-9]{6}$').as('others')])
    .where('boundary', 'is not', null)
    .executeTakeFirstOrThrow()
  return { ons: row.ons, others: row.others }
}
