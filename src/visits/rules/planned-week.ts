import type { PatternVisit } from '../../care/terms.ts'
import { includesDate, type DateRange } from '../../kernel/date-range.ts'
import type { Minutes } from '../../kernel/amounts.ts'
import { londonInstant } from '../../kernel/london.ts'
import { readingsOf, type LondonDay } from './london-day.ts'

/** One call of a week, before it is stored. */
export interface WeekVisit {
  readonly visitOn: Temporal.PlainDate
  /** Seconds since 1970, UTC. */
  readonly startSecond: number
  readonly windowMinutes: Minutes
  readonly minutes: Minutes
  readonly workers: number
  readonly timeCritical: boolean
}

/**
 * The visits of a weekly pattern in one week, in order of their start: those whose date lies in the placement's dates.
 *
 * The pattern says clock times in London and the visit keeps them all year: a call at 7:30am is at 7:30am before and after
 * the clocks change. A time in the hour that spring skips moves on by that hour (to where the clock went), and past any other visit that
 * starts then, so that two calls stay two calls; of the hour that autumn repeats the first is meant. Minutes are elapsed
 * time, so a night call on the night of a change is neither shorter nor longer. Bank holidays move nothing: people need
 * care on them as on any day.
 * @param days the seven days of the week, Monday first
 */
export function plannedWeek(pattern: readonly PatternVisit[], dates: DateRange, days: readonly LondonDay[]): WeekVisit[] {
  const visits: WeekVisit[] = []
  for (const day of days) {
    if (!includesDate(dates, day.on)) continue
    const taken = new Set<number>()
    const ofDay = pattern.filter((visit) => visit.dayOfWeek === day.on.dayOfWeek)
    // Times that exist come first, so that a moved one gives way to them.
    for (const visit of [...ofDay].sort((a, b) => Number(isSkipped(day, a)) - Number(isSkipped(day, b)) || a.earliestMinute - b.earliestMinute)) {
      let startSecond = startOf(day, visit.earliestMinute)
      while (taken.has(startSecond)) startSecond += 60
      taken.add(startSecond)
      visits.push({
        visitOn: day.on,
        startSecond,
        windowMinutes: visit.latestMinute - visit.earliestMinute,
        minutes: visit.minutes,
        workers: visit.workers,
        timeCritical: visit.timeCritical,
      })
    }
  }
  return visits.sort((a, b) => a.startSecond - b.startSecond)
}

function startOf(day: LondonDay, minute: number): number {
  return readingsOf(day, minute * 60)[0] ?? londonInstant(day.on, minute).epochMilliseconds / 1000
}

function isSkipped(day: LondonDay, visit: PatternVisit): boolean {
  return readingsOf(day, visit.earliestMinute * 60).length === 0
}
