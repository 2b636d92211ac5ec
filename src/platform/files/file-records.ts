import { isUtf8 } from 'node:buffer'
import { recordPlaces, type RecordPlaces } from './csv-bytes.ts'
import type { Delimiter } from './csv-rows.ts'
import { MAX_FILE_BYTES } from './decode-text.ts'
import type { FileBytes } from './file-bytes.ts'

/** Where the records of a CSV file are, found a stretch of the file at a time. */
interface FileRecords {
  /** Moves to the next record; false at the end, or where `fault` says why it cannot go on. */
  next(): boolean
  /** The stretch that is looked at, and where in the file it begins. */
  bytes: Buffer
  base: number
  /** Where the record stands in the stretch. */
  places: RecordPlaces
  /** The bytes are not UTF-8 or have zeros; or one row, beginning on `places.line`, is larger than what may be read as a whole. */
  fault: 'no-text' | 'row-too-large' | null
}

/** What follows a record must be seen to know where it ends: CRLF is one line end. */
const LINE_END_BYTES = 2
const LONGEST_CHARACTER = 4

/**
 * Finds the records of a CSV file of UTF-8 from a place and line on as `recordPlaces` does, however large the file is: a record that a stretch cuts off is
 * looked at again at the beginning of a longer one.
 */
export function recordsOfFile(file: FileBytes, at: { readonly from: number; readonly line: number }, delimiter: Delimiter, room: number): FileRecords {
  let [stretch, isResumed, lastFrom, lastLine] = [file.stretch, false, -1, at.line]
  const records: FileRecords = { next, bytes: Buffer.alloc(0), base: at.from, places: recordPlaces(Buffer.alloc(0), 0, at.line, delimiter, room), fault: null }
  let isLast = !look()
  return records

  function next(): boolean {
    while (records.fault === null) {
      const { places, bytes } = records
      if (places.next() && (isLast || places.to + LINE_END_BYTES <= bytes.length)) {
        lastFrom = places.from
        lastLine = places.line
        return true
      }
      if (isLast) return false
      goOn()
    }
    return false
  }

  /** Begins a stretch with the last record of the one before: where that ends is known, blank lines after it are not. Longer, where not one record ended in it. */
  function goOn(): void {
    if (lastFrom === -1) stretch *= 2
    else {
      records.base += lastFrom
      isResumed = true
      stretch = file.stretch
    }
    if (stretch > MAX_FILE_BYTES) records.fault = 'row-too-large'
    else isLast = !look()
  }

  /** Looks at a stretch; true when more of the file follows. */
  function look(): boolean {
    records.bytes = file.read(records.base, records.base + stretch)
    const hasMore = records.base + records.bytes.length < file.size
    if (!isText(records.bytes, hasMore)) records.fault = 'no-text'
    records.places = recordPlaces(records.bytes, 0, lastLine, delimiter, room)
    lastFrom = -1
    if (isResumed && records.fault === null) records.places.next()
    return hasMore
  }
}

/** Whether bytes are UTF-8 without zeros. Where more of the file follows, their last character may be cut off. */
export function isText(bytes: Buffer, hasMore: boolean): boolean {
  return !bytes.includes(0) && isUtf8(hasMore ? bytes.subarray(0, wholeCharacters(bytes)) : bytes)
}

/** How many bytes there are without a last character, where that may be cut off. */
function wholeCharacters(bytes: Buffer): number {
  for (let at = bytes.length - 1; at >= 0 && at >= bytes.length - LONGEST_CHARACTER; at -= 1) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) break
    if (byte >= 0xc0) return at
  }
  return bytes.length
}
