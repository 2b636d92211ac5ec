import type { MappedDateFormat } from '../terms/mapping.ts'
import { ambiguousDate } from './own-moment.ts'

/** A cell of a column of dates, and where it stands. */
export interface DatedCell {
  readonly row: number
  readonly text: string
}

/** In which order a column writes day and month, and which rows say so. */
export interface DateEvidence {
  /** Null when no row decides it, or rows contradict each other: a person must say. */
  readonly format: MappedDateFormat | null
  readonly why: 'plain' | 'decided' | 'ambiguous' | 'contradictory'
  /** Rows that can only be day first, and only month first; at most five of each are listed. */
  readonly dayFirst: { readonly count: number; readonly rows: readonly DatedCell[] }
  readonly monthFirst: { readonly count: number; readonly rows: readonly DatedCell[] }
}

const SHOWN = 5

/**
 * Settles day and month over the whole column. A row decides when one of its numbers is above 12, or when one order would put the visit
 * after today: visits that are yet to come are in no file. 'plain' when every date names its own order (2026-03-02, 2 Mar 2026).
 */
export function dateEvidence(cells: readonly DatedCell[], today: string): DateEvidence {
  const only: Record<MappedDateFormat, DatedCell[]> = { 'dd/mm/yyyy': [], 'mm/dd/yyyy': [] }
  let open = 0
  for (const cell of cells) {
    const parts = ambiguousDate(cell.text)
    if (parts === undefined) continue
    const { first, second, year } = parts
    const dayFirst = isPast(year, second, first, today)
    const monthFirst = isPast(year, first, second, today)
    if (dayFirst && !monthFirst) only['dd/mm/yyyy'].push(cell)
    else if (monthFirst && !dayFirst) only['mm/dd/yyyy'].push(cell)
    else if (first !== second) open += 1
  }
  const [day, month] = [only['dd/mm/yyyy'], only['mm/dd/yyyy']]
  const shown = { dayFirst: { count: day.length, rows: day.slice(0, SHOWN) }, monthFirst: { count: month.length, rows: month.slice(0, SHOWN) } }
  if (day.length > 0 && month.length > 0) return { format: null, why: 'contradictory', ...shown }
  if (day.length > 0) return { format: 'dd/mm/yyyy', why: 'decided', ...shown }
  if (month.length > 0) return { format: 'mm/dd/yyyy', why: 'decided', ...shown }
  return open > 0 ? { format: null, why: 'ambiguous', ...shown } : { format: 'dd/mm/yyyy', why: 'plain', ...shown }
}

/** Whether there is such a date, and it is not after today. */
function isPast(year: number, month: number, day: number, today: string): boolean {
  if (month < 1 || month > 12 || day < 1 || day > 31) return false
  return `${String(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` <= today
}
