import type { Minutes, Pence } from './amounts.ts'

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** A date in full: 3 March 2026. */
export function wordsForDate(on: Temporal.PlainDate): string {
  return `${String(on.day)} ${MONTHS[on.month - 1] ?? ''} ${String(on.year)}`
}

/** The day's name of an ISO weekday, 1 for Monday to 7 for Sunday. */
export function wordsForDay(dayOfWeek: number): string {
  return DAYS[dayOfWeek - 1] ?? ''
}

/** A clock time from minutes after midnight: 7:30am, midday, midnight. */
export function wordsForTime(minuteOfDay: number): string {
  const minute = ((minuteOfDay % 1440) + 1440) % 1440
  if (minute === 0) return 'midnight'
  if (minute === 720) return 'midday'
  const hour = Math.floor(minute / 60)
  const past = minute % 60
  const twelve = hour % 12 === 0 ? 12 : hour % 12
  return `${String(twelve)}${past === 0 ? '' : `:${String(past).padStart(2, '0')}`}${hour < 12 ? 'am' : 'pm'}`
}

/** Money for people: £1,234.56, and -£3.00 for what is owed back. */
export function wordsForPence(pence: Pence): string {
  const sign = pence < 0 ? '-' : ''
  const whole = Math.abs(pence)
  return `${sign}£${withCommas(Math.floor(whole / 100))}.${String(whole % 100).padStart(2, '0')}`
}

/** A duration in hours with at most two decimals: 14.5 hours, 1 hour. */
export function wordsForHours(minutes: Minutes): string {
  const hours = hoursFigure(minutes)
  return `${hours} ${hours === '1' ? 'hour' : 'hours'}`
}

/** The number of hours alone, at most two decimals, for tables: 785.65. */
export function hoursFigure(minutes: Minutes): string {
  const hundredths = Math.round((minutes * 100) / 60)
  const sign = hundredths < 0 ? '-' : ''
  const whole = Math.abs(hundredths)
  const decimals = String(whole % 100).padStart(2, '0').replace(/0+$/, '')
  return `${sign}${withCommas(Math.floor(whole / 100))}${decimals === '' ? '' : `.${decimals}`}`
}

/** A whole number with thousands separated: 17,750. */
export function withCommas(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

/** A count with its noun: 1 visit, 3 visits. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${withCommas(count)} ${count === 1 ? one : many}`
}

/** The size of a file: 340 KB, 2.1 MB. */
export function wordsForBytes(bytes: number): string {
  return bytes < 1_000_000 ? `${String(Math.max(1, Math.round(bytes / 1000)))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
