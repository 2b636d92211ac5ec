import { RATING_DOMAIN_NAMES, RATING_NAMES, type Location, type PublishedRating, type Rating } from '../terms.ts'
import type { CqcChange, CqcFate, CqcRating, CqcRow } from './cqc-row.ts'

interface Newest {
  readonly rating: Rating
  readonly publishedOn: Temporal.PlainDate
}

/** Ratings held and ratings a file adds, so that each is kept once and the newest of each question is known. */
export interface RatingLedger {
  /** Adds a rating unless it is held; lists the change when it takes the place of another. Answers what it makes of its row. */
  add(row: CqcRow, rating: CqcRating, changes: CqcChange[], wasHeld: boolean): CqcFate
  readonly added: readonly (CqcRating & { readonly cqcLocationId: string })[]
}

/** Opens the ledger on what is held. */
export function ratingLedger(held: { readonly locations: readonly Location[]; readonly ratings: readonly PublishedRating[] }): RatingLedger {
  const cqcIds = new Map(held.locations.map((location) => [location.id, location.cqcLocationId]))
  const known = new Set<string>()
  const newest = new Map<string, Newest>()
  for (const rating of held.ratings) {
    const cqcLocationId = cqcIds.get(rating.locationId) ?? ''
    known.add(publicationKey(cqcLocationId, rating))
    note(newest, cqcLocationId, rating)
  }
  const added: (CqcRating & { cqcLocationId: string })[] = []
  return {
    added,
    add: (row, rating, changes, wasHeld) => {
      const key = publicationKey(row.cqcLocationId, rating)
      if (known.has(key)) return 'repeated'
      const before = newest.get(questionKey(row.cqcLocationId, rating))
      if (rating.dateOfRow && before?.rating === rating.rating) return 'repeated'
      known.add(key)
      added.push({ ...rating, cqcLocationId: row.cqcLocationId })
      const isLater = note(newest, row.cqcLocationId, rating)
      if (before === undefined || !isLater || !wasHeld) return 'new'
      if (before.rating !== rating.rating && rating.rating !== 'not-rated') {
        changes.push({
          kind: 'rating',
          cqcLocationId: row.cqcLocationId,
          location: row.location.name,
          provider: row.provider.name,
          what: whatWords(rating),
          from: RATING_NAMES[before.rating],
          to: RATING_NAMES[rating.rating],
          publishedOn: rating.publishedOn,
        })
      }
      return 'changed'
    },
  }
}

/** Remembers the rating when it is the newest of its question; answers whether it is. A publication without a rating never displaces one. */
function note(newest: Map<string, Newest>, cqcLocationId: string, rating: Newest & Pick<CqcRating, 'serviceGroup' | 'domain'>): boolean {
  const key = questionKey(cqcLocationId, rating)
  const before = newest.get(key)
  const isLater = before === undefined || Temporal.PlainDate.compare(rating.publishedOn, before.publishedOn) >= 0
  if (before === undefined || (isLater && rating.rating !== 'not-rated')) newest.set(key, rating)
  return isLater
}

function questionKey(cqcLocationId: string, rating: Pick<CqcRating, 'serviceGroup' | 'domain'>): string {
  return `${cqcLocationId}\n${rating.serviceGroup}\n${rating.domain}`
}

function publicationKey(cqcLocationId: string, rating: Pick<CqcRating, 'serviceGroup' | 'domain' | 'publishedOn' | 'rating'>): string {
  return `${questionKey(cqcLocationId, rating)}\n${rating.publishedOn.toString()}\n${rating.rating}`
}

function whatWords(rating: Pick<CqcRating, 'serviceGroup' | 'domain'>): string {
  if (rating.serviceGroup === 'Overall') return rating.domain === 'overall' ? 'Overall rating' : RATING_DOMAIN_NAMES[rating.domain]
  return `${rating.serviceGroup}: ${RATING_DOMAIN_NAMES[rating.domain]}`
}
