import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { Location, Provider, ProviderKind } from '../terms.ts'

export async function findProvider(tx: Tx, providerId: string): Promise<Provider | undefined> {
  const row = await tx.selectFrom('market.provider').selectAll().where('id', '=', providerId).executeTakeFirst()
  return row === undefined ? undefined : toProvider(row)
}

/** Providers with these CQC provider ids, by that id. */
export async function listProvidersByCqcId(tx: Tx, cqcProviderIds: readonly string[]): Promise<Provider[]> {
  if (cqcProviderIds.length === 0) return []
  const rows = await tx.selectFrom('market.provider').selectAll().where('cqc_provider_id', '=', sql<string>`any(${cqcProviderIds}::text[])`).execute()
  return rows.map(toProvider)
}

export async function listProvidersById(tx: Tx, providerIds: readonly string[]): Promise<Provider[]> {
  if (providerIds.length === 0) return []
  const rows = await tx.selectFrom('market.provider').selectAll().where('id', '=', sql<string>`any(${providerIds}::uuid[])`).execute()
  return rows.map(toProvider)
}

/** Names by id, of the providers asked for or of all. */
export async function listProviderNames(tx: Tx, providerIds?: readonly string[]): Promise<Map<string, string>> {
  if (providerIds?.length === 0) return new Map()
  let query = tx.selectFrom('market.provider').select(['id', 'name'])
  if (providerIds !== undefined) query = query.where('id', 'in', [...providerIds])
  return new Map((await query.execute()).map((row) => [row.id, row.name]))
}

/** Providers with this CQC provider id, or with this name, whatever its capitals. */
export async function listProvidersNamed(tx: Tx, words: string): Promise<{ readonly id: string; readonly name: string }[]> {
  return tx
    .selectFrom('market.provider')
    .select(['id', 'name'])
    .where((eb) => eb.or([eb('cqc_provider_id', '=', words), eb(eb.fn<string>('lower', ['name']), '=', words.toLowerCase())]))
    .orderBy('id')
    .execute()
}

/** Providers with a home care location, and those that were put on the register without one; by name. */
export async function listHomeCareProviders(tx: Tx): Promise<Provider[]> {
  const rows = await tx
    .selectFrom('market.provider as p')
    .selectAll('p')
    .where((eb) =>
      eb.or([
        eb.exists(eb.selectFrom('market.location as l').select('l.id').whereRef('l.provider_id', '=', 'p.id').where('l.home_care', '=', true)),
        eb.exists(eb.selectFrom('market.standing as s').select('s.id').whereRef('s.provider_id', '=', 'p.id')),
      ]),
    )
    .orderBy('p.name')
    .orderBy('p.id')
    .execute()
  return rows.map(toProvider)
}

export async function listLocationsOf(tx: Tx, providerId: string): Promise<Location[]> {
  const rows = await tx.selectFrom('market.location').selectAll().where('provider_id', '=', providerId).orderBy('home_care', 'desc').orderBy('name').execute()
  return rows.map(toLocation)
}

/** Locations with these CQC location ids. */
export async function listLocationsByCqcId(tx: Tx, cqcLocationIds: readonly string[]): Promise<Location[]> {
  if (cqcLocationIds.length === 0) return []
  const rows = await tx.selectFrom('market.location').selectAll().where('cqc_location_id', '=', sql<string>`any(${cqcLocationIds}::text[])`).execute()
  return rows.map(toLocation)
}

/** Home care locations of some local authorities, with their provider's name. */
export async function listHomeCareLocationsIn(tx: Tx, localAuthorities: readonly string[]): Promise<(Location & { readonly providerName: string })[]> {
  if (localAuthorities.length === 0) return []
  const rows = await tx
    .selectFrom('market.location as l')
    .innerJoin('market.provider as p', 'p.id', 'l.provider_id')
    .selectAll('l')
    .select('p.name as provider_name')
    .where('l.home_care', '=', true)
    .where('l.local_authority', '=', sql<string>`any(${localAuthorities}::text[])`)
    .orderBy('l.name')
    .orderBy('l.id')
    .execute()
  return rows.map((row) => ({ ...toLocation(row), providerName: row.provider_name }))
}

function toProvider(row: { id: string; cqc_provider_id: string | null; name: string; brand: string | null; kind: string | null; languages: string[]; email: string | null; left_on: string | null; left_reason: string | null }): Provider {
  return {
    id: row.id,
    cqcProviderId: row.cqc_provider_id,
    name: row.name,
    brand: row.brand,
    kind: row.kind as ProviderKind | null,
    languages: row.languages,
    email: row.email,
    leftOn: row.left_on === null ? null : Temporal.PlainDate.from(row.left_on),
    leftReason: row.left_reason,
  }
}

function toLocation(row: { id: string; provider_id: string; cqc_location_id: string; name: string; address: string | null; town: string | null; postcode: string | null; local_authority: string | null; region: string | null; service_types: string[]; specialisms: string[]; home_care: boolean; url: string | null }): Location {
  return {
    id: row.id,
    providerId: row.provider_id,
    cqcLocationId: row.cqc_location_id,
    name: row.name,
    address: row.address,
    town: row.town,
    postcode: row.postcode,
    localAuthority: row.local_authority,
    region: row.region,
    serviceTypes: row.service_types,
    specialisms: row.specialisms,
    homeCare: row.home_care,
    url: row.url,
  }
}

/** Providers without a last day, by name. */
export async function listStayingProviders(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.selectFrom('market.provider').select(['id', 'name']).where('left_on', 'is', null).orderBy('name').orderBy('id').execute()
}
