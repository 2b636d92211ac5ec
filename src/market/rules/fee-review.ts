import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Framework, Rate } from '../terms.ts'
import type { FeeReviewInputs, ReviewedRate } from '../terms/fee-review.ts'
import { isSameBand } from './rate-times.ts'

/** What a review proposes: the rates it changes, and those in force that it leaves out, each with the reason. */
export interface FeeProposal {
  readonly changed: readonly ReviewedRate[]
  readonly leftOut: readonly { readonly rate: Rate; readonly reason: string }[]
}

const WHOLE = 10_000

/**
 * Answers the rates that a yearly fee review proposes (brief, F7).
 *
 * 1. A rate is made of a share that follows wages, a share that follows prices, and the rest, which stays: the new rate is the
 *    old one times 1 + wage share × wage change + price share × price change, to the nearest penny, half a penny up.
 * 2. Shares lie between 0% and 100% and together are at most 100%; changes lie between -50% and 100%.
 * 3. Each zone, service line, tier, day and time band is reviewed once: the rate in force the day before the review's first day.
 *    One that begins on that day or later is decided already and left as it is; a rate that comes out the same needs no new one.
 * 4. The new rates begin within the framework's term.
 */
export function feeReview(framework: Pick<Framework, 'startsOn' | 'endsOn'>, rates: readonly Rate[], inputs: FeeReviewInputs): Decision<FeeProposal> {
  const { fromOn, wageShare, wageChange, priceShare, priceChange } = inputs
  if (![wageShare, wageChange, priceShare, priceChange].every(Number.isInteger)) return refuse({ clause: 'review-figures', words: 'Shares and changes are percentages with at most two decimals.' })
  if (wageShare < 0 || priceShare < 0 || wageShare + priceShare > WHOLE) return refuse({ clause: 'review-shares', words: 'The shares of wages and of prices lie between 0% and 100%, and together are at most 100%.' })
  if ([wageChange, priceChange].some((change) => change < -5000 || change > WHOLE)) return refuse({ clause: 'review-changes', words: 'A change lies between -50% and 100%.' })
  if (Temporal.PlainDate.compare(fromOn, framework.startsOn) <= 0 || Temporal.PlainDate.compare(fromOn, framework.endsOn) > 0)
    return refuse({ clause: 'review-in-term', words: `New rates from ${wordsForDate(fromOn)} would begin outside the framework, which runs from ${wordsForDate(framework.startsOn)} to ${wordsForDate(framework.endsOn)}.` })
  const changed: ReviewedRate[] = []
  const leftOut: { rate: Rate; reason: string }[] = []
  for (const rate of ratesInForce(rates, fromOn.subtract({ days: 1 }))) {
    const decided = rates.find((other) => isSamePlace(other, rate) && Temporal.PlainDate.compare(other.fromOn, fromOn) >= 0)
    const pencePerHour = reviewedPence(rate.pencePerHour, inputs)
    if (decided !== undefined) leftOut.push({ rate, reason: `A rate from ${wordsForDate(decided.fromOn)} is set already` })
    else if (pencePerHour === rate.pencePerHour) leftOut.push({ rate, reason: 'It comes out the same' })
    else changed.push({ rate, pencePerHour })
  }
  if (changed.length === 0) return refuse({ clause: 'review-empty', words: leftOut.length === 0 ? `No rate is in force before ${wordsForDate(fromOn)}.` : 'No rate would change: each comes out the same or is set already from that day on.' })
  return allow({ changed, leftOut })
}

/** The pence an hour that come of a rate, to the nearest penny, half a penny up. Whole numbers throughout. */
export function reviewedPence(pence: number, inputs: Omit<FeeReviewInputs, 'fromOn'>): number {
  const scale = WHOLE * WHOLE
  const scaled = pence * (scale + inputs.wageShare * inputs.wageChange + inputs.priceShare * inputs.priceChange)
  const rest = ((scaled % scale) + scale) % scale
  return (scaled - rest) / scale + (rest * 2 >= scale ? 1 : 0)
}

/** Of each zone, service line, tier, day and time band the rate in force on a date. */
function ratesInForce(rates: readonly Rate[], on: Temporal.PlainDate): Rate[] {
  return rates.filter(
    (rate) => Temporal.PlainDate.compare(rate.fromOn, on) <= 0 && !rates.some((other) => isSamePlace(other, rate) && Temporal.PlainDate.compare(other.fromOn, rate.fromOn) > 0 && Temporal.PlainDate.compare(other.fromOn, on) <= 0),
  )
}

function isSamePlace(a: Rate, b: Rate): boolean {
  return a.zoneId === b.zoneId && a.serviceLine === b.serviceLine && a.tier === b.tier && a.dayCategory === b.dayCategory && isSameBand(a.timeBand, b.timeBand)
}
