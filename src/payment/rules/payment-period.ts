import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import type { DateRange } from '../../kernel/date-range.ts'
import { londonInstant } from '../../kernel/london.ts'
import { wordsForDate, wordsForDay } from '../../kernel/words.ts'

/** The weeks of a payment period unless the framework says otherwise (the glossary's payment period). */
export const WEEKS_IN_PERIOD = 4

/** How a framework cuts time into payment periods: from a Monday on and back, without gaps. */
export interface PaymentCalendar {
  readonly anchorOn: Temporal.PlainDate
  readonly weeks: number
}

/** A closed run of whole weeks, Monday to Sunday. */
export interface PaymentPeriod extends DateRange {
  readonly toOn: Temporal.PlainDate
  /** 0 for the period that starts at the anchor, 1 for the next, -1 for the one before. */
  readonly index: number
}

/** Makes a calendar; refused when the anchor is not a Monday or the weeks are not a whole number from 1. */
export function paymentCalendar(anchorOn: Temporal.PlainDate, weeks = WEEKS_IN_PERIOD): Decision<PaymentCalendar> {
  if (anchorOn.dayOfWeek !== 1) {
    return refuse({
      clause: 'anchor-not-monday',
      words: `Payment periods start on a Monday. ${wordsForDate(anchorOn)} is a ${wordsForDay(anchorOn.dayOfWeek)}: choose ${wordsForDate(anchorOn.subtract({ days: anchorOn.dayOfWeek - 1 }))} instead.`,
    })
  }
  if (!Number.isInteger(weeks) || weeks < 1) {
    return refuse({ clause: 'weeks-not-whole', words: `A payment period is one or more whole weeks, not ${String(weeks)}.` })
  }
  return allow({ anchorOn, weeks }, { clause: 'calendar', words: `Periods of ${String(weeks)} weeks, Monday to Sunday, counted from ${wordsForDate(anchorOn)}.` })
}

/** The period that holds a date, before the anchor as well as after it. */
export function periodHolding(calendar: PaymentCalendar, on: Temporal.PlainDate): PaymentPeriod {
  return periodAt(calendar, Math.floor(calendar.anchorOn.until(on, { largestUnit: 'days' }).days / (calendar.weeks * 7)))
}

/** The period by its place from the anchor. */
export function periodAt(calendar: PaymentCalendar, index: number): PaymentPeriod {
  const days = calendar.weeks * 7
  const fromOn = calendar.anchorOn.add({ days: index * days })
  return { index, fromOn, toOn: fromOn.add({ days: days - 1 }) }
}

/** The period that follows. */
export function nextPeriod(calendar: PaymentCalendar, period: PaymentPeriod): PaymentPeriod {
  return periodAt(calendar, period.index + 1)
}

/** The period before. */
export function previousPeriod(calendar: PaymentCalendar, period: PaymentPeriod): PaymentPeriod {
  return periodAt(calendar, period.index - 1)
}

/** The periods that hold any day from `fromOn` to `toOn`, both included, in order. */
export function periodsBetween(calendar: PaymentCalendar, fromOn: Temporal.PlainDate, toOn: Temporal.PlainDate): PaymentPeriod[] {
  if (Temporal.PlainDate.compare(fromOn, toOn) > 0) return []
  const last = periodHolding(calendar, toOn).index
  const periods: PaymentPeriod[] = []
  for (let index = periodHolding(calendar, fromOn).index; index <= last; index += 1) periods.push(periodAt(calendar, index))
  return periods
}

/**
 * The instants between which a period's visits start: `startsAt` included, `endsAt` not.
 * Midnight on the wall in London, so a period that holds a clock change is an hour shorter or longer.
 */
export function instantsOf(period: PaymentPeriod): { readonly startsAt: Temporal.Instant; readonly endsAt: Temporal.Instant } {
  return { startsAt: londonInstant(period.fromOn, 0), endsAt: londonInstant(period.toOn.add({ days: 1 }), 0) }
}
