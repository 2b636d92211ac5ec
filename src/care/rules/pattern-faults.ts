import { wordsForDay, wordsForTime } from '../../kernel/words.ts'
import type { PatternVisit } from '../terms.ts'
import { visitsByDay } from './week-of-pattern.ts'

/** Two visits of a weekly pattern that cannot both be made, and why in words. */
export interface PatternFault {
  readonly kind: 'same-start' | 'overlap'
  readonly dayOfWeek: number
  readonly first: PatternVisit
  readonly second: PatternVisit
  readonly words: string
}

/**
 * What stands in the way of a weekly pattern: two visits of a day with the same earliest start, and a visit that is
 * still going on at the latest time at which the next must begin. A visit on Sunday that runs past midnight is held
 * against the visits of Monday, for the pattern repeats. Our own rule: a person cannot have two visits at once; more
 * help at one time is a visit by two care workers.
 */
export function patternFaults(pattern: readonly PatternVisit[]): PatternFault[] {
  const days = visitsByDay(pattern)
  return days.flatMap((visits, index) => {
    const tomorrow = days[(index + 1) % 7]?.[0]
    return visits.flatMap((visit, place) => {
      const next = visits[place + 1]
      if (next !== undefined) return faultBetween(visit, next, next.latestMinute)
      // The only visit of a weekly pattern may not run into itself a week later: no visit is that long.
      return tomorrow === undefined || tomorrow === visit ? [] : faultBetween(visit, tomorrow, tomorrow.latestMinute + 1440)
    })
  })
}

function faultBetween(first: PatternVisit, second: PatternVisit, secondLatest: number): PatternFault[] {
  const sameDay = first.dayOfWeek === second.dayOfWeek
  const at = { dayOfWeek: first.dayOfWeek, first, second }
  const day = wordsForDay(first.dayOfWeek)
  if (sameDay && first.earliestMinute === second.earliestMinute) {
    return [{ kind: 'same-start', ...at, words: `${day} has two visits from ${wordsForTime(first.earliestMinute)}. Join them into one, or change the start of one` }]
  }
  if (first.earliestMinute + first.minutes <= secondLatest) return []
  const ends = wordsForTime(first.earliestMinute + first.minutes)
  const when = sameDay ? '' : ` on ${wordsForDay(second.dayOfWeek)}`
  return [
    {
      kind: 'overlap',
      ...at,
      words: `${day}: the visit from ${wordsForTime(first.earliestMinute)} ends at ${ends} at the earliest, after the next visit must have begun (${wordsForTime(second.latestMinute)}${when}). Change the times or the length of one`,
    },
  ]
}
