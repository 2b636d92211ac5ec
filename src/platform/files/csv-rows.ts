import { withCommas } from '../../kernel/words.ts'

export type Delimiter = ',' | ';' | '\t'

/** One record of a CSV text, or what is wrong with it. */
export interface CsvRecord {
  /** The line on which the record begins, counted as a text editor does, blank lines and lines inside quotes included. */
  readonly line: number
  /** The cells as written, quotation marks resolved, spaces kept. Empty when `fault` is set. */
  readonly cells: readonly string[]
  /** Where the record stands in the text, its line end excluded: `text.slice(from, to)` is the record as sent. */
  readonly from: number
  readonly to: number
  readonly fault: CsvFault | null
}

/** Why a record cannot be split into cells. */
export interface CsvFault {
  readonly reason: string
  readonly fix: string
}

export interface CsvOptions {
  readonly delimiter?: Delimiter
  /** Where in the text to begin, and which line that is. */
  readonly from?: number
  readonly line?: number
  /** Longest record in characters; a longer one is a fault of its own and the reading goes on after it. */
  readonly maxRow?: number
  /** Longest cell in characters. */
  readonly maxCell?: number
}

const LF = 10
const CR = 13
const SPACE = 32
const QUOTE = 34

/** A record of this many characters is no visit, person or provider: something has swallowed the lines after it. */
export const MAX_ROW_CHARACTERS = 262_144
/** What a spreadsheet's cell can hold. */
const MAX_CELL_CHARACTERS = 32_767

/**
 * Reads CSV by RFC 4180, one record at a time: quoted commas and line breaks, doubled quotation marks, lines that end in
 * CRLF, LF or CR, also mixed. Blank lines are skipped and still counted. Never throws and never holds more than one record.
 *
 * A quotation mark inside an unquoted cell is an ordinary character. A quoted cell that is never closed is one fault
 * that reaches to the end of the text: nothing after the mark can be trusted to be a row.
 */
export function* csvRows(text: string, options: CsvOptions = {}): Generator<CsvRecord, void, void> {
  const next = csvReader(text, options)
  for (let record = next(); record !== undefined; record = next()) yield record
}

/** The reader behind `csvRows`, for loops that count every nanosecond: each call answers the next record, then undefined. */
export function csvReader(text: string, options: CsvOptions = {}): () => CsvRecord | undefined {
  const scan: Scan = {
    text,
    delimiter: (options.delimiter ?? ',').charCodeAt(0),
    maxCell: options.maxCell ?? MAX_CELL_CHARACTERS,
    maxRow: options.maxRow ?? MAX_ROW_CHARACTERS,
    at: options.from ?? 0,
    line: options.line ?? 1,
    fault: null,
  }
  return () => {
    skipBlankLines(scan)
    if (scan.at >= text.length) return undefined
    const from = scan.at
    const line = scan.line
    const cells = readCells(scan)
    const to = scan.at
    passLineEnd(scan)
    return { line, cells: scan.fault === null ? cells : [], from, to, fault: scan.fault }
  }
}

/** Where a reader stands in its text. */
interface Scan {
  readonly text: string
  readonly delimiter: number
  readonly maxCell: number
  readonly maxRow: number
  at: number
  line: number
  /** What is wrong with the record being read: the first thing found. */
  fault: CsvFault | null
}

/** Reads to the end of the record, its line end left unread. */
function readCells(scan: Scan): string[] {
  const { text, delimiter } = scan
  // No character above this one ends a cell: one comparison passes over letters and digits.
  const highest = Math.max(delimiter, CR)
  const from = scan.at
  const cells: string[] = []
  scan.fault = null
  let at = from
  for (;;) {
    const start = at
    if (at < text.length && text.charCodeAt(at) === QUOTE) {
      scan.at = at
      cells.push(readQuoted(scan, cells.length + 1))
      at = scan.at
    } else {
      for (; at < text.length; at += 1) {
        const code = text.charCodeAt(at)
        if (code <= highest && (code === delimiter || code === LF || code === CR)) break
      }
      if (at - start > scan.maxCell) scan.fault ??= cellTooLong(cells.length + 1, at - start, scan.maxCell)
      cells.push(text.slice(start, at))
    }
    const ended = at >= text.length || text.charCodeAt(at) !== delimiter
    if (at - from > scan.maxRow) {
      // Stop cutting cells: a line of nothing but commas must not fill the memory.
      at = endOfLine(text, at)
      scan.fault ??= rowTooLong(at - from, scan.maxRow)
      break
    }
    if (ended) break
    at += 1
  }
  scan.at = at
  return cells
}

/** Reads one quoted cell, from its opening mark to the delimiter or line end after it, and answers its content. */
function readQuoted(scan: Scan, column: number): string {
  const { text } = scan
  const start = scan.at + 1
  const openedOn = scan.line
  let doubled = false
  let at = start
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code > QUOTE) continue
    if (code === QUOTE) {
      if (text.charCodeAt(at + 1) !== QUOTE) break
      doubled = true
      at += 1
    } else if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) scan.line += 1
  }
  scan.at = at
  if (at >= text.length) {
    scan.at = text.length
    scan.fault = unclosed(openedOn, scan.line)
    return ''
  }
  const inside = text.slice(start, at)
  for (at += 1; text.charCodeAt(at) === SPACE; ) at += 1
  if (at < text.length && !endsCell(text.charCodeAt(at), scan.delimiter)) {
    scan.fault ??= strayText(openedOn, scan.line)
    at = endOfLine(text, at)
  }
  scan.at = at
  if (inside.length > scan.maxCell) {
    scan.fault ??= cellTooLong(column, inside.length, scan.maxCell)
    return ''
  }
  return doubled ? inside.replaceAll('""', '"') : inside
}

function skipBlankLines(scan: Scan): void {
  while (scan.at < scan.text.length) {
    const code = scan.text.charCodeAt(scan.at)
    if (code !== LF && code !== CR) return
    passLineEnd(scan)
  }
}

/** Passes over CRLF, LF or CR and counts the line; does nothing at the end of the text. */
function passLineEnd(scan: Scan): void {
  if (scan.at >= scan.text.length) return
  const isPair = scan.text.charCodeAt(scan.at) === CR && scan.text.charCodeAt(scan.at + 1) === LF
  scan.at += isPair ? 2 : 1
  scan.line += 1
}

/** Where each of the first lines of a text begins, at most `count` of them, regardless of quotation marks. */
export function lineStarts(text: string, count: number): number[] {
  const starts: number[] = []
  for (let at = 0; at < text.length && starts.length < count; ) {
    starts.push(at)
    const end = endOfLine(text, at)
    at = end + (text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? 2 : 1)
  }
  return starts
}

function endsCell(code: number, delimiter: number): boolean {
  return code === delimiter || code === LF || code === CR
}

function endOfLine(text: string, from: number): number {
  let at = from
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === LF || code === CR) break
  }
  return at
}

function unclosed(openedOn: number, lastLine: number): CsvFault {
  return {
    reason: `The quotation mark opened on line ${String(openedOn)} is never closed, so nothing from there to line ${String(lastLine)} could be read as rows`,
    fix: `Close or remove the quotation mark on line ${String(openedOn)} and send the file again`,
  }
}

function strayText(openedOn: number, closedOn: number): CsvFault {
  const reach = openedOn === closedOn ? '' : ` opened on line ${String(openedOn)} and closed on line ${String(closedOn)}`
  return {
    reason: `There is text after a closing quotation mark${reach}`,
    fix: 'Write a quotation mark inside a quoted cell twice, and close each quoted cell just before the comma',
  }
}

function cellTooLong(column: number, found: number, most: number): CsvFault {
  return {
    reason: `A cell is too long: cell ${String(column)} has ${withCommas(found)} characters, and the most is ${withCommas(most)}`,
    fix: 'Shorten the cell, or check that a quotation mark before it is closed',
  }
}

function rowTooLong(found: number, most: number): CsvFault {
  return {
    reason: `The row is too long: ${withCommas(found)} characters, and the most is ${withCommas(most)}`,
    fix: 'Check that the lines of the file end where the rows end and that quotation marks are closed',
  }
}
