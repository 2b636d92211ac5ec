import { SOURCES, type StartRow, type StartedPackage } from '../terms.ts'
import { twoDecimals } from './rounded-parts.ts'

/**
 * Days from referral to the first day of care, by the referral's source, for care that started between two days (both
 * included). Hospital discharge stands apart (brief, B3): the row "all but hospital discharge" leaves it out. The median
 * of an even number of starts lies halfway between the middle two. Care that started before the referral was written down
 * counts as 0 days.
 */
export function timeToStart(started: readonly StartedPackage[], fromOn: Temporal.PlainDate, toOn: Temporal.PlainDate): StartRow[] {
  const within = started.filter((each) => Temporal.PlainDate.compare(fromOn, each.startsOn) <= 0 && Temporal.PlainDate.compare(each.startsOn, toOn) <= 0)
  return [
    ...SOURCES.map((source) => rowOf(source, within.filter((each) => each.source === source))),
    rowOf('all-but-hospital-discharge', within.filter((each) => each.source !== 'hospital-discharge')),
    rowOf('all', within),
  ]
}

function rowOf(source: StartRow['source'], started: readonly StartedPackage[]): StartRow {
  const days = started.map((each) => Math.max(0, each.receivedOn.until(each.startsOn, { largestUnit: 'days' }).days)).sort((a, b) => a - b)
  const middle = Math.floor(days.length / 2)
  const upper = days[middle] ?? 0
  const lower = days.length % 2 === 0 ? (days[middle - 1] ?? 0) : upper
  return {
    source,
    starts: days.length,
    averageDays: twoDecimals(days.reduce((sum, each) => sum + each, 0), days.length),
    medianDays: (lower + upper) / 2,
    longestDays: days.at(-1) ?? 0,
  }
}
