import { tellWait, type ExpectedWait, type PastWait, type WaitTraits } from './expected-wait.ts'
import type { SurvivalStep } from './kaplan-meier.ts'
import { waitRange, type ToldBefore } from './wait-range.ts'

/** A package with the days on which things happened, so that it can be looked at as of any day. Days are counted from one fixed day. */
export interface DatedWait extends WaitTraits {
  readonly receivedDay: number
  /** First day of care; null while there is none. */
  readonly startDay: number | null
  /** Day on which it was no longer wanted. */
  readonly withdrawnDay: number | null
}

/** How many came true, of those whose outcome is known well enough. */
export interface Came {
  readonly numerator: number
  readonly denominator: number
}

/** How good the estimates would have been. */
export interface WaitBacktest {
  /** Packages for which an estimate could have been given when they came. */
  readonly estimates: number
  /** How many had care within the median told, and within the eight-in-ten told. */
  readonly withinMedian: Came
  readonly withinEightInTen: Came
  /** How many began in the range told for one package, and how many no range could be told for. */
  readonly inRange: Came
  readonly withoutRange: number
  /** The same by four weeks in which they came, from the first: packages of one time fare alike, so this says more than the sum. */
  readonly inRangeByWeeks: readonly (Came & { readonly fromDay: number })[]
}

/** A package with what could be told of it when it came. */
export interface Telling {
  readonly each: DatedWait
  readonly wait: Omit<ExpectedWait, 'range'>
  readonly curve: readonly SurvivalStep[]
}

const YEAR = 365
/** Ranges are judged by the packages of a quarter, so that they follow a change; those of the last four weeks are too young to know how long they wait. */
const JUDGED_DAYS = 91
const YOUNG_DAYS = 28
/** Days before a day from which tellings must be known to judge it. */
export const JUDGING_REACH = JUDGED_DAYS + YOUNG_DAYS

/** The past year as it was known on a day: what began or was withdrawn later is followed until that day. */
export function pastAsOf(all: readonly DatedWait[], day: number): PastWait[] {
  return all.flatMap((each) => {
    if (each.receivedDay >= day || each.receivedDay < day - YEAR) return []
    return [{ ...each, ...outcomeOf(each, day) }]
  })
}

/** What could be told of each package received between two days, from what was known as its seven days began: once for seven days, because the past of each is a year. */
export function tellingsOf(all: readonly DatedWait[], fromDay: number, toDay: number): Telling[] {
  const pasts = new Map<number, PastWait[]>()
  const pastOf = (day: number): PastWait[] => {
    const past = pasts.get(day) ?? pastAsOf(all, day)
    pasts.set(day, past)
    return past
  }
  return all.filter((each) => each.receivedDay >= fromDay && each.receivedDay <= toDay).flatMap((each) => {
    const told = tellWait(each, pastOf(each.receivedDay - (each.receivedDay % 7)))
    return told === null ? [] : [{ each, ...told }]
  })
}

/** What was told before a day of packages that are old enough to judge by, with their outcomes as known on it. */
export function toldBefore(tellings: readonly Telling[], day: number): ToldBefore[] {
  return tellings.flatMap(({ each, curve }) => (each.receivedDay > day - YOUNG_DAYS || each.receivedDay < day - JUDGING_REACH ? [] : [{ receivedDay: each.receivedDay, curve, ...outcomeOf(each, day) }]))
}

/** Tells for each package received between two days what would have been told as the seven days began in which it came, from what was known then, and holds it against what happened until `today`. */
export function backtestWaits(all: readonly DatedWait[], fromDay: number, toDay: number, today: number): WaitBacktest {
  const tellings = tellingsOf(all, fromDay - JUDGING_REACH, toDay)
  const told = tellings.filter(({ each }) => each.receivedDay >= fromDay).map((telling) => ({ ...telling, outcome: outcomeOf(telling.each, today), range: waitRange(telling.curve, toldBefore(tellings, telling.each.receivedDay)) }))
  const ranges = told.flatMap(({ each, outcome, range }) => {
    if (range === null) return []
    const isPast = range.highDays !== null && outcome.days > range.highDays
    if (!outcome.hasStarted && !isPast) return []
    return [{ day: each.receivedDay, isIn: !isPast && outcome.days >= range.lowDays }]
  })
  const came = (known: readonly boolean[]): Came => ({ numerator: known.filter(Boolean).length, denominator: known.length })
  const within = (days: (wait: Telling['wait']) => number | null): Came =>
    came(told.flatMap(({ wait, outcome }) => {
      const most = days(wait)
      return most === null ? [] : outcome.days > most ? [false] : outcome.hasStarted ? [true] : []
    }))
  const byWeeks = [...Map.groupBy(ranges, ({ day }) => Math.floor((day - fromDay) / 28))].toSorted(([a], [b]) => a - b)
  return {
    estimates: told.length,
    withinMedian: within((wait) => wait.medianDays),
    withinEightInTen: within((wait) => wait.eightInTenDays),
    inRange: came(ranges.map(({ isIn }) => isIn)),
    withoutRange: told.filter(({ range }) => range === null).length,
    inRangeByWeeks: byWeeks.map(([at, of]) => ({ fromDay: fromDay + at * 28, ...came(of.map(({ isIn }) => isIn)) })),
  }
}

/** How long it was followed until a day, and whether care had begun by then. */
function outcomeOf({ receivedDay, startDay, withdrawnDay }: DatedWait, day: number): { readonly days: number; readonly hasStarted: boolean } {
  if (startDay !== null && startDay <= day) return { days: Math.max(0, startDay - receivedDay), hasStarted: true }
  return { days: Math.max(0, Math.min(day, withdrawnDay ?? day) - receivedDay), hasStarted: false }
}
