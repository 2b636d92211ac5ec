import { londonClockMinute, londonInstant } from '../../kernel/london.ts'

/** A date in London with what is needed to read clock times on it quickly. Seconds since 1970, UTC. */
export interface LondonDay {
  readonly on: Temporal.PlainDate
  readonly startSecond: number
  /** 82,800, 86,400 or 90,000: a day is 23, 24 or 25 hours long. */
  readonly seconds: number
}

const USUAL_DAY = 86_400
const HOUR = 3600

/** The facts of a date. Callers that meet a date often keep the answer. */
export function londonDay(on: Temporal.PlainDate): LondonDay {
  const startSecond = londonInstant(on, 0).epochMilliseconds / 1000
  return { on, startSecond, seconds: londonInstant(on, 1440).epochMilliseconds / 1000 - startSecond }
}

/**
 * The instants at which a clock in London shows a time on a day, earliest first: one as a rule, two in the hour that
 * autumn repeats, none in the hour that spring skips.
 * @param clockSecond seconds after midnight on the clock, below 86,400
 */
export function readingsOf(day: LondonDay, clockSecond: number): readonly number[] {
  if (day.seconds === USUAL_DAY) return [day.startSecond + clockSecond]
  const minute = Math.floor(clockSecond / 60)
  const first = londonInstant(day.on, minute).epochMilliseconds / 1000 + (clockSecond % 60)
  if (clockMinuteAt(first) !== minute) return []
  return clockMinuteAt(first + HOUR) === minute ? [first, first + HOUR] : [first]
}

function clockMinuteAt(second: number): number {
  return londonClockMinute(Temporal.Instant.fromEpochMilliseconds(Math.floor(second) * 1000))
}
