import type { Minutes } from '../../kernel/amounts.ts'
import { londonClockMinute, londonDate } from '../../kernel/london.ts'
import { countOf, wordsForDate, wordsForTime } from '../../kernel/words.ts'

/** An instant on the clock in London: 3 March 2026 at 2:30pm. */
export function wordsForMoment(at: Temporal.Instant): string {
  return `${wordsForDate(londonDate(at))} at ${wordsForTime(londonClockMinute(at))}`
}

/** Working time in hours and minutes: 45 minutes, 2 hours, 1 hour 20 minutes. A working day is not a unit: 8 hours says more. */
export function wordsForWorkingTime(minutes: Minutes): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return countOf(rest, 'minute')
  return rest === 0 ? countOf(hours, 'hour') : `${countOf(hours, 'hour')} ${countOf(rest, 'minute')}`
}
