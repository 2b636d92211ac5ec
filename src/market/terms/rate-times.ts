/** Categories of day for which a rate may be set. */
export const DAY_CATEGORIES = ['weekday', 'saturday', 'sunday', 'bank-holiday'] as const
export type DayCategory = (typeof DAY_CATEGORIES)[number]
export const DAY_CATEGORY_NAMES: Readonly<Record<DayCategory, string>> = { weekday: 'Monday to Friday', saturday: 'Saturday', sunday: 'Sunday', 'bank-holiday': 'Bank holiday' }

/** A band of the clock, in minutes after midnight: from `fromMinute` up to and not with `toMinute`, past midnight when that is the smaller. */
export interface TimeBand {
  readonly fromMinute: number
  readonly toMinute: number
}
