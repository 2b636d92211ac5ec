import type { Minutes } from '../../kernel/amounts.ts'
import type { PatternVisit } from '../terms.ts'

/** Care-worker minutes a week: a visit by two counts twice. This is what is bought and what boards and reports add up. */
export function weeklyMinutes(pattern: readonly PatternVisit[]): Minutes {
  return pattern.reduce((total, visit) => total + visit.minutes * visit.workers, 0)
}

/** Visits a week; a visit by two care workers is one visit. */
export function weeklyVisits(pattern: readonly PatternVisit[]): number {
  return pattern.length
}

/** The most care workers needed at one visit; 0 for an empty pattern. */
export function mostWorkers(pattern: readonly PatternVisit[]): number {
  return pattern.reduce((most, visit) => Math.max(most, visit.workers), 0)
}

/** The visits of each day, Monday first, in order of their earliest start. Always seven lists. */
export function visitsByDay(pattern: readonly PatternVisit[]): readonly (readonly PatternVisit[])[] {
  return [1, 2, 3, 4, 5, 6, 7].map((day) =>
    pattern.filter((visit) => visit.dayOfWeek === day).sort((a, b) => a.earliestMinute - b.earliestMinute || a.latestMinute - b.latestMinute),
  )
}
