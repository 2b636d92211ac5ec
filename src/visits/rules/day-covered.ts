/** A provider's day: visits planned, and how many of them have a record of any outcome. */
export interface DayTally {
  readonly planned: number
  readonly answered: number
}

/** A day's records have arrived once this share of its planned visits has one. */
const COVERED_PERCENT = 50

/** Planned visits without a record are missed from this hour of the day on (Essex Live at Home framework 2025, KPI 3). */
export const MISSED_FROM_CLOCK_SECOND = 23 * 3600

/**
 * Whether silence about a visit of this day means that nobody came.
 *
 * Not before 23:00 of the day, which is when Essex counts a visit as missed; and only once the provider's records of the
 * day have arrived, which we take to be so when half of its planned visits have one. Otherwise a file that comes a week
 * late would make a thousand missed visits, and a corrected file of three rows would too. Visits of a day whose records
 * never come are not missed but unrecorded: the payment rule set says what they pay.
 */
export function isSilenceMissed(tally: DayTally, nowSecond: number, missedFromSecond: number): boolean {
  return nowSecond >= missedFromSecond && tally.answered > 0 && tally.answered * 100 >= tally.planned * COVERED_PERCENT
}
