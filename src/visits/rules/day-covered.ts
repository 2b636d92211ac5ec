/** Some planned visits of a provider, and how many of them have a record of any outcome. */
export interface DayTally {
  readonly planned: number
  readonly answered: number
}

/** A day's records have arrived once this share of its planned visits has one. */
const COVERED_PERCENT = 50

/**
 * Whether silence about a visit means that nobody came.
 *
 * Not before the moment that the settings name (23:00 of the day is when Essex counts a visit as missed); and only once the provider's
 * records have arrived, which we take to be so when half of its planned visits have one: of the day where the moment is a time of the day,
 * of the visits that came before where it is the person's next visit. Otherwise a file that comes a week
 * late would make a thousand missed visits, and a corrected file of three rows would too. Visits of a day whose records
 * never come are not missed but unrecorded: the payment rule set says what they pay.
 */
export function isSilenceMissed(tally: DayTally, nowSecond: number, missedFromSecond: number): boolean {
  return nowSecond >= missedFromSecond && tally.answered > 0 && tally.answered * 100 >= tally.planned * COVERED_PERCENT
}
