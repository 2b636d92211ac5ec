import type { AwaitingCareRow, ReportWeek, WaitingCase } from '../terms.ts'
import { funderOn } from './funder-on.ts'
import { twoDecimals } from './rounded-parts.ts'

/**
 * The weekly awaiting-care table of Leicester's report (brief, C 4.7), one row a week.
 *
 * - A case is on the list in a week ("on ACL in period") when it was on the list at the close of at least one day of
 *   it: received by then, and neither placed nor withdrawn. What is placed on the day it comes in never waited.
 * - Its wait is counted in whole days from the day it was received to the day it left the list, or to the week's last
 *   day when it was still there.
 * - A case paid jointly counts as the council's: the council commissions it. Only what the NHS pays alone is a health
 *   case. Averages are over both. Who pays is who paid on the last day of the week on which it was on the list.
 */
export function awaitingCareWeekly(cases: readonly WaitingCase[], weeks: readonly ReportWeek[]): AwaitingCareRow[] {
  return weeks.map((week) => {
    const listed = cases.filter((each) => wasListed(each, week))
    const waits = listed.map((each) => waitIn(each, week))
    const health = listed.filter((each) => funderOn(each, lastListedOn(each, week)) === 'nhs').length
    return {
      week,
      councilCases: listed.length - health,
      healthCases: health,
      longestWaitDays: Math.max(0, ...waits),
      averageWaitDays: twoDecimals(sumOf(waits), listed.length),
      averageHoursRequired: twoDecimals(sumOf(listed.map((each) => each.weeklyMinutes)), listed.length * 60),
    }
  })
}

/** True when the case is on the list at the close of a day. */
export function isListed(of: WaitingCase, on: Temporal.PlainDate): boolean {
  return wasListed(of, { startOn: on, endOn: on })
}

function wasListed(of: WaitingCase, week: ReportWeek): boolean {
  if (isBefore(week.endOn, of.listedOn)) return false
  const left = leftListOn(of)
  return left === null || (isBefore(week.startOn, left) && isBefore(of.listedOn, left))
}

/** The last day of the week on which a case that was listed in it was on the list. */
function lastListedOn(of: WaitingCase, week: ReportWeek): Temporal.PlainDate {
  const left = leftListOn(of)
  return left === null || isBefore(week.endOn, left) ? week.endOn : left.subtract({ days: 1 })
}

function waitIn(of: WaitingCase, week: ReportWeek): number {
  const left = leftListOn(of)
  const until = left !== null && isBefore(left, week.endOn) ? left : week.endOn
  return of.receivedOn.until(until, { largestUnit: 'days' }).days
}

/** Day on which a case left the list: the earlier of its placement and its withdrawal; null while it has neither. */
export function leftListOn(of: WaitingCase): Temporal.PlainDate | null {
  const { placedOn, withdrawnOn } = of
  if (placedOn === null || withdrawnOn === null) return placedOn ?? withdrawnOn
  return isBefore(placedOn, withdrawnOn) ? placedOn : withdrawnOn
}

function isBefore(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) < 0
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
