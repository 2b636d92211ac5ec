import type { Pence } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import { wordsForPence } from '../../kernel/words.ts'
import type { ContractModel } from '../../market/terms/contract-model.ts'
import { RATING_NAMES, type Rating } from '../../market/terms.ts'

/** Version of the rule that compares bids, kept with every comparison. */
export const BIDS_VERSION = 'bids/1'

type Competition = Extract<ContractModel, { model: 'open' }>

/** A bid in a mini-competition, with what is known of its bidder on the day of the comparison. */
export interface Bid {
  readonly bidId: number
  readonly providerId: string
  readonly providerName: string
  readonly pencePerHour: Pence
  readonly rating: Rating
  readonly bidAt: Temporal.Instant
}

/** A bid with its scores, in hundredths of a point out of 100, and why it has its place. */
export interface ScoredBid<B extends Bid = Bid> {
  readonly bid: B
  /** From 1, the best. */
  readonly place: number
  readonly priceScore: number
  readonly qualityScore: number
  readonly totalScore: number
  readonly reasons: readonly Reason[]
}

/** What is wrong with a price in a mini-competition; undefined when nothing is. */
export function priceFault(competition: Competition, pencePerHour: Pence): Reason | undefined {
  const { lowestPencePerHour, highestPencePerHour, pricePoints } = competition
  if (pricePoints.length > 0) {
    return pricePoints.includes(pencePerHour) ? undefined : { clause: 'not-a-price-point', words: `${wordsForPence(pencePerHour)} is not one of the prices of this framework. Choose ${pricePoints.map(wordsForPence).join(', ')}` }
  }
  if (pencePerHour >= lowestPencePerHour && pencePerHour <= highestPencePerHour) return undefined
  return { clause: 'outside-window', words: `${wordsForPence(pencePerHour)} an hour is outside the price window. Bid between ${wordsForPence(lowestPencePerHour)} and ${wordsForPence(highestPencePerHour)}` }
}

/**
 * Compares the bids of a mini-competition, best first. The price score is the lowest price over the bid's own; the
 * quality score is the one the framework gives the provider's overall CQC rating; both are weighted as the framework
 * says. Ties: the lower price, then the better quality, then the earlier bid, then the name, then the identity.
 */
export function compareBids<B extends Bid>(competition: Competition, bids: readonly B[]): ScoredBid<B>[] {
  const lowest = Math.min(...bids.map((bid) => bid.pencePerHour))
  const scored = bids.map((bid) => {
    const priceScore = Math.round((10_000 * lowest) / bid.pencePerHour)
    const qualityScore = competition.qualityScores[bid.rating] * 100
    return { bid, priceScore, qualityScore, weighted: competition.priceWeight * priceScore + (100 - competition.priceWeight) * qualityScore }
  })
  return scored
    .toSorted((a, b) => b.weighted - a.weighted || a.bid.pencePerHour - b.bid.pencePerHour || b.qualityScore - a.qualityScore || Temporal.Instant.compare(a.bid.bidAt, b.bid.bidAt) || compareText(a.bid.providerName, b.bid.providerName) || compareText(a.bid.providerId, b.bid.providerId))
    .map(({ bid, priceScore, qualityScore, weighted }, index) => ({
      bid,
      place: index + 1,
      priceScore,
      qualityScore,
      totalScore: Math.round(weighted / 100),
      reasons: [
        { clause: 'price', words: `Price ${wordsForPence(bid.pencePerHour)} an hour against the lowest bid of ${wordsForPence(lowest)}: ${points(priceScore)} of 100, weight ${String(competition.priceWeight)}%.` },
        { clause: 'quality', words: `CQC rating ${RATING_NAMES[bid.rating]}: ${points(qualityScore)} of 100, weight ${String(100 - competition.priceWeight)}%.` },
        { clause: 'total', words: `Together ${points(Math.round(weighted / 100))} of 100.` },
      ],
    }))
}

/** Hundredths of a point as points: 9091 is 90.91. */
export function points(hundredths: number): string {
  return (hundredths / 100).toFixed(2)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
