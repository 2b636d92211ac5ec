import { countOf, withCommas } from '../../kernel/words.ts'
import { isCellFault } from './cell-parser.ts'
import type { CsvRecord } from './csv-rows.ts'
import { csvReader } from './csv-rows.ts'
import type { DecodeOptions } from './decode-text.ts'
import { decodeText } from './decode-text.ts'
import type { FoundHeader } from './header.ts'
import { findHeader } from './header.ts'
import type { FileRefusal, Refusal } from './import-outcome.ts'
import { refuseFile, shownValue } from './import-outcome.ts'
import type { Column, Layout } from './layout.ts'
import { refusalList } from './refusal-list.ts'

/** One good row. */
export interface TableRow<V> {
  /** The line of the file on which it begins. */
  readonly row: number
  readonly values: V
}

/**
 * A file whose header fits the layout. `rows` reads it row by row and can be walked once; `refusals`, `notes` and
 * `counts` grow while it is walked and are complete at its end. `readWholeTable` walks it for you.
 */
export interface Table<V> {
  readonly ok: true
  readonly headings: readonly string[]
  readonly rows: Iterable<TableRow<V>>
  readonly refusals: readonly Refusal[]
  readonly notes: readonly string[]
  readonly counts: { readonly read: number; readonly refused: number }
}

/** A table read to its end. */
export interface WholeTable<V> extends Table<V> {
  readonly rows: readonly TableRow<V>[]
}

/** Refusals listed one by one for a file; a file with more is counted to the end, and says so. */
export const MOST_REFUSALS = 20_000

/**
 * Reads a file of a layout: bytes in, typed rows out. The one function that importers call.
 *
 * A file that is no such file at all is refused as a value: no text, no header, a required column missing or doubled.
 * A row with any bad cell is refused whole, with a refusal for each of its bad cells, and the reading goes on.
 * Nothing in the file makes it throw.
 */
export function readTable<V>(bytes: Uint8Array, layout: Layout<V>, options: DecodeOptions = {}): Table<V> | FileRefusal {
  const decoded = decodeText(bytes, options)
  if (!decoded.ok) return decoded
  const header = findHeader(decoded.text, layout)
  if (!header.ok) return { ...header, notes: [...decoded.notes, ...header.notes] }
  const refusals: Refusal[] = []
  const reading = openReading(layout, header, (refusal) => {
    if (refusals.length < MOST_REFUSALS) refusals.push(refusal)
  })
  reading.notes.push(...decoded.notes, ...header.notes)
  return {
    ok: true,
    headings: header.headings,
    rows: wholeRows(reading, decoded.text),
    refusals,
    notes: reading.notes,
    counts: reading.counts,
  }
}

/**
 * `readTable` to the end of the file, for importers that need all rows at once, as most do to compare them with what is stored.
 * Refuses a file that has a header and nothing under it.
 */
export function readWholeTable<V>(bytes: Uint8Array, layout: Layout<V>, options: DecodeOptions = {}): WholeTable<V> | FileRefusal {
  const table = readTable(bytes, layout, options)
  if (!table.ok) return table
  const rows = [...table.rows]
  if (table.counts.read > 0) return { ...table, rows }
  return refuseWithoutRows(table, layout)
}

/** The refusal of a file that has a header and nothing under it, for importers that walk a table's rows themselves. */
export function refuseWithoutRows<V>(table: Table<V>, layout: Layout<V>): FileRefusal {
  const refused = refuseFile(`The ${layout.name} has a header and no rows under it`, 'Check that the export finished and that its dates are the ones you meant')
  return { ...refused, notes: table.notes }
}

/**
 * A table that is read in pieces, in any order of its rows: each piece is whole rows of the file, told on which line it begins. What was refused and noted
 * is complete once every row was read.
 */
interface TableInPieces<V> {
  rowsOf(piece: string, line: number): Iterable<TableRow<V>>
  /** What is known once every row was read. Refusals are in order of their rows. */
  end(): { readonly refusals: readonly Refusal[]; readonly notes: readonly string[]; readonly counts: { readonly read: number; readonly refused: number } }
}

/** As `readTable`, for a file whose header was found and which is not held as one text. */
export function readInPieces<V>(layout: Layout<V>, header: FoundHeader): TableInPieces<V> {
  const refusals = refusalList(MOST_REFUSALS)
  const reading = openReading(layout, header, refusals.add)
  return {
    rowsOf: (piece, line) => goodRows(reading, piece, { from: 0, line }),
    end: () => ({ refusals: refusals.all(), notes: [...header.notes, ...reading.notes, ...notesAtEnd(reading)], counts: reading.counts }),
  }
}

interface Reading {
  readonly header: FoundHeader
  readonly plans: readonly ColumnPlan[]
  /** A row with every key of the layout, copied for each row: its shape is known to the engine from the start. */
  readonly empty: Readonly<Record<string, unknown>>
  readonly list: (refusal: Refusal) => void
  readonly notes: string[]
  readonly counts: { read: number; refused: number }
  readonly seen: { refusals: number; blank: number }
  /** Headings of date columns in which a date had its day and month exchanged. */
  readonly exchanged: Set<string>
}

interface ColumnPlan {
  readonly key: string
  readonly place: number
  readonly column: Column<unknown>
}

function openReading<V>(layout: Layout<V>, header: FoundHeader, add: (refusal: Refusal) => void): Reading {
  const columns = Object.entries<Column<unknown>>(layout.columns)
  const seen = { refusals: 0, blank: 0 }
  return {
    header,
    plans: columns.flatMap(([key, column]) => {
      const place = header.places.get(key) ?? -1
      return place === -1 ? [] : [{ key, place, column }]
    }),
    empty: Object.fromEntries(columns.map(([key]) => [key, null])),
    list: (refusal) => {
      seen.refusals += 1
      add(refusal)
    },
    notes: [],
    counts: { read: 0, refused: 0 },
    seen,
    exchanged: new Set(),
  }
}

/** The good rows of a text that begins on a line of the file. */
function* goodRows<V>(reading: Reading, text: string, at: { readonly from: number; readonly line: number }): Generator<TableRow<V>, void, void> {
  const next = csvReader(text, { ...at, delimiter: reading.header.delimiter })
  for (let record = next(); record !== undefined; record = next()) {
    if (record.fault === null && isBlank(record.cells)) {
      reading.seen.blank += 1
      continue
    }
    reading.counts.read += 1
    const values = valuesOf(reading, text, record)
    if (values !== undefined) yield { row: record.line, values: values as V }
    else reading.counts.refused += 1
  }
}

/** `goodRows` of a whole file: what is to be said at its end is noted then. */
function* wholeRows<V>(reading: Reading, text: string): Generator<TableRow<V>, void, void> {
  yield* goodRows<V>(reading, text, { from: reading.header.rowsFrom, line: reading.header.rowsLine })
  reading.notes.push(...notesAtEnd(reading))
}

function notesAtEnd({ seen, counts, exchanged }: Reading): string[] {
  const notes: string[] = []
  if (seen.blank > 0) notes.push(`${countOf(seen.blank, 'row', 'rows')} without any text passed over.`)
  if (counts.refused > 0 && seen.refusals >= MOST_REFUSALS) {
    notes.push(`Only the first ${withCommas(MOST_REFUSALS)} refusals are listed; ${countOf(counts.refused, 'row was', 'rows were')} refused.`)
  }
  for (const heading of exchanged) {
    notes.push(`Some dates in "${heading}" have the day and month exchanged. Others, such as 04/05/2026, may have been read the wrong way round: check the column before you import.`)
  }
  return notes
}

/** The typed values of a record, or undefined when it is refused; each refusal has then been listed. */
function valuesOf(reading: Reading, text: string, record: CsvRecord): Record<string, unknown> | undefined {
  const { cells } = record
  if (record.fault !== null) {
    const start = text.slice(record.from, Math.min(record.to, record.from + 100))
    reading.list({ row: record.line, column: null, value: shownValue(start), ...record.fault })
    return undefined
  }
  if (cells.length !== reading.header.headings.length && !fits(cells, reading.header.headings.length)) {
    reading.list(wrongWidth(reading, text, record))
    return undefined
  }
  const values: Record<string, unknown> = { ...reading.empty }
  let good = true
  for (const { key, place, column } of reading.plans) {
    const cell = trimmed(cells[place] ?? '')
    if (cell === '') {
      if (column.mayBeBlank) continue
      good = false
      reading.list({ row: record.line, column: column.heading, value: '', reason: 'The cell is empty', fix: `Fill in "${column.heading}"` })
      continue
    }
    const parsed = column.parse(cell)
    if (isCellFault(parsed)) {
      good = false
      if (parsed.dayAndMonthExchanged) reading.exchanged.add(column.heading)
      reading.list({ row: record.line, column: column.heading, value: shownValue(cell), reason: parsed.reason, fix: parsed.fix })
    } else values[key] = parsed
  }
  return good ? values : undefined
}

function wrongWidth(reading: Reading, text: string, record: CsvRecord): Refusal {
  const [found, wanted] = [record.cells.length, reading.header.headings.length]
  return {
    row: record.line,
    column: null,
    value: shownValue(text.slice(record.from, Math.min(record.to, record.from + 100))),
    reason: `The row has ${countOf(found, 'cell')}, and the header has ${String(wanted)}`,
    fix: found > wanted ? 'Put quotation marks around a cell that holds a comma' : 'Check that the row is not broken over two lines and has a comma for each empty cell',
  }
}

/** True when the cells beyond the header are empty, as spreadsheets leave them. */
function fits(cells: readonly string[], width: number): boolean {
  return cells.length > width && isBlank(cells.slice(width))
}

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && trimmed(cell) !== '') return false
  return true
}

/** The cell without white space around it. Most cells have none, and two comparisons are cheaper than a call. */
function trimmed(cell: string): string {
  const last = cell.length - 1
  if (last < 0) return cell
  const [a, z] = [cell.charCodeAt(0), cell.charCodeAt(last)]
  return a > 32 && a < 127 && z > 32 && z < 127 ? cell : cell.trim()
}
