import type { NotNull } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { ReportRating, RatingPublication } from '../terms.ts'

interface AsAt {
  readonly on: Temporal.PlainDate
  readonly knownBefore: Temporal.Instant
  /** One framework; null for all. */
  readonly frameworkId: string | null
}

/** Home care locations, read in before an instant, of the providers that stand on the framework, or any, on a day. */
export async function listStandingLocationIds(tx: Tx, asAt: AsAt): Promise<string[]> {
  const on = asAt.on.toString()
  const standing = tx
    .selectFrom('market.published_standing')
    .select('provider_id')
    .$if(asAt.frameworkId !== null, (of) => of.where('framework_id', '=', asAt.frameworkId))
    .where('from_on', '<=', on)
    .where((is) => is.or([is('to_on', 'is', null), is('to_on', '>=', on)]))
    .where((is) => is.or([is('left_on', 'is', null), is('left_on', '>=', on)]))
  const rows = await tx
    .selectFrom('market.published_location')
    .select('location_id')
    .where('provider_id', 'in', standing)
    .where('first_seen_at', '<', asAt.knownBefore.toString())
    .$narrowType<{ location_id: NotNull }>()
    .execute()
  return rows.map((row) => row.location_id)
}

/** Every publication read in before an instant of those locations' overall ratings. */
export async function listRatingPublications(tx: Tx, asAt: Omit<AsAt, 'frameworkId'>, locationIds: readonly string[]): Promise<RatingPublication[]> {
  const rows = await tx
    .selectFrom('market.published_rating')
    .select(['rating_id', 'location_id', 'rating', 'published_on'])
    .where('recorded_at', '<', asAt.knownBefore.toString())
    .where('published_on', '<=', asAt.on.toString())
    .$narrowType<{ rating_id: NotNull; location_id: NotNull; rating: NotNull; published_on: NotNull }>()
    .execute()
  const wanted = new Set(locationIds)
  return rows
    .filter((row) => wanted.has(row.location_id))
    .map((row) => ({ ratingId: row.rating_id, locationId: row.location_id, rating: row.rating as ReportRating, publishedOn: Temporal.PlainDate.from(row.published_on) }))
}
