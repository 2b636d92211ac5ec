/** The one time zone of the system: dates and clock times mean Europe/London. */
export const LONDON = 'Europe/London'

/** The calendar date in London at an instant. */
export function londonDate(at: Temporal.Instant): Temporal.PlainDate {
  return at.toZonedDateTimeISO(LONDON).toPlainDate()
}

/** Minutes after local midnight, as the clock on the wall shows, at an instant. */
export function londonClockMinute(at: Temporal.Instant): number {
  const local = at.toZonedDateTimeISO(LONDON)
  return local.hour * 60 + local.minute
}

/**
 * The instant at which a clock on the wall in London shows a time on a date.
 * `minute` counts from 0 (midnight) and may pass 1440 (the next day).
 * In the hour that spring skips, the time moves on by the hour skipped; in the hour that autumn
 * repeats, it is the first of the two (Temporal's `compatible`, which is RFC 5545's choice too).
 */
export function londonInstant(on: Temporal.PlainDate, minute: number): Temporal.Instant {
  const day = minute >= 1440 ? on.add({ days: Math.floor(minute / 1440) }) : on
  const rest = minute % 1440
  return day
    .toZonedDateTime({ timeZone: LONDON, plainTime: new Temporal.PlainTime(Math.floor(rest / 60), rest % 60) })
    .toInstant()
}
