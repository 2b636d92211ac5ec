import { wordsForTime } from '../../kernel/words.ts'
import type { DayCategory, TimeBand } from '../terms/rate-times.ts'

/** The category of a day. A bank holiday is one whatever day of the week it falls on. */
export function dayCategoryOf(on: Temporal.PlainDate, bankHolidays: ReadonlySet<string>): DayCategory {
  if (bankHolidays.has(on.toString())) return 'bank-holiday'
  return on.dayOfWeek === 7 ? 'sunday' : on.dayOfWeek === 6 ? 'saturday' : 'weekday'
}

/** True when a visit that starts at this minute after midnight is in the band. The band's first minute is in it, its last is the next band's. */
export function isInBand(band: TimeBand, minute: number): boolean {
  return band.fromMinute < band.toMinute ? minute >= band.fromMinute && minute < band.toMinute : minute >= band.fromMinute || minute < band.toMinute
}

/** True when two bands share a minute. */
export function bandsOverlap(a: TimeBand, b: TimeBand): boolean {
  return isInBand(a, b.fromMinute) || isInBand(b, a.fromMinute)
}

/** True when two bands are the same; null is any time. */
export function isSameBand(a: TimeBand | null, b: TimeBand | null): boolean {
  return a?.fromMinute === b?.fromMinute && a?.toMinute === b?.toMinute
}

/** A band in words: 7pm to 10pm. */
export function bandWords(band: TimeBand): string {
  return `${wordsForTime(band.fromMinute)} to ${wordsForTime(band.toMinute)}`
}
