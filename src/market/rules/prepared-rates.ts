import type { Decision } from '../../kernel/decision.ts'
import { matchesPlace, rateFor, type RateFact, type RateQuestion } from './rate-for.ts'

/** Answers as `rateFor` does over the rates it was prepared with. */
export type RateLookup<R extends RateFact> = (question: RateQuestion) => Decision<R>

/** For one zone, service line and tier: the answer from each date on which it changes, latest first. */
interface Timeline<R extends RateFact> {
  readonly matching: readonly R[]
  readonly spans: readonly { readonly fromDay: number; readonly answer: Decision<R> }[]
}

/**
 * Prepares rates for many questions, as a pay run asks them. Each zone, service line and tier that is asked for gets
 * its timeline once, made by `rateFor` itself at every date on which a matching rate begins, so the two cannot differ.
 */
export function prepareRates<R extends RateFact>(rates: readonly R[]): RateLookup<R> {
  const byZone = new Map<string | null, Map<string | null, Map<string | null, Timeline<R>>>>()
  return (question) => {
    const byTier = within(within(byZone, question.zoneId), question.serviceLine)
    let timeline = byTier.get(question.tier)
    if (timeline === undefined) {
      timeline = timelineOf(rates, question)
      byTier.set(question.tier, timeline)
    }
    const day = dayNumber(question.on)
    for (const span of timeline.spans) if (span.fromDay <= day) return span.answer
    return rateFor(timeline.matching, question)
  }
}

function within<T>(maps: Map<string | null, Map<string | null, T>>, key: string | null): Map<string | null, T> {
  let inner = maps.get(key)
  if (inner === undefined) {
    inner = new Map<string | null, T>()
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
