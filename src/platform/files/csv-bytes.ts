import { MAX_ROW_CHARACTERS, type Delimiter } from './csv-rows.ts'

const LF = 10
const CR = 13
const SPACE = 32
const QUOTE = 34
const LAST_ASCII = 127

/** Where one record of a CSV file stands, without its cells: the next one is found by `next`. */
export interface RecordPlaces {
  /** Moves to the next record; false at the end of the file. */
  next(): boolean
  /** The line on which the record begins, counted as `csvReader` does. */
  line: number
  /** Its bytes, its line end excluded. */
  from: number
  to: number
  /** Where each of its first cells begins and ends, for as many as `cells` has room. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  cells: number
  /** True when one of those cells, or any where some cell has a quotation mark, has a mark that opens it or a byte beyond ASCII: they are then to be read by `csvReader`. */
  isOdd: boolean
}

/**
 * Finds the records of a CSV file by its bytes, which are UTF-8 (or ASCII), exactly as `csvReader` finds them in its text, without making text of them:
 * so a file need not be held as text to know where its rows are.
 */
export function recordPlaces(bytes: Buffer, from: number, line: number, delimiter: Delimiter, room: number): RecordPlaces {
  const mark = delimiter.charCodeAt(0)
  // Without one, a row ends where its line does: cells that nobody looks at need not be told apart.
  const hasQuotes = bytes.includes(QUOTE, from)
  let at = from
  let lineNow = line
  const places: RecordPlaces = { next, line, from, to: from, starts: new Int32Array(room), ends: new Int32Array(room), cells: 0, isOdd: false }
  return places

  function next(): boolean {
    while (at < bytes.length && (bytes[at] === LF || bytes[at] === CR)) passLineEnd()
    if (at >= bytes.length) return false
    places.from = at
    places.line = lineNow
    places.cells = 0
    places.isOdd = false
    while (passCell()) {
      at += 1
      if (places.cells === room && !hasQuotes) {
        passToLineEnd()
        isOfLength()
        break
      }
    }
    places.to = at
    passLineEnd()
    return true
  }

  /** Passes over one cell; true when another follows its delimiter. */
  function passCell(): boolean {
    const start = at
    if (bytes[at] === QUOTE) passQuoted()
    else passPlain()
    if (places.cells < room) {
      places.starts[places.cells] = start
      places.ends[places.cells] = at
      places.cells += 1
    }
    return isOfLength() && at < bytes.length && bytes[at] === mark
  }

  /** Whether the row, so far as it was passed over, may be read; the rest of one that is too long is passed over. */
  function isOfLength(): boolean {
    if (at - places.from <= MAX_ROW_CHARACTERS || charactersOf(bytes, places.from, at) <= MAX_ROW_CHARACTERS) return true
    passToLineEnd()
    places.isOdd = true
    return false
  }

  function passPlain(): void {
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0
      if (byte === mark || byte === LF || byte === CR) return
      if (byte > LAST_ASCII) places.isOdd = true
    }
  }

  function passQuoted(): void {
    places.isOdd = true
    for (at += 1; at < bytes.length; at += 1) {
      const byte = bytes[at]
      if (byte === QUOTE) {
        if (bytes[at + 1] !== QUOTE) break
        at += 1
      } else if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) lineNow += 1
    }
    if (at >= bytes.length) return void (at = bytes.length)
    for (at += 1; bytes[at] === SPACE; ) at += 1
    if (at < bytes.length && bytes[at] !== mark && bytes[at] !== LF && bytes[at] !== CR) passToLineEnd()
  }

  function passToLineEnd(): void {
    while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at += 1
  }

  function passLineEnd(): void {
    if (at >= bytes.length) return
    at += bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1
    lineNow += 1
  }
}

/** How many UTF-16 units a stretch of UTF-8 has: the limits of rows are in them. */
function charactersOf(bytes: Buffer, from: number, to: number): number {
  return bytes.toString('utf8', from, to).length
}
