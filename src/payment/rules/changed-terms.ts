import type { PriceChange } from '../../brokerage/terms/placement-life.ts'
import type { FundingHistory } from '../../care/terms/funding.ts'

/**
 * The first day that a placement's own terms reach back to: prices approved and payers recorded at or after an instant. Undefined when there
 * are none. A day too early costs a look: pricing a visit again makes no line.
 */
export function changedTermsFrom(prices: readonly PriceChange[], funding: FundingHistory | undefined, sinceAt: Temporal.Instant): Temporal.PlainDate | undefined {
  const isSince = (at: Temporal.Instant): boolean => Temporal.Instant.compare(at, sinceAt) >= 0
  const days = [
    ...prices.filter((price) => price.decision?.isApproved === true && isSince(price.decision.decidedAt)).map((price) => price.fromOn),
    ...(funding?.changes ?? []).filter((change) => isSince(change.recordedAt)).map((change) => change.fromOn),
  ]
  return days.toSorted((a, b) => Temporal.PlainDate.compare(a, b))[0]
}
