import { isUtf8 } from 'node:buffer'
import type { InPieces } from '../../kernel/in-pieces.ts'
import { isCellFault } from '../../platform/files/cell-parser.ts'
import { recordPlaces, type RecordPlaces } from '../../platform/files/csv-bytes.ts'
import { csvReader, type CsvRecord } from '../../platform/files/csv-rows.ts'
import { hasUtf16Mark } from '../../platform/files/file-signature.ts'
import { findHeader, type FoundHeader } from '../../platform/files/header.ts'
import { growingNumbers } from './growing-numbers.ts'
import { referenceLinks } from './reference-links.ts'
import { tendwellLayout } from './tendwell-layout.ts'

/** Where the rows of a file of our own layout are, and which day each belongs to: about 20 bytes a row. */
export interface VisitIndex {
  readonly header: FoundHeader
  readonly rows: number
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly line: Uint32Array
  /** The place of its date in `dates`; `NO_DAY` for a row whose date cannot be read. */
  readonly day: Uint32Array
  readonly dates: readonly string[]
  readonly links: readonly (readonly [number, number])[]
}

export const NO_DAY = 0xff_ff_ff_ff
const HEAD_BYTES = 65_536
/** Rows that are looked for in one piece. */
const ROWS_A_PIECE = 500
const SPACE = 32
const BOM = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * Goes over a CSV file of our own layout once and notes where its rows are. Undefined for a file that cannot be read by its bytes (UTF-16, Windows-1252,
 * zero bytes) or none of whose rows has a date: it is to be read as a whole, and whatever is wrong with it is said then.
 */
export function* indexVisits(bytes: Buffer): InPieces<VisitIndex | undefined> {
  if (hasUtf16Mark(bytes) || bytes.includes(0) || !isUtf8(bytes)) return undefined
  const start = bytes.subarray(0, 3).equals(BOM) ? 3 : 0
  const head = bytes.subarray(start, start + HEAD_BYTES)
  // Cut at a line, so that no character is cut in two.
  const text = head.toString('utf8', 0, start + head.length < bytes.length ? head.lastIndexOf(10) + 1 : head.length)
  const header = findHeader(text, tendwellLayout)
  if (!header.ok || header.rowsFrom >= text.length) return undefined
  const index = yield* indexRows(bytes, start + Buffer.byteLength(text.slice(0, header.rowsFrom)), header)
  return index.dates.length === 0 ? undefined : index
}

/** The record of a row as text, with its cells. */
export function recordText(bytes: Buffer, index: VisitIndex, row: number): readonly [CsvRecord, string] | undefined {
  const text = bytes.toString('utf8', index.from[row], index.to[row])
  const record = csvReader(text, { line: index.line[row] ?? 0, delimiter: index.header.delimiter })()
  return record === undefined ? undefined : [record, text]
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

function* indexRows(bytes: Buffer, rowsFrom: number, header: FoundHeader): InPieces<VisitIndex> {
  const [date, reference] = [header.places.get('visitDate') ?? 0, header.places.get('visitReference') ?? 0]
  const places = recordPlaces(bytes, rowsFrom, header.rowsLine, header.delimiter, Math.max(date, reference) + 1)
  const [from, to, line, day] = [growingNumbers(), growingNumbers(), growingNumbers(), growingNumbers()]
  const dates = datesMet()
  const links = referenceLinks()
  let [datedFrom, datedTo, on] = [0, 0, NO_DAY]
  while (places.next()) {
    if (from.length() % ROWS_A_PIECE === 0) yield
    const isPlainDate = isPlain(bytes, places, date)
    const [dateFrom, dateTo] = [places.starts[date] ?? 0, places.ends[date] ?? 0]
    // Most rows have the date of the row before them: no text is made of it then.
    if (!isPlainDate || !isSame(bytes, datedFrom, datedTo, dateFrom, dateTo)) {
      on = dates.placeOf(cellText(bytes, places, date, header))
      ;[datedFrom, datedTo] = isPlainDate ? [dateFrom, dateTo] : [0, 0]
    }
    from.push(places.from)
    to.push(places.to)
    line.push(places.line)
    day.push(on)
    if (on === NO_DAY) continue
    if (isPlain(bytes, places, reference)) links.addBytes(bytes, places.starts[reference] ?? 0, places.ends[reference] ?? 0, on)
    else links.add(cellText(bytes, places, reference, header), on)
  }
  return { header, rows: from.length(), from: from.all(), to: to.all(), line: line.all(), day: day.all(), dates: dates.all, links: links.all() }
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
