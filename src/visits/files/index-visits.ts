import type { InPieces } from '../../kernel/in-pieces.ts'
import { isCellFault } from '../../platform/files/cell-parser.ts'
import type { RecordPlaces } from '../../platform/files/csv-bytes.ts'
import { csvReader } from '../../platform/files/csv-rows.ts'
import type { FileBytes } from '../../platform/files/file-bytes.ts'
import { isText, recordsOfFile } from '../../platform/files/file-records.ts'
import { hasUtf16Mark } from '../../platform/files/file-signature.ts'
import { findHeader, type FoundHeader } from '../../platform/files/header.ts'
import { refuseFile, type FileRefusal } from '../../platform/files/import-outcome.ts'
import { dayRuns, type DayRuns } from './day-runs.ts'
import { MOST_DAYS, referenceLinks } from './reference-links.ts'
import { tendwellLayout } from './tendwell-layout.ts'

/** Where the rows of a file of our own layout are, and which day each belongs to: one to twelve bytes a row. */
export interface VisitIndex {
  readonly header: FoundHeader
  /** Of a day its place in `dates`; `NO_DAY` for rows whose date cannot be read. */
  readonly runs: DayRuns
  readonly dates: readonly string[]
  /** How many rows each date has. */
  readonly rowsOf: readonly number[]
  readonly links: readonly (readonly [number, number])[]
}

export const NO_DAY = 0xff_ff_ff_ff
const HEAD_BYTES = 65_536
/** Rows that are looked for in one piece. */
const ROWS_A_PIECE = 500
const SPACE = 32
const BOM = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * Goes over a CSV file of our own layout once and notes where its rows are, a stretch of its bytes at a time. Undefined for a file that cannot be read by its bytes (UTF-16,
 * Windows-1252, zero bytes), none of whose rows has a date, or with dates beyond number: it is to be read as a whole, and whatever is wrong with it is said then. Refused where
 * one row is larger than what may be read as a whole.
 */
export function* indexVisits(file: FileBytes): InPieces<VisitIndex | FileRefusal | undefined> {
  const head = file.read(0, HEAD_BYTES)
  if (hasUtf16Mark(head) || !isText(head, head.length < file.size)) return undefined
  const start = head.subarray(0, 3).equals(BOM) ? 3 : 0
  // Cut at a line, so that no character is cut in two.
  const text = head.toString('utf8', start, head.length < file.size ? head.lastIndexOf(10) + 1 : head.length)
  const header = findHeader(text, tendwellLayout)
  if (!header.ok || header.rowsFrom >= text.length) return undefined
  return yield* indexRows(file, start + Buffer.byteLength(text.slice(0, header.rowsFrom)), header)
}

/** The trimmed text of one cell of a row of which it is known where the cells are. */
function cellText(bytes: Buffer, of: RecordPlaces, place: number, header: FoundHeader): string {
  if (!of.isOdd) return place < of.cells ? bytes.toString('latin1', of.starts[place], of.ends[place]).trim() : ''
  const record = csvReader(bytes.toString('utf8', of.from, of.to), { delimiter: header.delimiter })()
  return record?.cells[place]?.trim() ?? ''
}

/** Whether the bytes of a cell are its text, letter by letter, without anything around it. */
function isPlain(bytes: Buffer, of: RecordPlaces, place: number): boolean {
  if (of.isOdd || place >= of.cells) return false
  const [from, to] = [of.starts[place] ?? 0, of.ends[place] ?? 0]
  return from < to && (bytes[from] ?? 0) > SPACE && (bytes[to - 1] ?? 0) > SPACE
}

/** Whether two stretches of bytes are equal; nothing is equal to an empty one. */
function isSame(bytes: Buffer, from: number, to: number, otherFrom: number, otherTo: number): boolean {
  if (from === to || to - from !== otherTo - otherFrom) return false
  for (let at = 0; at < to - from; at += 1) if (bytes[from + at] !== bytes[otherFrom + at]) return false
  return true
}

function* indexRows(file: FileBytes, from: number, header: FoundHeader): InPieces<VisitIndex | FileRefusal | undefined> {
  const [date, reference] = [header.places.get('visitDate') ?? 0, header.places.get('visitReference') ?? 0]
  const records = recordsOfFile(file, { from, line: header.rowsLine }, header.delimiter, Math.max(date, reference) + 1)
  const [runs, dates, links] = [dayRuns(), datesMet(), referenceLinks()]
  const rowsOf: number[] = []
  let [rows, base, datedFrom, datedTo, on] = [0, from, 0, 0, NO_DAY]
  while (records.next()) {
    if (rows % ROWS_A_PIECE === 0) yield
    rows += 1
    const { bytes, places } = records
    if (records.base !== base) [base, datedFrom, datedTo] = [records.base, 0, 0]
    const isPlainDate = isPlain(bytes, places, date)
    const [dateFrom, dateTo] = [places.starts[date] ?? 0, places.ends[date] ?? 0]
    // Most rows have the date of the row before them: no text is made of it then.
    if (!isPlainDate || !isSame(bytes, datedFrom, datedTo, dateFrom, dateTo)) {
      on = dates.placeOf(cellText(bytes, places, date, header))
      ;[datedFrom, datedTo] = isPlainDate ? [dateFrom, dateTo] : [0, 0]
    }
    runs.add(base + places.from, places.line, on)
    if (on === NO_DAY) continue
    if (on >= MOST_DAYS) return undefined
    rowsOf[on] = (rowsOf[on] ?? 0) + 1
    if (isPlain(bytes, places, reference)) links.addBytes(bytes, places.starts[reference] ?? 0, places.ends[reference] ?? 0, on)
    else links.add(cellText(bytes, places, reference, header), on)
  }
  if (records.fault === 'row-too-large') return rowTooLarge(records.places.line)
  if (records.fault === 'no-text' || dates.all.length === 0) return undefined
  return { header, runs: runs.all(), dates: dates.all, rowsOf, links: yield* links.all() }
}

function rowTooLarge(line: number): FileRefusal {
  return refuseFile(`The row that begins on line ${String(line)} is so large that the rest of the file cannot be read`, `Close or remove the quotation mark that is opened on line ${String(line)}, or send the lines before it in a file of their own`)
}

/** The dates of a file in the order in which they are met, whichever way they are written. */
function datesMet(): { placeOf(text: string): number; readonly all: string[] } {
  const all: string[] = []
  const byText = new Map<string, number>()
  const byDate = new Map<string, number>()
  const parse = (text: string): number => {
    const parsed = text === '' ? undefined : tendwellLayout.columns.visitDate.parse(text)
    if (parsed === undefined || isCellFault(parsed)) return NO_DAY
    const on = parsed.toString()
    const before = byDate.get(on)
    if (before !== undefined) return before
    byDate.set(on, all.length)
    return all.push(on) - 1
  }
  return {
    all,
    placeOf: (text) => {
      const before = byText.get(text)
      if (before !== undefined) return before
      const place = parse(text)
      // What is no date does not repeat, and must not fill the memory.
      if (place !== NO_DAY) byText.set(text, place)
      return place
    },
  }
}
