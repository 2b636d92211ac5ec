import type { Minutes } from './amounts.ts'

/**
 * Parts of the day in which capacity is declared and waiting care is counted, as they follow one another. A visit belongs
 * to the part in which its earliest start lies: morning from 6am, lunch from 11:30am, tea from 3:30pm, evening from 6:30pm,
 * night from 10pm to 6am. The same hours as the week grid's, whose late evening and early morning are one part here.
 */
export const DAY_PARTS = ['morning', 'lunch', 'tea', 'evening', 'night'] as const
export type DayPart = (typeof DAY_PARTS)[number]
export const DAY_PART_NAMES: Readonly<Record<DayPart, string>> = { morning: 'Morning', lunch: 'Lunch', tea: 'Tea', evening: 'Evening', night: 'Night' }

/** Minutes a week in each part of the day. */
export type MinutesByDayPart = Readonly<Record<DayPart, Minutes>>

const BEGINS: readonly (readonly [from: Minutes, part: DayPart])[] = [[1320, 'night'], [1110, 'evening'], [930, 'tea'], [690, 'lunch'], [360, 'morning'], [0, 'night']]

/** The part of the day in which a minute after midnight lies. */
export function dayPartOf(minuteOfDay: Minutes): DayPart {
  const minute = ((minuteOfDay % 1440) + 1440) % 1440
  return BEGINS.find(([from]) => minute >= from)?.[1] ?? 'night'
}
