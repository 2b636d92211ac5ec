import type { Minutes } from '../../kernel/amounts.ts'

/**
 * Whole minutes between log-in and log-out. Seconds that do not fill a minute are cut off: 29 minutes and 59 seconds are 29.
 * Elapsed time between two instants, so a clock change in between neither adds nor takes an hour.
 * This is the only rounding of recorded time here; rounding for payment is the payment rule set's.
 */
export function actualMinutes(startSecond: number, endSecond: number): Minutes {
  return Math.floor((endSecond - startSecond) / 60)
}
