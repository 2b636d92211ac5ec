import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import type { Rating, RatingDomain } from '../terms.ts'

interface ProviderRow {
  readonly id: string
  readonly cqcProviderId: string
  readonly name: string
  readonly brand: string | null
}

interface LocationRow {
  readonly id: string
  readonly providerId: string
  readonly cqcLocationId: string
  readonly name: string
  readonly address: string | null
  readonly town: string | null
  readonly postcode: string | null
  readonly localAuthority: string | null
  readonly region: string | null
  readonly serviceTypes: readonly string[]
  readonly specialisms: readonly string[]
  readonly homeCare: boolean
  readonly url: string | null
}

interface RatingRow {
  readonly locationId: string
  readonly serviceGroup: string
  readonly domain: RatingDomain
  readonly rating: Rating
  readonly publishedOn: Temporal.PlainDate
  readonly inherited: boolean
}

/** Makes imports wait for each other until the transaction ends: each decides on what the one before left. */
export async function lockImports(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7210345)`.execute(tx)
}

/** Adds providers, and brings the names and brands of those held up to date. What the council said of them stays. */
export async function saveProviders(tx: Tx, providers: readonly ProviderRow[], now: Temporal.Instant): Promise<void> {
  if (providers.length === 0) return
  await sql`
    insert into market.provider (id, cqc_provider_id, name, brand, created_at)
    select id, "cqcProviderId", name, brand, ${now.toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(providers)}::jsonb) as t(id uuid, "cqcProviderId" text, name text, brand text)
    on conflict (cqc_provider_id) do update set name = excluded.name, brand = excluded.brand`.execute(tx)
}

/** Adds locations, and brings the particulars of those held up to date. */
export async function saveLocations(tx: Tx, locations: readonly LocationRow[], now: Temporal.Instant): Promise<void> {
  if (locations.length === 0) return
  await sql`
    insert into market.location (id, provider_id, cqc_location_id, name, address, town, postcode, local_authority, region, service_types, specialisms, home_care, url, first_seen_at)
    select id, "providerId", "cqcLocationId", name, address, town, postcode, "localAuthority", region, "serviceTypes", specialisms, "homeCare", url, ${now.toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(locations)}::jsonb) as t(
      id uuid, "providerId" uuid, "cqcLocationId" text, name text, address text, town text, postcode text, "localAuthority" text, region text,
      "serviceTypes" text[], specialisms text[], "homeCare" boolean, url text)
    on conflict (cqc_location_id) do update set
      provider_id = excluded.provider_id, name = excluded.name, address = excluded.address, town = excluded.town, postcode = excluded.postcode,
      local_authority = excluded.local_authority, region = excluded.region, service_types = excluded.service_types, specialisms = excluded.specialisms,
      home_care = excluded.home_care, url = excluded.url`.execute(tx)
}

/** Adds ratings. Those held are never touched. */
export async function addRatings(tx: Tx, ratings: readonly RatingRow[], now: Temporal.Instant): Promise<void> {
  await insertRows(tx, 'market.rating', [
    { name: 'location_id', type: 'uuid', value: (row) => row.locationId },
    { name: 'service_group', type: 'text', value: (row) => row.serviceGroup },
    { name: 'domain', type: 'text', value: (row) => row.domain },
    { name: 'rating', type: 'text', value: (row) => row.rating },
    { name: 'published_on', type: 'date', value: (row) => row.publishedOn.toString() },
    { name: 'inherited', type: 'boolean', value: (row) => row.inherited },
    { name: 'recorded_at', type: 'timestamptz', value: () => now.toString() },
  ], ratings)
}
