import { RATINGS, type PublishedRating, type Rating } from '../terms.ts'

/** The rating that counts for a provider on a date, and where it comes from. */
export interface OverallRating {
  readonly rating: Rating
  /** The publication that decided; null when no home care location has a rating yet. */
  readonly published: PublishedRating | null
}

const UNRATED: OverallRating = { rating: 'not-rated', published: null }

/**
 * Answers which CQC rating counts for a provider on a date, from the overall ratings of its home care locations.
 *
 * 1. Of one location, the overall rating (group "Overall") latest published by that date counts. Of two published on
 *    one day, the one read in later counts: it is the correction.
 * 2. A publication without a rating ("Inspected but not rated", "Insufficient evidence to rate") leaves the rating
 *    before it in force.
 * 3. A provider with several home care locations has the lowest of their ratings: a package could be served from any
 *    of them. Locations without a rating do not count beside rated ones. Equal ratings: the latest published is shown.
 */
export function overallRating(ratings: readonly PublishedRating[], on: Temporal.PlainDate): OverallRating {
  const latest = new Map<string, PublishedRating>()
  for (const rating of ratings) {
    if (!isOverall(rating) || rating.rating === 'not-rated' || Temporal.PlainDate.compare(rating.publishedOn, on) > 0) continue
    const held = latest.get(rating.locationId)
    if (held === undefined || comparePublication(rating, held) > 0) latest.set(rating.locationId, rating)
  }
  let counts: PublishedRating | undefined
  for (const rating of latest.values()) {
    const order = counts === undefined ? 1 : RATINGS.indexOf(rating.rating) - RATINGS.indexOf(counts.rating) || comparePublication(rating, counts)
    if (order > 0) counts = rating
  }
  return counts === undefined ? UNRATED : { rating: counts.rating, published: counts }
}

/** True for the rating of a location as a whole, not of one key question or service group. */
export function isOverall(rating: Pick<PublishedRating, 'serviceGroup' | 'domain'>): boolean {
  return rating.domain === 'overall' && rating.serviceGroup === 'Overall'
}

/** Above zero when `a` was published after `b`, or read in after it when both were published on one day. */
export function comparePublication(a: Pick<PublishedRating, 'id' | 'publishedOn'>, b: Pick<PublishedRating, 'id' | 'publishedOn'>): number {
  return Temporal.PlainDate.compare(a.publishedOn, b.publishedOn) || a.id - b.id
}
