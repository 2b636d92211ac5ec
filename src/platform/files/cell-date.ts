import type { CellFault, CellParser } from './cell-parser.ts'
import { cellFault, isCellFault, remembered } from './cell-parser.ts'
import { digitsValue } from './cell-number.ts'

/** How a column writes its dates. Day and month may have one digit or two, the year has four. */
export type DateFormat = 'dd/mm/yyyy' | 'mm/dd/yyyy' | 'yyyy-mm-dd'

const ORDER: Readonly<Record<DateFormat, { readonly mark: string; readonly words: string; readonly example: string }>> = {
  'dd/mm/yyyy': { mark: '/', words: 'day/month/year', example: '25/04/2026' },
  'mm/dd/yyyy': { mark: '/', words: 'month/day/year', example: '04/25/2026' },
  'yyyy-mm-dd': { mark: '-', words: 'year-month-day', example: '2026-04-25' },
}

const EARLIEST_YEAR = 1900
const LATEST_YEAR = 2199

/**
 * A calendar date in one declared order, or in several that cannot be taken for each other: day/month/year and
 * month/day/year together are refused when the layout is made, because 04/05/2026 would be a guess.
 * A midnight time after the date (" 00:00", " - 00:00", "T00:00:00"), as exports write it, is passed over.
 */
export function date(format: DateFormat, ...others: DateFormat[]): CellParser<Temporal.PlainDate> {
  const formats = [format, ...others]
  if (formats.includes('dd/mm/yyyy') && formats.includes('mm/dd/yyyy')) {
    throw new TypeError('a column cannot accept both dd/mm/yyyy and mm/dd/yyyy: 04/05/2026 would be a guess')
  }
  return remembered((cell) => parseDate(cell, formats))
}

function parseDate(cell: string, formats: readonly DateFormat[]): Temporal.PlainDate | CellFault {
  const day = withoutMidnight(cell)
  const format = formats.find((candidate) => day.includes(ORDER[candidate].mark)) ?? formats[0] ?? 'dd/mm/yyyy'
  const { mark, words, example } = ORDER[format]
  const [first = '', second = '', third = '', ...more] = day.split(mark)
  const [a, b, c] = [digitsValue(first), digitsValue(second), digitsValue(third)]
  const wanted = formats.map((accepted) => ORDER[accepted].words).join(' or ')
  if (a < 0 || b < 0 || c < 0 || more.length > 0) return cellFault(`It is not a date written ${wanted}`, `Write the date like ${example}`)
  const year = format === 'yyyy-mm-dd' ? first : third
  if (year.length !== 4) return cellFault('The year does not have four digits', `Write the year in full, like ${example}`)
  if (format === 'yyyy-mm-dd') return calendarDate(a, b, c)
  const made = format === 'dd/mm/yyyy' ? calendarDate(c, b, a) : calendarDate(c, a, b)
  const month = format === 'dd/mm/yyyy' ? b : a
  if (!isCellFault(made) || month <= 12) return made
  const exchanged = format === 'dd/mm/yyyy' ? calendarDate(c, a, b) : calendarDate(c, b, a)
  if (isCellFault(exchanged)) return made
  const right = `${twoDigits(b)}/${twoDigits(a)}/${String(c)}`
  return cellFault(`The day and the month are in the wrong order: this column is ${words}`, `Write ${right}, and check the order in the whole column`, true)
}

/** The date of a year, month and day, or why there is none. */
function calendarDate(year: number, month: number, day: number): Temporal.PlainDate | CellFault {
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) return cellFault(`The year is not between ${String(EARLIEST_YEAR)} and ${String(LATEST_YEAR)}`, 'Correct the year')
  if (month < 1 || month > 12) return cellFault('There is no such month', 'Write a month from 1 to 12')
  const days = daysInMonth(year, month)
  if (day < 1 || day > days) return cellFault('There is no such day in that month', `Write a day from 1 to ${String(days)}`)
  return new Temporal.PlainDate(year, month, day)
}

/** Days in a month of the Gregorian calendar. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function withoutMidnight(cell: string): string {
  return cell.length > 10 ? cell.replace(/(T|\s+(-\s+)?)00:00(:00(\.0+)?)?$/, '') : cell
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
