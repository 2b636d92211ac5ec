import type { Pence } from '../../kernel/amounts.ts'
import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import { countOf, wordsForDate, wordsForPence } from '../../kernel/words.ts'

/** An hourly rate from a date on. A null place means "any": a rate with three nulls is the framework's general rate. */
export interface RateFact {
  readonly id: string
  readonly zoneId: string | null
  readonly serviceLine: string | null
  readonly tier: string | null
  readonly fromOn: Temporal.PlainDate
  /** For one care worker's hour. */
  readonly pencePerHour: Pence
}

/** What a rate is asked for. Null where the visit has no zone, service line or tier: only rates for "any" match it. */
export interface RateQuestion {
  readonly zoneId: string | null
  readonly serviceLine: string | null
  readonly tier: string | null
  readonly on: Temporal.PlainDate
}

/**
 * Answers which rate applies.
 *
 * 1. A rate matches when it has begun (`fromOn` on or before the date) and each of its zone, service line and
 *    tier is either "any" or equal to the one asked for.
 * 2. The most specific match wins: one for the zone beats any that is not, whatever else they name; then the
 *    service line decides; then the tier. Thus zone alone beats service line and tier together.
 * 3. Among rates for the very same zone, service line and tier, the latest `fromOn` wins. Specificity comes
 *    before date: a newer general rate does not displace an older one for the zone.
 * 4. Two such rates that begin on the same date are refused: nobody could say which was agreed.
 */
export function rateFor<R extends RateFact>(rates: readonly R[], question: RateQuestion): Decision<R> {
  let best: R | undefined
  let rival: R | undefined
  let matches = 0
  for (const rate of rates) {
    if (!matchesPlace(rate, question) || Temporal.PlainDate.compare(rate.fromOn, question.on) > 0) continue
    matches += 1
    const order = best === undefined ? 1 : compareRates(rate, best)
    if (order > 0) {
      best = rate
      rival = undefined
    } else if (order === 0) rival = rate
  }
  if (best === undefined) return refuse({ clause: 'no-rate', words: `No rate has begun by ${wordsForDate(question.on)} for this zone, service line and tier. Add one that starts on or before that date.` })
  if (rival !== undefined) return refuse({ clause: 'two-rates', words: twoRatesWords(best, rival) })
  return allow(
    best,
    { clause: 'rate', words: `The rate for ${placeWords(best)}, from ${wordsForDate(best.fromOn)}: ${wordsForPence(best.pencePerHour)} an hour.` },
    { clause: 'rate-precedence', words: precedenceWords(matches) },
  )
}

/** True when the rate is for the zone, service line and tier asked for, whatever the date. */
export function matchesPlace(rate: RateFact, question: Omit<RateQuestion, 'on'>): boolean {
  return (
    (rate.zoneId === null || rate.zoneId === question.zoneId) &&
    (rate.serviceLine === null || rate.serviceLine === question.serviceLine) &&
    (rate.tier === null || rate.tier === question.tier)
  )
}

/** Above zero when `a` goes before `b`. Both match one question, so equal specificity means the same zone, line and tier. */
function compareRates(a: RateFact, b: RateFact): number {
  return specificity(a) - specificity(b) || Temporal.PlainDate.compare(a.fromOn, b.fromOn)
}

function specificity(rate: RateFact): number {
  return (rate.zoneId === null ? 0 : 4) + (rate.serviceLine === null ? 0 : 2) + (rate.tier === null ? 0 : 1)
}

function placeWords(rate: RateFact): string {
  const zone = rate.zoneId === null ? 'any zone' : 'this zone'
  const line = rate.serviceLine === null ? 'any service line' : 'this service line'
  return `${zone}, ${line} and ${rate.tier === null ? 'any tier' : 'this tier'}`
}

function precedenceWords(matches: number): string {
  if (matches === 1) return 'No other rate applied.'
  return `It went before ${countOf(matches - 1, 'other rate')} that had begun: a rate for the zone goes first, then for the service line, then for the tier, then the latest.`
}

function twoRatesWords(a: RateFact, b: RateFact): string {
  const [less, more] = a.pencePerHour <= b.pencePerHour ? [a, b] : [b, a]
  return `Two rates for ${placeWords(a)} begin on ${wordsForDate(a.fromOn)}: ${wordsForPence(less.pencePerHour)} and ${wordsForPence(more.pencePerHour)} an hour. Keep one.`
}
