import { londonClockMinute, londonDate } from '../../kernel/london.ts'
import { wordsForDate, wordsForTime } from '../../kernel/words.ts'

/** The time on the London clock: 7:30am; a dash when there is none. */
export function timeWords(at: Temporal.Instant | null): string {
  return at === null ? '–' : wordsForTime(londonClockMinute(at))
}

/** From and to on the London clock, for seconds since 1970: 7:31am to 8:02am. */
export function spanWords(startSecond: number | null, endSecond: number | null): string {
  return startSecond === null || endSecond === null ? '–' : `${timeWords(instantOf(startSecond))} to ${timeWords(instantOf(endSecond))}`
}

/** A date and time: 3 March 2026 at 7:30am. */
export function momentWords(at: Temporal.Instant): string {
  return `${wordsForDate(londonDate(at))} at ${timeWords(at)}`
}

/** A date of ISO text in words. */
export function dateWords(on: string | null): string {
  return on === null ? '–' : wordsForDate(Temporal.PlainDate.from(on))
}

/** The first and last date of something: one date, or from and to. */
export function rangeWords(fromOn: string | null, toOn: string | null): string {
  return fromOn === null || fromOn === toOn ? dateWords(fromOn) : `${dateWords(fromOn)} to ${dateWords(toOn)}`
}

export function instantOf(second: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(second * 1000)
}
