import { dayPartOf, type DayPart } from '../../kernel/day-part.ts'
import { londonClockMinute, londonDate } from '../../kernel/london.ts'

/** The part of the day to which a planned visit belongs, by its start in London. */
export function dayPartOfVisit(startSecond: number): DayPart {
  return dayPartOf(londonClockMinute(Temporal.Instant.fromEpochMilliseconds(startSecond * 1000)))
}

/**
 * What is to be done at a visit: of the lists of its placement and part of the day, newest first, the one that was kept last by the end of the visit's day: a list counts
 * from its day on. Undefined when there was none by then.
 */
export function tasksOfVisit<L extends { readonly placementId: string; readonly dayPart: DayPart; readonly tasks: readonly string[]; readonly saidAt: Temporal.Instant }>(lists: readonly L[], visit: { readonly placementId: string; readonly startSecond: number; readonly visitOn: string }): L | undefined {
  const part = dayPartOfVisit(visit.startSecond)
  return lists.find((list) => list.placementId === visit.placementId && list.dayPart === part && londonDate(list.saidAt).toString() <= visit.visitOn)
}
