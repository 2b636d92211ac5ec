import type { OfferStatus } from '../terms.ts'

/** What decides where an offer stands. */
export interface OfferFacts {
  /** The one answer kept with it; null while it has none. */
  readonly answer: Exclude<OfferStatus, 'open'> | null
  readonly replyByAt: Temporal.Instant
  /** When the search it belongs to ended; null while it runs. */
  readonly searchClosedAt: Temporal.Instant | null
}

/**
 * Where an offer stands at an instant. An answer is for ever. Without one it is withdrawn once its search has ended,
 * and lapsed from its reply-by time on, whether or not the job that records so has run yet.
 */
export function offerStatus(facts: OfferFacts, now: Temporal.Instant): OfferStatus {
  if (facts.answer !== null) return facts.answer
  if (facts.searchClosedAt !== null) return 'withdrawn'
  return Temporal.Instant.compare(now, facts.replyByAt) >= 0 ? 'lapsed' : 'open'
}
