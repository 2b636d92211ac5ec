import type { Minutes } from '../../kernel/amounts.ts'
import { LONDON, londonInstant } from '../../kernel/london.ts'

/** The working day in which a reply is counted: 9am to 5pm on the clock in London, Monday to Friday, not on bank holidays. */
const WORKING_DAY = { fromMinute: 540, toMinute: 1020 } as const

/** Bank holidays in England as ISO dates. */
export type BankHolidays = ReadonlySet<string>

/**
 * The instant by which a reply is wanted: so many working minutes after an instant, counted to the whole minute.
 * Time that would end exactly at the close of a day ends there, not on the next morning. The clock changes at night
 * and so never within a working day: each has 480 minutes, in summer time or not.
 */
export function replyBy(sentAt: Temporal.Instant, workingMinutes: Minutes, holidays: BankHolidays): Temporal.Instant {
  let { on, minute } = nextWorkingMinute(sentAt, holidays)
  let rest = workingMinutes
  while (rest > WORKING_DAY.toMinute - minute) {
    rest -= WORKING_DAY.toMinute - minute
    on = workingDayFrom(on.add({ days: 1 }), holidays)
    minute = WORKING_DAY.fromMinute
  }
  return londonInstant(on, minute + rest)
}

/** Working minutes between two instants; 0 when the second is not later. */
export function workingMinutesBetween(from: Temporal.Instant, to: Temporal.Instant, holidays: BankHolidays): Minutes {
  if (Temporal.Instant.compare(from, to) >= 0) return 0
  const start = nextWorkingMinute(from, holidays)
  const end = to.toZonedDateTimeISO(LONDON)
  const endOn = end.toPlainDate()
  let minutes = 0
  for (let { on, minute } = start; Temporal.PlainDate.compare(on, endOn) <= 0; on = workingDayFrom(on.add({ days: 1 }), holidays), minute = WORKING_DAY.fromMinute) {
    const until = on.equals(endOn) ? Math.min(WORKING_DAY.toMinute, end.hour * 60 + end.minute) : WORKING_DAY.toMinute
    minutes += Math.max(0, until - minute)
  }
  return minutes
}

/** True on Monday to Friday that is no bank holiday. */
export function isWorkingDay(on: Temporal.PlainDate, holidays: BankHolidays): boolean {
  return on.dayOfWeek <= 5 && !holidays.has(on.toString())
}

/** The first whole working minute at or after an instant. */
function nextWorkingMinute(at: Temporal.Instant, holidays: BankHolidays): { on: Temporal.PlainDate; minute: number } {
  const local = at.toZonedDateTimeISO(LONDON).round({ smallestUnit: 'minute', roundingMode: 'ceil' })
  const minute = local.hour * 60 + local.minute
  const today = local.toPlainDate()
  const isOver = minute >= WORKING_DAY.toMinute
  const on = workingDayFrom(isOver ? today.add({ days: 1 }) : today, holidays)
  return { on, minute: on.equals(today) ? Math.max(minute, WORKING_DAY.fromMinute) : WORKING_DAY.fromMinute }
}

function workingDayFrom(on: Temporal.PlainDate, holidays: BankHolidays): Temporal.PlainDate {
  let day = on
  while (!isWorkingDay(day, holidays)) day = day.add({ days: 1 })
  return day
}
