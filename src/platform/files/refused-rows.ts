import { csvReader, type CsvRecord } from './csv-rows.ts'
import { csvText } from './csv-write.ts'
import { decodeText } from './decode-text.ts'
import { findHeader, type FoundHeader } from './header.ts'
import type { Refusal } from './import-outcome.ts'
import type { Layout } from './layout.ts'

const ADDED = ['Why refused', 'What to do']

/**
 * The refused rows of a file as CSV, as they were sent, with two columns added: why, and what to do. The sender repairs
 * the rows and sends this file back: the added columns are ignored. Takes the refusals of the reader and of the
 * importer alike, by their row. A file that was refused as a whole has no rows: only the header of the layout comes.
 */
export function refusedRowsCsv<V>(bytes: Uint8Array, layout: Layout<V>, refusals: readonly Refusal[]): string {
  const decoded = decodeText(bytes)
  const header = decoded.ok ? findHeader(decoded.text, layout) : decoded
  if (!decoded.ok || !header.ok) {
    return csvText([...Object.values<{ heading: string }>(layout.columns).map((column) => column.heading), ...ADDED], [])
  }
  const byRow = refusalsByRow(refusals)
  return refusedRecordsCsv(header, refusedIn(decoded.text, header, byRow), byRow)
}

function* refusedIn(text: string, { rowsFrom, rowsLine, delimiter }: FoundHeader, byRow: RefusalsByRow): Generator<readonly [CsvRecord, string], void, void> {
  const next = csvReader(text, { from: rowsFrom, line: rowsLine, delimiter })
  for (let record = next(); record !== undefined; record = next()) if (byRow.has(record.line)) yield [record, text]
}

/** The same of refused records that were found already, each with the text in which it stands. */
export function refusedRecordsCsv(header: FoundHeader, records: Iterable<readonly [CsvRecord, string]>, byRow: RefusalsByRow): string {
  // A file that comes back repaired has these columns already.
  const width = header.headings.findIndex((heading) => ADDED.includes(heading))
  const headings = width === -1 ? header.headings : header.headings.slice(0, width)
  const rows: string[][] = []
  for (const [record, text] of records) {
    const refused = byRow.get(record.line) ?? []
    // A record that could not be cut into cells is shown as it stands, as far as a spreadsheet's cell goes.
    const cells = record.fault === null ? record.cells : [text.slice(record.from, Math.min(record.to, record.from + 32_000))]
    rows.push([...headings.map((_, place) => cells[place] ?? ''), refused.map(why).join('; '), refused.map((refusal) => refusal.fix).join('; ')])
  }
  return csvText([...headings, ...ADDED], rows)
}

/** The refusals of each row. */
type RefusalsByRow = ReadonlyMap<number, readonly Refusal[]>

export function refusalsByRow(refusals: readonly Refusal[]): RefusalsByRow {
  const byRow = new Map<number, Refusal[]>()
  for (const refusal of refusals) {
    const before = byRow.get(refusal.row)
    if (before === undefined) byRow.set(refusal.row, [refusal])
    else before.push(refusal)
  }
  return byRow
}

function why(refusal: Refusal): string {
  return refusal.column === null ? refusal.reason : `${refusal.column}: ${refusal.reason}`
}
