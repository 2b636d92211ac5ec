import type { Rate } from '../terms.ts'

/** What a fee review is reckoned from. Shares and changes are whole hundredths of a percent: 4.1% is 410. */
export interface FeeReviewInputs {
  /** First day of the new rates. */
  readonly fromOn: Temporal.PlainDate
  /** Share of a rate that follows wages. */
  readonly wageShare: number
  readonly wageChange: number
  /** Share of a rate that follows prices. */
  readonly priceShare: number
  readonly priceChange: number
}

/** A rate with the pence an hour that a review proposes in its place. */
export interface ReviewedRate {
  readonly rate: Rate
  readonly pencePerHour: number
}

/** A fee review as it was adopted. */
export interface FeeReview extends FeeReviewInputs {
  readonly id: string
  readonly frameworkId: string
  readonly evidence: string
  readonly adoptedAt: Temporal.Instant
  readonly adoptedBy: string
  readonly rates: readonly ReviewedRate[]
}
