import type { DateFormat } from '../cell-date.ts'
import { csvText } from '../csv-write.ts'
import type { ImportOutcome } from '../import-outcome.ts'
import { isFileRefused, rowsUnaccountedFor } from '../import-outcome.ts'

/**
 * A good file of an importer, from which the battery makes its bad ones. Give at least two rows that import without a
 * refusal; each named column must be one that the importer reads.
 */
export interface GoodFile {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** A required column whose absence refuses the file. */
  readonly required: string
  /** A column of references, in which a formula is refused. */
  readonly identifier: string
  /** A column of free text, if the importer has one: quoted commas and line breaks are kept there. */
  readonly text?: string
  /** A column of dates, if it has one. */
  readonly date?: { readonly column: string; readonly format: DateFormat }
  /** A column of clock times, if it has one. */
  readonly time?: string
}

/** What an importer must answer. */
export type Expected =
  | { readonly kind: 'taken'; readonly note?: RegExp }
  | { readonly kind: 'file-refused'; readonly column?: string; readonly reason: RegExp; readonly fix?: RegExp }
  | { readonly kind: 'row-refused'; readonly row: number; readonly column: string | null; readonly value?: RegExp; readonly reason: RegExp; readonly fix?: RegExp }

/** One bad file. Its bytes are made when asked for: some are large. */
export interface BadFile {
  /** The rule as a sentence, for a test's title. */
  readonly title: string
  readonly bytes: () => Uint8Array
  readonly expected: Expected
}

/** The battery for one importer. Run each file through the importer's preview and hand the outcome to `faultsOf`. */
export function badFiles(good: GoodFile): BadFile[] {
  const csv = csvText(good.header, good.rows)
  const changed = (column: string, value: string) => csvText(good.header, [replaced(good, column, value), ...good.rows.slice(1)])
  const without = good.header.indexOf(good.required)
  const file = (title: string, text: string | (() => Uint8Array), expected: Expected): BadFile => ({
    title,
    bytes: typeof text === 'string' ? () => Buffer.from(text) : text,
    expected,
  })
  const files = [
    file('a file with CRLF line ends is taken', csv, { kind: 'taken' }),
    file('a file with LF line ends is taken', csv.replaceAll('\r\n', '\n'), { kind: 'taken' }),
    file('a file with a byte-order mark is taken', `\uFEFF${csv}`, { kind: 'taken' }),
    file('a UTF-16 file is taken', () => Buffer.from(`\uFEFF${csv}`, 'utf16le'), { kind: 'taken' }),
    file('a file in another order of columns is taken', csvText(good.header.toReversed(), good.rows.map((row) => row.toReversed())), { kind: 'taken' }),
    file('an extra column is passed over with a note', csvText([...good.header, 'Colour of door'], good.rows.map((row) => [...row, 'red'])), { kind: 'taken', note: /Colour of door/ }),
    file('a Windows-1252 file is taken with a note', () => Buffer.from(csvText([...good.header, 'Café'], good.rows.map((row) => [...row, '£']),), 'latin1'), { kind: 'taken', note: /Windows-1252/ }),
    file('a missing column refuses the file and names it', csvText(removed(good.header, without), good.rows.map((row) => removed(row, without))), { kind: 'file-refused', column: good.required, reason: /no column/, fix: /Add a column/ }),
    file('a column that is there twice refuses the file and names both places', csvText([...good.header, good.required], good.rows.map((row) => [...row, row[without] ?? ''])), { kind: 'file-refused', column: good.required, reason: new RegExp(`positions ${String(without + 1)} .* and ${String(good.header.length + 1)} `), fix: /remove or rename/ }),
    file('an empty file is refused', '', { kind: 'file-refused', reason: /empty/ }),
    file('a file of a header and nothing else is refused', csvText(good.header, []), { kind: 'file-refused', reason: /no rows/ }),
    file('a PDF renamed .csv is refused', '%PDF-1.7\n%âãÏÓ\n1 0 obj', { kind: 'file-refused', reason: /PDF/, fix: /save it as CSV/ }),
    file('a workbook renamed .csv is refused', () => Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]), { kind: 'file-refused', reason: /Excel/, fix: /save it as CSV/ }),
    file('200 MB of zeros is refused', () => Buffer.alloc(200_000_000), { kind: 'file-refused', reason: /zero bytes/ }),
    file('a row of 1 MB is refused by its line', csvText(good.header, [good.rows[0] ?? [], replaced(good, good.identifier, 'A'.repeat(1_000_000)), ...good.rows.slice(1)]), { kind: 'row-refused', row: 3, column: null, reason: /too long/ }),
    file('a quotation mark that is never closed is refused by its line', `${csv}"never closed,${'x,'.repeat(50)}\r\nmore\r\n`, { kind: 'row-refused', row: csv.split('\n').length, column: null, reason: /never closed/ }),
    file('a row with a cell too many is refused', `${csv.split('\r\n').slice(0, 2).join('\r\n')},one more\r\n`, { kind: 'row-refused', row: 2, column: null, reason: /cells, and the header has/ }),
    file('an empty cell in a required column is refused', changed(good.required, ''), { kind: 'row-refused', row: 2, column: good.required, reason: /empty/ }),
    // Written by hand: our own writer would disarm it.
    file('a formula in a column of references is refused', changed(good.identifier, 'FORMULA').replace('FORMULA', "=cmd|' /C calc'!A0"), { kind: 'row-refused', row: 2, column: good.identifier, value: /^=cmd/, reason: /formula/, fix: /without "="/ }),
  ]
  return [...files, ...textFiles(good, changed), ...timeFiles(good, changed)].map(({ title, bytes, expected }) => ({ title, bytes, expected }))
}

type Changed = (column: string, value: string) => string

function textFiles(good: GoodFile, changed: Changed): BadFile[] {
  if (good.text === undefined) return []
  const text = changed(good.text, 'Says "hello", then\r\nleaves, early')
  return [{ title: 'quoted commas, quotation marks and line breaks are kept', bytes: () => Buffer.from(text), expected: { kind: 'taken' } }]
}

function timeFiles(good: GoodFile, changed: Changed): BadFile[] {
  const files: BadFile[] = []
  const add = (title: string, column: string, value: string, reason: RegExp, fix: RegExp) => {
    const text = changed(column, value)
    const shown = new RegExp(`^${value.replaceAll('/', '\\/')}$`)
    files.push({ title, bytes: () => Buffer.from(text), expected: { kind: 'row-refused', row: 2, column, value: shown, reason, fix } })
  }
  if (good.date !== undefined) {
    const { column, format } = good.date
    if (format === 'dd/mm/yyyy') add('a month-first date in a day-first column is refused with the right spelling', column, '04/25/2026', /wrong order/, /25\/04\/2026/)
    if (format === 'mm/dd/yyyy') add('a day-first date in a month-first column is refused with the right spelling', column, '25/04/2026', /wrong order/, /04\/25\/2026/)
    add('an impossible date is refused', column, format === 'yyyy-mm-dd' ? '2026-13-13' : '13/13/2026', /no such month/, /1 to 12/)
    add('a year of two digits is refused', column, format === 'yyyy-mm-dd' ? '26-03-01' : '01/03/26', /four digits/, /in full/)
  }
  if (good.time !== undefined) add('24:00 is refused with 00:00 of the next day', good.time, '24:00', /not a time of this date/, /00:00 of the next day/)
  return files
}

/** What is wrong with an importer's answer to a bad file, in sentences; empty when it is as expected. */
export function faultsOf(expected: Expected, outcome: ImportOutcome, alsoCounted: readonly string[] = []): string[] {
  const faults: string[] = []
  const { summary, refusals, notes } = outcome
  const lost = rowsUnaccountedFor(summary as ImportOutcome['summary'] & Record<string, number>, alsoCounted)
  if (lost !== 0) faults.push(`${String(lost)} rows are unaccounted for in ${JSON.stringify(summary)}`)
  for (const refusal of refusals) if (refusal.reason === '' || refusal.fix === '') faults.push(`a refusal lacks its reason or fix: ${JSON.stringify(refusal)}`)
  if (expected.kind === 'taken') {
    if (refusals.length > 0) faults.push(`nothing should be refused, and this was: ${JSON.stringify(refusals[0])}`)
    if (summary.read === 0) faults.push('no row was read')
    const { note } = expected
    if (note !== undefined && !notes.some((text) => note.test(text))) faults.push(`no note says ${String(note)}: ${JSON.stringify(notes)}`)
    return faults
  }
  if (expected.kind === 'file-refused' && !isFileRefused(outcome)) faults.push('the file should be refused before any row is read')
  if (!refusals.some((refusal) => isAsExpected(expected, refusal))) {
    faults.push(`no refusal is as expected (${String(expected.reason)}): ${JSON.stringify(refusals.slice(0, 3))}`)
  }
  return faults
}

function isAsExpected(expected: Exclude<Expected, { kind: 'taken' }>, refusal: ImportOutcome['refusals'][number]): boolean {
  if (!expected.reason.test(refusal.reason)) return false
  if (expected.fix !== undefined && !expected.fix.test(refusal.fix)) return false
  if (expected.column !== undefined && expected.column !== refusal.column) return false
  return expected.kind === 'file-refused' || (expected.row === refusal.row && (expected.value === undefined || expected.value.test(refusal.value ?? '')))
}

function replaced(good: GoodFile, column: string, value: string): string[] {
  const place = good.header.indexOf(column)
  return (good.rows[0] ?? []).map((cell, at) => (at === place ? value : cell))
}

function removed(cells: readonly string[], place: number): string[] {
  return cells.filter((_, at) => at !== place)
}
