import type { Decision } from '../../kernel/decision.ts'
import type { DayCategory, TimeBand } from '../terms/rate-times.ts'
import { matchesPlace, rateFor, type RateFact, type RateQuestion } from './rate-for.ts'
import { dayCategoryOf, isInBand, isSameBand } from './rate-times.ts'

/** Answers as `rateFor` does over the rates it was prepared with, for the category of the question's day. */
export type RateLookup<R extends RateFact> = (question: Omit<RateQuestion, 'dayCategory'>) => Decision<R>

/** For one zone, service line, tier, day category and time band: the answer from each date on which it changes, latest first. */
interface Timeline<R extends RateFact> {
  readonly matching: readonly R[]
  readonly spans: readonly { readonly fromDay: number; readonly answer: Decision<R> }[]
}

type Timelines<R extends RateFact> = Map<string | null, Map<string | null, Map<string | null, Timeline<R>>>>

/**
 * Prepares rates for many questions, as a pay run asks them. Each zone, service line, tier, day category and time band that is
 * asked for gets its timeline once, made by `rateFor` itself at every date on which a matching rate begins, so the two cannot
 * differ. Where no rate is for a day or a band, days and bands are not looked at.
 */
export function prepareRates<R extends RateFact>(rates: readonly R[], bankHolidays: ReadonlySet<string>): RateLookup<R> {
  const byTimes = new Map<string, Timelines<R>>()
  const timesOf = questionTimes(rates, bankHolidays)
  return (question) => {
    const day = dayNumber(question.on)
    const times = timesOf(question, day)
    const byTier = within(within(within(byTimes, times.key), question.zoneId), question.serviceLine)
    let timeline = byTier.get(question.tier)
    if (timeline === undefined) {
      timeline = timelineOf(rates, { ...question, dayCategory: times.dayCategory })
      byTier.set(question.tier, timeline)
    }
    for (const span of timeline.spans) if (span.fromDay <= day) return span.answer
    return rateFor(timeline.matching, { ...question, dayCategory: times.dayCategory })
  }
}

/** Tells questions apart by what of their day and start any rate depends on. */
function questionTimes(rates: readonly RateFact[], bankHolidays: ReadonlySet<string>): (question: Omit<RateQuestion, 'dayCategory'>, day: number) => { readonly key: string; readonly dayCategory: DayCategory | null } {
  const bands: TimeBand[] = []
  for (const { timeBand } of rates) if (timeBand != null && !bands.some((band) => isSameBand(band, timeBand))) bands.push(timeBand)
  const plain = { key: '', dayCategory: null }
  const byDay = rates.some((rate) => rate.dayCategory != null)
  if (!byDay && bands.length === 0) return () => plain
  const categories = new Map<number, DayCategory>()
  return ({ on, startMinute }, day) => {
    let dayCategory = byDay ? categories.get(day) : null
    if (dayCategory === undefined) {
      dayCategory = dayCategoryOf(on, bankHolidays)
      categories.set(day, dayCategory)
    }
    const inBands = startMinute == null ? '' : bands.map((band) => (isInBand(band, startMinute) ? '1' : '0')).join('')
    return { key: `${dayCategory ?? ''} ${inBands}`, dayCategory }
  }
}

function within<K, I, T>(maps: Map<K, Map<I, T>>, key: K): Map<I, T> {
  let inner = maps.get(key)
  if (inner === undefined) {
    inner = new Map<I, T>()
    maps.set(key, inner)
  }
  return inner
}

function timelineOf<R extends RateFact>(rates: readonly R[], question: RateQuestion): Timeline<R> {
  const matching = rates.filter((rate) => matchesPlace(rate, question))
  const starts = matching.map((rate) => rate.fromOn).toSorted((a, b) => Temporal.PlainDate.compare(b, a))
  const spans = starts
    .filter((start, at) => at === 0 || !start.equals(starts[at - 1] ?? start))
    .map((fromOn) => ({ fromDay: dayNumber(fromOn), answer: rateFor(matching, { ...question, on: fromOn }) }))
  return { matching, spans }
}

/** A number that orders dates as the calendar does; comparing two of them costs a thirtieth of `Temporal.PlainDate.compare`. */
function dayNumber(on: Temporal.PlainDate): number {
  return on.year * 10_000 + on.month * 100 + on.day
}
