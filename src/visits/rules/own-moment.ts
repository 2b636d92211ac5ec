import type { MappedDateFormat } from '../terms/mapping.ts'

/** A date, a clock time or both, as a provider's own table writes them. */
export interface OwnMoment {
  /** Null when the cell is a clock time alone. */
  readonly date: string | null
  /** HH:MM:SS; null when the cell is a date alone. */
  readonly clock: string | null
  /** Z or +01:00, when the cell names one. */
  readonly offset: string | null
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const CLOCK = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*(am|pm)?`
const CLOCK_ALONE = new RegExp(`^${CLOCK}$`, 'i')
const DATED = new RegExp(String.raw`^(?:[a-z]{3,9},?\s+)?(\d{1,4})[-/. ](\d{1,2}|[a-z]{3,9})[-/. ](\d{4}|\d{1,2})(?:[T ,]+${CLOCK}\s*(Z|[+-]\d{2}:?\d{2})?)?$`, 'i')

/** The three numbers of a date whose order depends on who wrote it, or undefined for any other cell. */
export function ambiguousDate(text: string): { readonly first: number; readonly second: number; readonly year: number } | undefined {
  const match = DATED.exec(text.trim())
  if (match === null || (match[1] ?? '').length === 4 || !/^\d+$/.test(match[2] ?? '')) return undefined
  return { first: Number(match[1]), second: Number(match[2]), year: fullYear(match[3] ?? '') }
}

/** Reads a cell in the order of a column's dates; undefined when it is neither date nor time. */
export function ownMoment(text: string, format: MappedDateFormat): OwnMoment | undefined {
  const trimmed = text.trim()
  const alone = CLOCK_ALONE.exec(trimmed)
  if (alone !== null) {
    const clock = clockOf(alone.slice(1))
    return clock === undefined ? undefined : { date: null, clock, offset: null }
  }
  const match = DATED.exec(trimmed)
  if (match === null) return undefined
  const [first = '', second = '', third = ''] = match.slice(1, 4)
  const month = MONTHS.indexOf(second.slice(0, 3).toLowerCase()) + 1
  const date =
    first.length === 4 ? dateOf(Number(first), Number(second), Number(third))
    : month > 0 ? dateOf(fullYear(third), month, Number(first))
    : format === 'dd/mm/yyyy' ? dateOf(fullYear(third), Number(second), Number(first))
    : dateOf(fullYear(third), Number(first), Number(second))
  if (date === undefined) return undefined
  if (match[4] === undefined) return { date, clock: null, offset: null }
  const clock = clockOf(match.slice(4, 8))
  return clock === undefined ? undefined : { date, clock, offset: match[8] === undefined ? null : offsetOf(match[8]) }
}

function offsetOf(text: string): string {
  return text.toUpperCase() === 'Z' ? 'Z' : text.includes(':') ? text : `${text.slice(0, 3)}:${text.slice(3)}`
}

function fullYear(text: string): number {
  return text.length === 4 ? Number(text) : 2000 + Number(text)
}

function dateOf(year: number, month: number, day: number): string | undefined {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day) || month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const isGood = day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth
  return isGood ? `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` : undefined
}

function clockOf([hour = '', minute = '', second, half]: readonly (string | undefined)[]): string | undefined {
  let hours = Number(hour)
  if (half !== undefined && (hours < 1 || hours > 12)) return undefined
  if (half !== undefined) hours = (hours % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  if (hours > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined
  return `${two(hours)}:${minute}:${second ?? '00'}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
