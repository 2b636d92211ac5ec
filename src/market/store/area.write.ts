import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { AreaRecord } from './area.read.ts'

/** Adds areas, or takes the place of what is held of them. */
export async function saveAreas(tx: Tx, areas: readonly AreaRecord[]): Promise<void> {
  if (areas.length === 0) return
  await sql`
    insert into market.area (code, name, district_code, district_name, rural_urban, population, population_65_plus, longitude, latitude, boundary)
    select code, name, "districtCode", "districtName", "ruralUrban", population, "population65Plus", longitude, latitude, nullif(boundary, 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(areas)}::jsonb) as t(
      code text, name text, "districtCode" text, "districtName" text, "ruralUrban" text, population int, "population65Plus" int,
      longitude double precision, latitude double precision, boundary jsonb)
    on conflict (code) do update set
      name = excluded.name, district_code = excluded.district_code, district_name = excluded.district_name, rural_urban = excluded.rural_urban,
      population = excluded.population, population_65_plus = excluded.population_65_plus, longitude = excluded.longitude, latitude = excluded.latitude,
      boundary = excluded.boundary`.execute(tx)
}

/** Adds postcodes, or moves those held. */
export async function savePostcodes(tx: Tx, postcodes: readonly { readonly postcode: string; readonly areaCode: string; readonly longitude: number; readonly latitude: number }[]): Promise<void> {
  if (postcodes.length === 0) return
  await sql`
    insert into market.postcode (postcode, area_code, longitude, latitude)
    select postcode, "areaCode", longitude, latitude
    from jsonb_to_recordset(${JSON.stringify(postcodes)}::jsonb) as t(postcode text, "areaCode" text, longitude double precision, latitude double precision)
    on conflict (postcode) do update set area_code = excluded.area_code, longitude = excluded.longitude, latitude = excluded.latitude`.execute(tx)
}
