import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'

/** A processing day is at most so many days after the file is made. Source: docs/files/bacs.md. */
const MOST_DAYS_AHEAD = 39
const SATURDAY = 6

/**
 * Answers whether Bacs may process a file on a day: a working day of banks in England, after the day on which the file is made and at most 39 days after it. `bankHolidays` are ISO dates;
 * a year of which none is known is refused rather than taken to have none.
 */
export function processingDay(on: Temporal.PlainDate, madeOn: Temporal.PlainDate, bankHolidays: ReadonlySet<string>): Decision<Temporal.PlainDate> {
  if (Temporal.PlainDate.compare(on, madeOn) <= 0) return refuse({ clause: 'not-after', words: `The processing day is a day after today: enter ${wordsForDate(madeOn.add({ days: 1 }))} or later` })
  if (Temporal.PlainDate.compare(on, madeOn.add({ days: MOST_DAYS_AHEAD })) > 0) return refuse({ clause: 'too-far', words: `The processing day is at most ${String(MOST_DAYS_AHEAD)} days ahead: enter ${wordsForDate(madeOn.add({ days: MOST_DAYS_AHEAD }))} or earlier` })
  if (on.dayOfWeek >= SATURDAY) return refuse({ clause: 'weekend', words: `${wordsForDate(on)} is at a weekend: enter a working day` })
  if (![...bankHolidays].some((day) => day.startsWith(`${String(on.year)}-`))) return refuse({ clause: 'unknown-year', words: `The bank holidays of ${String(on.year)} are not known here yet` })
  if (bankHolidays.has(on.toString())) return refuse({ clause: 'bank-holiday', words: `${wordsForDate(on)} is a bank holiday: enter a working day` })
  return allow(on)
}

/** The first day on which a file made on a day may be processed; undefined when the calendar ends before. */
export function firstProcessingDay(madeOn: Temporal.PlainDate, bankHolidays: ReadonlySet<string>): Temporal.PlainDate | undefined {
  return Array.from({ length: MOST_DAYS_AHEAD }, (_, at) => madeOn.add({ days: at + 1 })).find((on) => processingDay(on, madeOn, bankHolidays).ok)
}
