import type { Pence } from '../../kernel/amounts.ts'
import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import { countOf, wordsForDate, wordsForPence } from '../../kernel/words.ts'
import { DAY_CATEGORY_NAMES, type DayCategory, type TimeBand } from '../terms/rate-times.ts'
import { bandWords, isInBand } from './rate-times.ts'

/** The one precedence between rates, in words. Pages and reasons say it so. */
export const RATE_PRECEDENCE = 'a rate for the zone goes first, then for the service line, then for the tier, then for the day, then for the time band, then the latest'

/** An hourly rate from a date on. A null place means "any": a rate with three nulls is the framework's general rate. */
export interface RateFact {
  readonly id: string
  readonly zoneId: string | null
  readonly serviceLine: string | null
  readonly tier: string | null
  /** Left out or null for any day. */
  readonly dayCategory?: DayCategory | null | undefined
  /** Left out or null for any time. */
  readonly timeBand?: TimeBand | null | undefined
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
  /** Category of the day; without it only rates for any day match. */
  readonly dayCategory?: DayCategory | null | undefined
  /** Minute after midnight at which the visit starts; without it only rates for any time match. */
  readonly startMinute?: number | null | undefined
}

/**
 * Answers which rate applies.
 *
 * 1. A rate matches when it has begun (`fromOn` on or before the date) and each of its zone, service line, tier and
 *    day category is either "any" or equal to the one asked for, and its time band is "any" or holds the visit's start.
 * 2. The most specific match wins: one for the zone beats any that is not, whatever else they name; then the
 *    service line decides; then the tier; then the day category; then the time band. Thus zone alone beats service line
 *    and tier together, and a rate for Sundays beats one for evenings.
 * 3. Among rates for the very same zone, service line, tier, day and band, the latest `fromOn` wins. Specificity comes
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

/** True when the rate is for the zone, service line, tier, day and time asked for, whatever the date. */
export function matchesPlace(rate: RateFact, question: Omit<RateQuestion, 'on'>): boolean {
  return (
    (rate.zoneId === null || rate.zoneId === question.zoneId) &&
    (rate.serviceLine === null || rate.serviceLine === question.serviceLine) &&
    (rate.tier === null || rate.tier === question.tier) &&
    (rate.dayCategory == null || rate.dayCategory === question.dayCategory) &&
    (rate.timeBand == null || (question.startMinute != null && isInBand(rate.timeBand, question.startMinute)))
  )
}

/** Above zero when `a` goes before `b`. Both match one question, so equal specificity means the same zone, line, tier and day; bands of a framework never overlap (`newRates`). */
function compareRates(a: RateFact, b: RateFact): number {
  return specificity(a) - specificity(b) || Temporal.PlainDate.compare(a.fromOn, b.fromOn)
}

function specificity(rate: RateFact): number {
  return (rate.zoneId === null ? 0 : 16) + (rate.serviceLine === null ? 0 : 8) + (rate.tier === null ? 0 : 4) + (rate.dayCategory == null ? 0 : 2) + (rate.timeBand == null ? 0 : 1)
}

function placeWords(rate: RateFact): string {
  const zone = rate.zoneId === null ? 'any zone' : 'this zone'
  const line = rate.serviceLine === null ? 'any service line' : 'this service line'
  const times = [...(rate.dayCategory == null ? [] : [DAY_CATEGORY_NAMES[rate.dayCategory]]), ...(rate.timeBand == null ? [] : [bandWords(rate.timeBand)])]
  return `${zone}, ${line} and ${rate.tier === null ? 'any tier' : 'this tier'}${times.length === 0 ? '' : `, ${times.join(', ')}`}`
}

function precedenceWords(matches: number): string {
  if (matches === 1) return 'No other rate applied.'
  return `It went before ${countOf(matches - 1, 'other rate')} that had begun: ${RATE_PRECEDENCE}.`
}

function twoRatesWords(a: RateFact, b: RateFact): string {
  const [less, more] = a.pencePerHour <= b.pencePerHour ? [a, b] : [b, a]
  return `Two rates for ${placeWords(a)} begin on ${wordsForDate(a.fromOn)}: ${wordsForPence(less.pencePerHour)} and ${wordsForPence(more.pencePerHour)} an hour. Keep one.`
}
