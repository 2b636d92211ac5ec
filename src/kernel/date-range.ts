/** Calendar dates with both ends included; `toOn: null` means open-ended. */
export interface DateRange {
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate | null
}

/** True when the first date comes after the second. */
export function isAfter(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) > 0
}

/** True when the date lies in the range, ends included. */
export function includesDate(range: DateRange, on: Temporal.PlainDate): boolean {
  return (
    Temporal.PlainDate.compare(range.fromOn, on) <= 0 &&
    (range.toOn === null || Temporal.PlainDate.compare(on, range.toOn) <= 0)
  )
}

/** The whole days both ranges share, or undefined when they share none. */
export function overlapOf(a: DateRange, b: DateRange): DateRange | undefined {
  const fromOn = Temporal.PlainDate.compare(a.fromOn, b.fromOn) >= 0 ? a.fromOn : b.fromOn
  const toOn = earlierEnd(a.toOn, b.toOn)
  if (toOn !== null && Temporal.PlainDate.compare(fromOn, toOn) > 0) return undefined
  return { fromOn, toOn }
}

function earlierEnd(a: Temporal.PlainDate | null, b: Temporal.PlainDate | null): Temporal.PlainDate | null {
  if (a === null) return b
  if (b === null) return a
  return Temporal.PlainDate.compare(a, b) <= 0 ? a : b
}

/** The Monday of the week (Monday to Sunday) that holds the date. */
export function mondayOf(on: Temporal.PlainDate): Temporal.PlainDate {
  return on.subtract({ days: on.dayOfWeek - 1 })
}

/** Every date of a closed range, in order. */
export function datesOf(fromOn: Temporal.PlainDate, toOn: Temporal.PlainDate): Temporal.PlainDate[] {
  const dates: Temporal.PlainDate[] = []
  for (let on = fromOn; Temporal.PlainDate.compare(on, toOn) <= 0; on = on.add({ days: 1 })) dates.push(on)
  return dates
}
