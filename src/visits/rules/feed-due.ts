import type { FeedExpectation, FeedSettings } from '../terms/feed.ts'

/** A file that came: the date and minute in London, and the last visit date in it. */
export interface CameFile {
  readonly on: Temporal.PlainDate
  readonly minute: number
  readonly toOn: Temporal.PlainDate
}

/** Fewest files from which a habit is read; ours. */
const FEWEST = 4

/**
 * When the next files may be expected by those of the last eight weeks: daily, when at least three in five of the days from the first to the last
 * saw a file; else weekly, when there were at least four in different weeks, by the weekday on which most came. By the full hour that follows nine in ten of them.
 * Undefined when there are too few to tell. The numbers are ours.
 */
export function expectationFromFiles(files: readonly CameFile[]): FeedExpectation | undefined {
  const days = [...new Map(files.map((file) => [file.on.toString(), file.on])).values()].toSorted((a, b) => Temporal.PlainDate.compare(a, b))
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined || days.length < FEWEST) return undefined
  if (days.length * 5 >= (first.until(last).days + 1) * 3) return { cadence: 'day', weekday: 1, byMinute: byMinute(files) }
  const weeks = new Set(days.map((on) => on.subtract({ days: on.dayOfWeek - 1 }).toString()))
  if (weeks.size < FEWEST) return undefined
  const counts = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, count: days.filter((on) => on.dayOfWeek === weekday).length }))
  const weekday = counts.toSorted((a, b) => b.count - a.count || b.weekday - a.weekday)[0]?.weekday ?? 1
  return { cadence: 'week', weekday, byMinute: byMinute(files.filter((file) => file.on.dayOfWeek === weekday)) }
}

/** The day and minute in London by which the visits of a day must have come. */
export function dueBy(expectation: FeedExpectation, visitOn: Temporal.PlainDate): { readonly on: Temporal.PlainDate; readonly minute: number } {
  const on = expectation.cadence === 'day' ? visitOn.add({ days: 1 }) : visitOn.add({ days: 7 - visitOn.dayOfWeek + expectation.weekday })
  return { on, minute: expectation.byMinute }
}

/** What is to be told of records that are so many hours late. */
export function feedChase(hoursLate: number, settings: Pick<FeedSettings, 'remindHours' | 'escalateHours'>): readonly ('reminder' | 'escalation')[] {
  if (hoursLate < 0) return []
  return [...(hoursLate >= settings.remindHours ? (['reminder'] as const) : []), ...(hoursLate >= settings.escalateHours ? (['escalation'] as const) : [])]
}

function byMinute(files: readonly CameFile[]): number {
  const minutes = files.map((file) => file.minute).toSorted((a, b) => a - b)
  const late = minutes[Math.max(0, Math.ceil(minutes.length * 0.9) - 1)] ?? 0
  return Math.min(1439, Math.ceil(late / 60) * 60)
}
