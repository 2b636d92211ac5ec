import { csvReader } from './csv-rows.ts'
import { csvText } from './csv-write.ts'
import { decodeText } from './decode-text.ts'
import { findHeader } from './header.ts'
import type { Refusal } from './import-outcome.ts'
import type { Layout } from './layout.ts'

/**
 * The refused rows of a file as CSV, as they were sent, with two columns added: why, and what to do. The sender repairs
 * the rows and sends this file back: the added columns are ignored. Takes the refusals of the reader and of the
 * importer alike, by their row. A file that was refused as a whole has no rows: only the header of the layout comes.
 */
export function refusedRowsCsv<V>(bytes: Uint8Array, layout: Layout<V>, refusals: readonly Refusal[]): string {
  const decoded = decodeText(bytes)
  const header = decoded.ok ? findHeader(decoded.text, layout) : decoded
  const added = ['Why refused', 'What to do']
  if (!decoded.ok || !header.ok) {
    return csvText([...Object.values<{ heading: string }>(layout.columns).map((column) => column.heading), ...added], [])
  }
  // A file that comes back repaired has these columns already.
  const width = header.headings.findIndex((heading) => added.includes(heading))
  const headings = width === -1 ? header.headings : header.headings.slice(0, width)
  const byRow = refusalsByRow(refusals)
  const next = csvReader(decoded.text, { from: header.rowsFrom, line: header.rowsLine, delimiter: header.delimiter })
  const rows: string[][] = []
  for (let record = next(); record !== undefined; record = next()) {
    const refused = byRow.get(record.line)
    if (refused === undefined) continue
    // A record that could not be cut into cells is shown as it stands, as far as a spreadsheet's cell goes.
    const cells = record.fault === null ? record.cells : [decoded.text.slice(record.from, Math.min(record.to, record.from + 32_000))]
    rows.push([...headings.map((_, place) => cells[place] ?? ''), refused.map(why).join('; '), refused.map((refusal) => refusal.fix).join('; ')])
  }
  return csvText([...headings, ...added], rows)
}

function refusalsByRow(refusals: readonly Refusal[]): ReadonlyMap<number, readonly Refusal[]> {
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
