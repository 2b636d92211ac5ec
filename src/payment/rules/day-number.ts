const DAY_ONE = Temporal.PlainDate.from('1970-01-01')

/** Whole days since 1 January 1970. Numbers of days order and group visits far more cheaply than dates do. */
export function dayNumber(on: Temporal.PlainDate): number {
  return DAY_ONE.until(on).days
}

/** A number that the days of one week, Monday to Sunday, share. Day 4 was a Monday. */
export function weekNumber(day: number): number {
  return Math.floor((day + 3) / 7)
}

/** The Monday of a day's week. */
export function mondayOf(day: number): number {
  return weekNumber(day) * 7 - 3
}
