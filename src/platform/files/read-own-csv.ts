import { csvReader, type Delimiter } from './csv-rows.ts'
import { decodeText } from './decode-text.ts'
import { refuseFile, shownValue, type FileRefusal } from './import-outcome.ts'
import { MOST_OWN_COLUMNS, MOST_OWN_ROWS, type OwnRow, type OwnTable } from './own-table.ts'

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t']

/** Reads a CSV file of any columns: the first line holds the headings, the delimiter is the one that cuts it into most cells. */
export function readOwnCsv(bytes: Uint8Array): OwnTable | FileRefusal {
  const decoded = decodeText(bytes)
  if (!decoded.ok) return decoded
  const { text } = decoded
  const headers = DELIMITERS.map((delimiter) => ({ delimiter, header: csvReader(text, { delimiter })() }))
  const best = headers.toSorted((a, b) => (b.header?.cells.length ?? 0) - (a.header?.cells.length ?? 0))[0]
  const headings = best?.header?.cells.map((cell) => cell.replace(/\s+/g, ' ').trim()) ?? []
  if (best === undefined || headings.length < 2 || headings.length > MOST_OWN_COLUMNS) return refuseFile('The first line is no line of headings', 'Put the names of the columns on the first line, with commas, semicolons or tabs between them')
  const next = csvReader(text, { delimiter: best.delimiter })
  next()
  const rows: OwnRow[] = []
  for (let record = next(); record !== undefined; record = next()) {
    const cells = record.cells.map((cell) => cell.trim())
    if (record.fault === null && cells.every((cell) => cell === '')) continue
    if (rows.length >= MOST_OWN_ROWS) return refuseFile('The file has more than 200,000 rows', 'Send it in parts')
    rows.push({ row: record.line, cells, faults: record.fault === null ? [] : [{ row: record.line, column: null, value: shownValue(cells.join(',')), ...record.fault }] })
  }
  return { ok: true, headings, rows, notes: decoded.notes }
}
