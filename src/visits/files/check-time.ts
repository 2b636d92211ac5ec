import { clockSecond, secondsOf } from '../../platform/files/cell-clock.ts'
import { moment } from '../../platform/files/cell-instant.ts'
import { isCellFault, type CellParser } from '../../platform/files/cell-parser.ts'

/**
 * A check-in or check-out as one number, so that nothing is allocated for a good cell: below 86,400 it is seconds on the
 * clock of the visit's day, otherwise the instant in seconds since 1970.
 */
export type CheckTime = number

/** Whether a check time is a clock time without a date. */
export function isClockTime(time: CheckTime): boolean {
  return time < 86_400
}

/** A clock time (07:31, 07:31:20), or a date and time with or without an offset (2026-03-02T07:31, 2026-10-25T01:15+00:00). */
export function checkTime(): CellParser<CheckTime> {
  const clock = clockSecond()
  const dated = moment()
  return (cell) => {
    const seconds = secondsOf(cell)
    if (seconds >= 0 && seconds < 86_400) return seconds
    // Shorter than any date and time: the clock's own messages fit.
    if (cell.length < 12) return clock(cell)
    const at = dated(cell)
    return isCellFault(at) ? at : Math.floor(at.epochMilliseconds / 1000)
  }
}
