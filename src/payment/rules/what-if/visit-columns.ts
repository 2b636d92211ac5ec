import type { Pence } from '../../../kernel/amounts.ts'
import { OUTCOMES } from '../../../visits/terms.ts'
import type { PricedRecord, VisitFacts } from '../../terms/priced-visit.ts'
import type { PricePlace } from '../price-totals.ts'

/**
 * Visits as columns of numbers, each of `length`: what rules that look at each visit alone ask of ordinary visits of at most two care workers. The layout of
 * a file of them is in docs/files/visit-columns.md.
 */
export interface VisitColumns {
  readonly length: number
  /** Provider, zone and service line of a visit: a place in `places`, whose month is left open. */
  readonly place: Uint16Array
  /** A place in `months`. */
  readonly month: Uint8Array
  /** For one care worker's hour: a place in `rates`. */
  readonly rate: Uint16Array
  /** Planned minutes, each care worker alike; 0 for a visit that nobody planned. */
  readonly planned: Uint16Array
  readonly workers: Uint8Array
  /** What the first care worker's record says: 0 where none came, else 1 more than its place in `OUTCOMES`. */
  readonly outcome: Uint8Array
  /** Recorded minutes of the first care worker; 4,095 where not known. */
  readonly minutes: Uint16Array
  /** Whole hours of notice of a cancelled visit; 255 where not known. It is one for the visit. */
  readonly notice: Uint8Array
  /** The same of the second care worker. */
  readonly secondOutcome: Uint8Array
  readonly secondMinutes: Uint16Array
}

/** What the numbers of columns stand for. */
export interface ColumnWords {
  readonly places: readonly Omit<PricePlace, 'month'>[]
  readonly months: readonly string[]
  readonly rates: readonly Pence[]
}

export const MINUTES_NOT_KNOWN = 4095
export const NOTICE_NOT_KNOWN = 255

/** What the minutes of a visit are counted by, as two whole numbers of 32 bits which `factsOfKey` reads: this is the first. */
export function firstKey(planned: number, minutes: number, outcome: number, workers: number): number {
  return planned | (minutes << 12) | (outcome << 24) | (workers << 28)
}

/** The second of the two. */
export function secondKey(notice: number, secondOutcome: number, secondMinutes: number): number {
  return notice | (secondOutcome << 8) | (secondMinutes << 12)
}

/** The visit that a key stands for, at a rate. */
export function factsOfKey(first: number, second: number, pencePerHour: Pence): VisitFacts {
  const planned = first & 0xfff
  const workers = first >>> 28
  const noticeHours = (second & 0xff) === NOTICE_NOT_KNOWN ? null : second & 0xff
  const own = recordOf((first >>> 24) & 0xf, (first >>> 12) & 0xfff, noticeHours, false)
  const other = recordOf((second >>> 8) & 0xf, (second >>> 12) & 0xfff, noticeHours, true)
  return { planned: planned === 0 ? null : { minutes: planned, workers }, records: [...own, ...other], pencePerHour }
}

function recordOf(code: number, minutes: number, noticeHours: number | null, secondWorker: boolean): PricedRecord[] {
  const outcome = OUTCOMES[code - 1]
  return outcome === undefined ? [] : [{ outcome, actualMinutes: minutes === MINUTES_NOT_KNOWN ? null : minutes, noticeHours: outcome === 'cancelled' ? noticeHours : null, secondWorker }]
}

/** The first number of columns that stands for nothing, as a sentence; undefined when there is none. Without asking, such visits would be counted elsewhere or nowhere. */
export function faultOfColumns(columns: VisitColumns, words: ColumnWords): string | undefined {
  const { place, rate, planned, minutes, secondMinutes, month, workers, outcome, secondOutcome } = columns
  const limits = [
    limit('place', greatestWide, place, words.places.length),
    limit('month', greatestNarrow, month, words.months.length),
    limit('rate', greatestWide, rate, words.rates.length),
    limit('planned', greatestWide, planned, MINUTES_NOT_KNOWN + 1),
    limit('workers', greatestNarrow, workers, 16),
    limit('outcome', greatestNarrow, outcome, OUTCOMES.length + 1),
    limit('minutes', greatestWide, minutes, MINUTES_NOT_KNOWN + 1),
    limit('secondOutcome', greatestNarrow, secondOutcome, OUTCOMES.length + 1),
    limit('secondMinutes', greatestWide, secondMinutes, MINUTES_NOT_KNOWN + 1),
  ]
  return limits.map((fault) => fault()).find((fault) => fault !== undefined)
}

function limit<Column extends Uint8Array | Uint16Array>(name: string, greatest: (column: Column) => number, column: Column, below: number): () => string | undefined {
  return () => (greatest(column) < below ? undefined : faultIn(name, column, below))
}

function faultIn(name: string, column: Uint8Array | Uint16Array, below: number): string {
  const at = column.findIndex((number) => number >= below)
  return `Visit ${String(at + 1)} of the block: ${name} is ${String(column[at])}, and must be below ${String(below)}`
}

// Twice the same, once for each width, and called as a value: a loop over both widths, or one that the compiler puts into its caller, takes up to ten times as long, and hundreds of millions of numbers are looked at.
function greatestWide(column: Uint16Array): number {
  let greatest = 0
  for (let at = 0; at < column.length; at += 1) greatest = Math.max(greatest, column[at] ?? 0)
  return greatest
}

function greatestNarrow(column: Uint8Array): number {
  let greatest = 0
  for (let at = 0; at < column.length; at += 1) greatest = Math.max(greatest, column[at] ?? 0)
  return greatest
}
