import { countOf } from '../../kernel/words.ts'
import type { CsvRecord, Delimiter } from './csv-rows.ts'
import { csvReader, lineStarts } from './csv-rows.ts'
import type { FileRefusal, Refusal } from './import-outcome.ts'
import { refuseFile, shownValue } from './import-outcome.ts'
import type { Column, Layout } from './layout.ts'
import { headingKey } from './layout.ts'

/** Where a file's header is and which cell of a row belongs to which column. */
export interface FoundHeader {
  readonly ok: true
  readonly line: number
  readonly delimiter: Delimiter
  readonly headings: readonly string[]
  /** For each column of the layout, by its key: the place of its cell in a row, or -1 when the file has no such column. */
  readonly places: ReadonlyMap<string, number>
  /** Where in the text the rows begin, and on which line. */
  readonly rowsFrom: number
  readonly rowsLine: number
  readonly notes: readonly string[]
}

interface Candidate {
  readonly record: CsvRecord
  readonly delimiter: Delimiter
  readonly headings: readonly string[]
  /** How many of the layout's columns it names. */
  readonly named: number
}

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t']
const DELIMITER_WORDS: Readonly<Record<Delimiter, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' }
const SHOWN_HEADINGS = 40

/**
 * Finds the header: of the lines where it may stand, and of the three delimiters, the reading that names most of the
 * layout's columns. Refuses the file when a required column is missing or a column appears twice.
 */
export function findHeader<V>(text: string, layout: Layout<V>): FoundHeader | FileRefusal {
  const columns = Object.entries<Column<unknown>>(layout.columns)
  const known = new Set(columns.flatMap(([, column]) => accepted(column)))
  const best = bestCandidate(text, layout, known)
  if (best === undefined) {
    const where = layout.headerLine === null ? '' : ` on line ${String(layout.headerLine)}`
    return refuseFile(`The file has no header${where}`, `Put the column names of a ${layout.name} there: ${columns.map(([, column]) => column.heading).join(', ')}`)
  }
  const refusals: Refusal[] = []
  const places = new Map<string, number>()
  for (const [key, column] of columns) {
    const names = accepted(column)
    const found = best.headings.flatMap((heading, place) => (names.includes(headingKey(heading)) ? [place] : []))
    places.set(key, found[0] ?? -1)
    if (found.length > 1) refusals.push(appearsTwice(best, column, found))
    if (found.length === 0 && column.required) refusals.push(isMissing(best, layout.name, column))
  }
  if (refusals.length > 0) return { ok: false, refusals, notes: [] }
  return {
    ok: true,
    line: best.record.line,
    delimiter: best.delimiter,
    headings: best.headings,
    places,
    rowsFrom: best.record.to,
    rowsLine: best.record.line + lineBreaks(text, best.record),
    notes: notesOf(best, known),
  }
}

function bestCandidate<V>(text: string, layout: Layout<V>, known: ReadonlySet<string>): Candidate | undefined {
  let best: Candidate | undefined
  for (const [index, from] of lineStarts(text, layout.headerWithin).entries()) {
    const line = index + 1
    if (layout.headerLine !== null && line !== layout.headerLine) continue
    for (const delimiter of DELIMITERS) {
      const record = csvReader(text, { from, line, delimiter })()
      if (record === undefined || record.fault !== null) continue
      const headings = record.cells.map((cell) => cell.replace(/\s+/g, ' ').trim())
      const named = headings.filter((heading) => known.has(headingKey(heading))).length
      if (best === undefined || named > best.named) best = { record, delimiter, headings, named }
    }
  }
  return best
}

function accepted(column: Column<unknown>): string[] {
  return [column.heading, ...column.aliases].map(headingKey)
}

function appearsTwice(best: Candidate, column: Column<unknown>, found: readonly number[]): Refusal {
  const positions = found.map((place) => `${String(place + 1)} ("${best.headings[place] ?? ''}")`).join(' and ')
  return {
    row: best.record.line,
    column: column.heading,
    value: shownValue(best.headings[found[1] ?? 0] ?? ''),
    reason: `The column "${column.heading}" is in the file more than once: at positions ${positions}`,
    fix: 'Keep the right one and remove or rename the other',
  }
}

function isMissing(best: Candidate, layoutName: string, column: Column<unknown>): Refusal {
  const found = best.headings.slice(0, SHOWN_HEADINGS).map((heading) => shownValue(heading)).join(', ')
  const others = column.aliases.length === 0 ? '' : ` (also accepted: ${column.aliases.join(', ')})`
  return {
    row: best.record.line,
    column: column.heading,
    value: null,
    reason: `The ${layoutName} has no column "${column.heading}". Found: ${found}`,
    fix: `Add a column headed "${column.heading}"${others}, with the headings on the first line of the table`,
  }
}

function notesOf(best: Candidate, known: ReadonlySet<string>): string[] {
  const notes: string[] = []
  const unused = best.headings.filter((heading) => heading !== '' && !known.has(headingKey(heading)))
  if (best.delimiter !== ',') notes.push(`The file was read with ${DELIMITER_WORDS[best.delimiter]} between cells.`)
  if (unused.length > 0) {
    const names = unused.slice(0, SHOWN_HEADINGS).map((heading) => shownValue(heading)).join(', ')
    notes.push(`${countOf(unused.length, 'column was', 'columns were')} not used: ${names}.`)
  }
  return notes
}

/** Lines that a record spans beyond its first: headings may hold line breaks inside quotation marks. */
function lineBreaks(text: string, record: CsvRecord): number {
  return text.slice(record.from, record.to).match(/\r\n|\n|\r/g)?.length ?? 0
}
