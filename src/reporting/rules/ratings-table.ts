import { RATINGS, type WeeklyReport, type RatingPublication } from '../terms.ts'

/**
 * The CQC ratings table (brief, C 4.9 and W table 3): home care locations of the providers on a framework, by the overall
 * rating in force on a day. Of a location the rating published last by that day counts; of two published on one day the
 * one read in later. A publication without a rating leaves the one before in force. A location with none is not yet
 * inspected. The CQC rates locations, so a provider with two counts twice.
 */
export function ratingsTable(locationIds: readonly string[], publications: readonly RatingPublication[], on: Temporal.PlainDate): WeeklyReport['ratings'] {
  const inForce = new Map<string, RatingPublication>()
  for (const each of publications) {
    if (each.rating === 'not-rated' || Temporal.PlainDate.compare(each.publishedOn, on) > 0) continue
    const held = inForce.get(each.locationId)
    if (held === undefined || isLater(each, held)) inForce.set(each.locationId, each)
  }
  const ratings = locationIds.map((id) => inForce.get(id)?.rating ?? 'not-rated')
  return {
    rows: RATINGS.map((rating) => ({ rating, locations: ratings.filter((each) => each === rating).length })),
    total: locationIds.length,
  }
}

function isLater(a: RatingPublication, b: RatingPublication): boolean {
  return (Temporal.PlainDate.compare(a.publishedOn, b.publishedOn) || a.ratingId - b.ratingId) > 0
}
