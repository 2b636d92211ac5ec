import { isUtf8 } from 'node:buffer'
import { withCommas } from '../../kernel/words.ts'
import { hasUtf16Mark, refuseBySignature, refuseZeros } from './file-signature.ts'
import type { FileRefusal } from './import-outcome.ts'
import { refuseFile } from './import-outcome.ts'

/** A file's text, without its byte-order mark, and what had to be guessed to read it. */
export interface DecodedText {
  readonly ok: true
  readonly text: string
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252'
  readonly notes: readonly string[]
}

export interface DecodeOptions {
  /** The kind of file that was asked for, as messages call it. */
  readonly wanted?: string
  readonly maxBytes?: number
}

/** Larger files are split by the sender: one file is decoded and held in memory as a whole. */
export const MAX_FILE_BYTES = 100_000_000

/**
 * Turns a file's bytes into text: UTF-8 (checked strictly, with or without a mark), UTF-16 with a mark,
 * otherwise Windows-1252, which older spreadsheets save, with a note.
 * Refuses, as a value, what is no text: empty, too large, PDF, workbook, archive, picture, web page, zero bytes.
 * Only the beginning of the file is looked at before the size, so that a huge file of zeros is refused at once.
 */
export function decodeText(bytes: Uint8Array, options: DecodeOptions = {}): DecodedText | FileRefusal {
  const wanted = options.wanted ?? 'CSV'
  const maxBytes = options.maxBytes ?? MAX_FILE_BYTES
  if (bytes.length === 0) return refuseFile('The file is empty', 'Check that the export finished, then send the file again')
  const refused = refuseBySignature(bytes, wanted)
  if (refused !== undefined) return refused
  if (bytes.length > maxBytes) {
    return refuseFile(
      `The file is too large: ${megabytes(bytes.length)} MB, and the most is ${megabytes(maxBytes)} MB`,
      'Split it into smaller files, each with the header line, and send them one after the other',
    )
  }
  if (hasUtf16Mark(bytes)) return decodeUtf16(bytes, wanted)
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (view.indexOf(0) !== -1) return refuseZeros(wanted)
  return isUtf8(view) ? { ok: true, text: new TextDecoder('utf-8').decode(view), encoding: 'UTF-8', notes: [] } : decodeWindows(view)
}

function decodeUtf16(bytes: Uint8Array, wanted: string): DecodedText | FileRefusal {
  const text = new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
  return text.includes('\0') ? refuseZeros(wanted) : { ok: true, text, encoding: 'UTF-16', notes: [] }
}

function decodeWindows(view: Buffer): DecodedText {
  return {
    ok: true,
    text: new TextDecoder('windows-1252').decode(view),
    encoding: 'Windows-1252',
    notes: ['The file was read as Windows-1252, because it is not UTF-8. Check names with accents and pound signs, or save it as CSV UTF-8.'],
  }
}

function megabytes(bytes: number): string {
  return withCommas(Math.ceil(bytes / 1_000_000))
}
