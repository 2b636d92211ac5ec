import { expectedWait, type PastWait, type WaitTraits } from './expected-wait.ts'
import { kaplanMeier, quantileDay } from './kaplan-meier.ts'

/** A package with the days on which things happened, so that it can be looked at as of any day. Days are counted from one fixed day. */
export interface DatedWait extends WaitTraits {
  readonly receivedDay: number
  /** First day of care; null while there is none. */
  readonly startDay: number | null
  /** Day on which it was no longer wanted. */
  readonly withdrawnDay: number | null
}

/** How good the estimates would have been. */
export interface WaitBacktest {
  /** Packages for which an estimate could have been given on the day they came. */
  readonly estimates: number
  /** Of those whose outcome is known well enough: how many had care within the median told, and within the eight-in-ten told. */
  readonly withinMedian: { readonly numerator: number; readonly denominator: number }
  readonly withinEightInTen: { readonly numerator: number; readonly denominator: number }
  /** Of the four-week groups of like estimates: how often the median that came true lay in the interval told for at least half of the group. */
  readonly intervals: { readonly numerator: number; readonly denominator: number }
}

const YEAR = 365
/** A median of fewer says nothing. */
const LEAST_IN_GROUP = 8

/** The past year as it was known on a day: what began or was withdrawn later is followed until that day. */
export function pastAsOf(all: readonly DatedWait[], day: number): PastWait[] {
  return all.flatMap((each) => {
    if (each.receivedDay >= day || each.receivedDay < day - YEAR) return []
    return [{ ...each, ...outcomeOf(each, day) }]
  })
}

/** Tells for each package received between two days what would have been told on the day it came, and holds it against what happened until `today`. */
export function backtestWaits(all: readonly DatedWait[], fromDay: number, toDay: number, today: number): WaitBacktest {
  const told = all.filter((each) => each.receivedDay >= fromDay && each.receivedDay <= toDay).flatMap((each) => {
    const wait = expectedWait(each, pastAsOf(all, each.receivedDay))
    return wait === null ? [] : [{ each, wait, outcome: outcomeOf(each, today) }]
  })
  const share = (days: (wait: (typeof told)[number]['wait']) => number | null) => {
    const known = told.flatMap(({ wait, outcome }) => {
      const within = days(wait)
      if (within === null) return []
      if (outcome.days > within) return [false]
      return outcome.hasStarted ? [true] : []
    })
    return { numerator: known.filter(Boolean).length, denominator: known.length }
  }
  const groups = [...Map.groupBy(told, ({ each, wait }) => `${String(Math.floor((each.receivedDay - fromDay) / 28))} ${String(wait.rung)} ${wait.like} ${wait.rung < 3 ? (each.zoneId ?? '') : ''}`).values()].flatMap((group) => {
    const median = quantileDay(kaplanMeier(group.map(({ outcome }) => outcome)), 0.5)
    if (group.length < LEAST_IN_GROUP || median === null) return []
    const holding = group.filter(({ wait }) => (wait.lowDays ?? 0) <= median && median <= (wait.highDays ?? Number.POSITIVE_INFINITY)).length
    return [holding * 2 >= group.length]
  })
  return { estimates: told.length, withinMedian: share((wait) => wait.medianDays), withinEightInTen: share((wait) => wait.eightInTenDays), intervals: { numerator: groups.filter(Boolean).length, denominator: groups.length } }
}

/** How long it was followed until a day, and whether care had begun by then. */
function outcomeOf({ receivedDay, startDay, withdrawnDay }: DatedWait, day: number): { readonly days: number; readonly hasStarted: boolean } {
  if (startDay !== null && startDay <= day) return { days: Math.max(0, startDay - receivedDay), hasStarted: true }
  return { days: Math.max(0, Math.min(day, withdrawnDay ?? day) - receivedDay), hasStarted: false }
}
