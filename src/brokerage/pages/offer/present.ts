import { wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import type { SeenCompetition } from '../../actions/see-offers.ts'
import { points } from '../../rules/bids.ts'
import type { PartialDecisionKind } from '../../terms/partial-answer.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'

/** What may be bid. */
export function priceWords({ prices }: SeenCompetition): string {
  return prices.pricePoints.length === 0 ? `Bid between ${wordsForPence(prices.lowestPencePerHour)} and ${wordsForPence(prices.highestPencePerHour)} an hour` : `Bid one of ${prices.pricePoints.map(wordsForPence).join(', ')} an hour`
}

/** How bids are compared. */
export function weightWords({ prices }: SeenCompetition): string {
  return `The best bid is given the package: ${String(prices.priceWeight)}% for price, ${String(100 - prices.priceWeight)}% for your CQC rating`
}

/** The part of the offer page on which a provider bids. */
export function competitionView({ prices, bid }: SeenCompetition, typed: unknown): { bid: string; items: { value: string; text: string; checked: boolean }[] } {
  const chosen = typeof typed === 'string' ? typed : bid === null ? '' : (bid.pencePerHour / 100).toFixed(2)
  return {
    bid: bid === null ? '' : `Your bid: ${wordsForPence(bid.pencePerHour)} an hour from ${wordsForDate(bid.startsOn)}, made ${wordsForMoment(bid.bidAt)}. A new bid takes its place.`,
    items: prices.pricePoints.map((pence) => ({ value: (pence / 100).toFixed(2), text: `${wordsForPence(pence)} an hour`, checked: chosen === (pence / 100).toFixed(2) })),
  }
}

/** What became of an answer in part, for its provider. */
export function partialWords(decision: PartialDecisionKind | null): string {
  switch (decision) {
    case null:
      return 'The council decides on it. Another provider may still take the whole package.'
    case 'accepted':
      return 'The council accepted what you can do.'
    case 'split':
      return 'The council split the package and offers you the visits that you can do as a package of its own.'
    case 'refused':
      return 'The council looks for a provider that can do more of it. You do not need to do anything.'
  }
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'] as const

/** Where its bid came, for the bidder. A price score would give the lowest bid of another away, so only the place and its own quality score are told. */
export function outcomeWords({ prices, outcome }: SeenCompetition): string {
  if (outcome === null) return ''
  const { place, pencePerHour, qualityScore } = outcome
  const bid = `Your bid of ${wordsForPence(pencePerHour)} an hour`
  if (place === null) return `${bid} was not compared with the others: when it was decided, your organisation could no longer be given this package.`
  return `${bid} came ${ORDINALS[place - 1] ?? `number ${String(place)}`}. Price counted for ${String(prices.priceWeight)}% and quality for ${String(100 - prices.priceWeight)}%: your CQC rating gave you ${points(qualityScore)} of 100 for quality.`
}
