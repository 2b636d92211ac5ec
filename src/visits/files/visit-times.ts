import { readingsOf } from '../rules/london-day.ts'
import { clockText } from './clock-words.ts'
import { isClockTime, type CheckTime } from './check-time.ts'
import { isRowFault, rowFault, type RowFault } from './row-fault.ts'
import type { VisitDay } from './visit-day.ts'

/** Log-in and log-out as instants, in seconds since 1970. */
export interface VisitTimes {
  readonly startSecond: number
  readonly endSecond: number
}

/** The same where either may be missing. */
export interface CallTimes {
  readonly startSecond: number | null
  readonly endSecond: number | null
}

/** No visit lasts longer: the limit of the Sandata specification for visit records. */
const LONGEST_SECONDS = 25 * 3600

/** Clocks of two systems differ; a log-in this far ahead of ours is no visit of the future. */
const CLOCK_DRIFT_SECONDS = 300

/** Headings for messages. */
interface Headings {
  readonly start: string
  readonly end: string
}

/**
 * The instants of a clock time on a visit's day. The first reading is meant in the hour that autumn repeats; a time in the
 * hour that spring skips is refused.
 */
export function startOnDay(day: VisitDay, clockSecond: number, heading: string): number | RowFault {
  const at = readingsOf(day, clockSecond)[0]
  return at ?? skipped(day, clockSecond, heading)
}

/**
 * When a visit of a day began and ended. A clock time belongs to the visit's date; a check-out before the check-in
 * belongs to the next day, unless the clock was read in the repeated hour and its second reading fits.
 */
export function visitTimes(day: VisitDay, checkIn: CheckTime, checkOut: CheckTime, nowSecond: number, headings: Headings): VisitTimes | RowFault {
  const startSecond = isClockTime(checkIn) ? startOnDay(day, checkIn, headings.start) : checkIn
  if (typeof startSecond !== 'number') return startSecond
  if (startSecond < day.startSecond - 12 * 3600 || startSecond >= day.startSecond + day.seconds + 12 * 3600) {
    return rowFault(headings.start, day.text, 'The check-in is not on the visit’s date', `Correct the check-in or the visit date, which is ${day.text}`)
  }
  const endSecond = isClockTime(checkOut) ? endAfter(day, startSecond, checkOut, headings.end) : checkOut
  if (typeof endSecond !== 'number') return endSecond
  if (endSecond < startSecond) return rowFault(headings.end, day.text, 'The check-out is before the check-in', 'Exchange the two times, or correct the date of the check-out')
  if (endSecond - startSecond > LONGEST_SECONDS) return rowFault(headings.end, day.text, 'The visit is longer than 25 hours', 'Correct the date of the check-out')
  if (startSecond > nowSecond + CLOCK_DRIFT_SECONDS) return rowFault(headings.start, day.text, 'The check-in is in the future', 'Send the record once the visit has been made')
  if (endSecond > nowSecond + CLOCK_DRIFT_SECONDS) return rowFault(headings.end, day.text, 'The check-out is in the future', 'Send the record once the visit has ended')
  return { startSecond, endSecond }
}

/** One call of a visit whose other call is missing, by the same rules. */
export function callTimes(day: VisitDay, checkIn: CheckTime | null, checkOut: CheckTime | null, nowSecond: number, headings: Headings): CallTimes | RowFault {
  const only = checkIn ?? checkOut
  if (only === null) return { startSecond: null, endSecond: null }
  const heading = checkIn === null ? headings.end : headings.start
  const times = visitTimes(day, only, only, nowSecond, { start: heading, end: heading })
  if (isRowFault(times)) return times
  return checkIn === null ? { startSecond: null, endSecond: times.endSecond } : { startSecond: times.startSecond, endSecond: null }
}

/** The first instant, not before the start, at which the clock shows a time: later that day, or on the next. */
function endAfter(day: VisitDay, startSecond: number, clockSecond: number, heading: string): number | RowFault {
  // A check-in of the day before or after sets which day the check-out counts from.
  const from = startSecond >= day.startSecond + day.seconds ? day.next() : day
  const readings = readingsOf(from, clockSecond)
  for (const at of readings) if (at >= startSecond) return at
  const next = from.next()
  return readingsOf(next, clockSecond)[0] ?? skipped(next, clockSecond, heading)
}

function skipped(day: VisitDay, clockSecond: number, heading: string): RowFault {
  const time = clockText(clockSecond)
  return rowFault(
    heading,
    time,
    'This time did not exist: the clocks went forward an hour that night',
    `Check the time, or write it with its offset from UTC, for example ${day.text}T${time}+00:00`,
  )
}
