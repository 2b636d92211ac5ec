import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { PublishedRating, Rating, RatingDomain } from '../terms.ts'

/** Every rating of some locations. */
export async function listRatingsOfLocations(tx: Tx, locationIds: readonly string[]): Promise<PublishedRating[]> {
  if (locationIds.length === 0) return []
  const rows = await tx.selectFrom('market.rating').selectAll().where('location_id', '=', sql<string>`any(${locationIds}::uuid[])`).execute()
  return rows.map(toRating)
}

/** The overall ratings of the home care locations of some providers, or of all providers, by provider. */
export async function listOverallRatings(tx: Tx, providerIds?: readonly string[]): Promise<Map<string, PublishedRating[]>> {
  if (providerIds?.length === 0) return new Map()
  let query = tx
    .selectFrom('market.rating as r')
    .innerJoin('market.location as l', 'l.id', 'r.location_id')
    .selectAll('r')
    .select('l.provider_id')
    .where('l.home_care', '=', true)
    .where('r.domain', '=', 'overall')
    .where('r.service_group', '=', 'Overall')
  if (providerIds !== undefined) query = query.where('l.provider_id', 'in', [...providerIds])
  const byProvider = new Map<string, PublishedRating[]>()
  for (const row of await query.execute()) {
    const held = byProvider.get(row.provider_id)
    if (held === undefined) byProvider.set(row.provider_id, [toRating(row)])
    else held.push(toRating(row))
  }
  return byProvider
}

function toRating(row: { id: number; location_id: string; service_group: string; domain: string; rating: string; published_on: string; inherited: boolean }): PublishedRating {
  return {
    id: row.id,
    locationId: row.location_id,
    serviceGroup: row.service_group,
    domain: row.domain as RatingDomain,
    rating: row.rating as Rating,
    publishedOn: Temporal.PlainDate.from(row.published_on),
    inherited: row.inherited,
  }
}
