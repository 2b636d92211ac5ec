import { createHash } from 'node:crypto'
import type { InPieces } from '../../kernel/in-pieces.ts'
import { withCommas } from '../../kernel/words.ts'
import { refuseBySignature } from './file-signature.ts'
import { refuseFile, type FileRefusal } from './import-outcome.ts'
import { MAX_FILE_BYTES } from './decode-text.ts'
import { isWorkbook } from './read-workbook.ts'

/** The bytes of a file, which need not be in memory. */
export interface FileBytes {
  readonly size: number
  /** So much of it is best looked at together. */
  readonly stretch: number
  /** Its bytes from one place to another, fewer where it ends before. They are to be used up before the next are asked for, which may take their room. */
  read(from: number, to: number): Buffer
  /** Throws `Refused` when the file is no longer what it was when it was opened. */
  needUnchanged(): void
}

/** How much of a file's beginning says what it is. */
const HEAD_BYTES = 65_536
const HASHED_AT_ONCE = 262_144

/** A file that is in memory already. */
export function bytesInMemory(bytes: Buffer): FileBytes {
  return { size: bytes.length, stretch: bytes.length, read: (from, to) => bytes.subarray(from, to), needUnchanged: () => undefined }
}

/** The beginning of a file, to keep. */
export function headOf(file: FileBytes): Buffer {
  return Buffer.from(file.read(0, HEAD_BYTES))
}

/** All of a file, for those who read it as a whole; refused where that is too much. */
export function wholeOf(file: FileBytes, whatMayBeLarger = ''): Buffer | FileRefusal {
  if (file.size <= MAX_FILE_BYTES) return file.read(0, file.size)
  const head = file.read(0, HEAD_BYTES)
  // What is no text at all is told so, and not to be split.
  return (isWorkbook(head) ? undefined : refuseBySignature(head, 'CSV')) ?? refuseFile(
    `The file is too large to be read as a whole: ${megabytes(file.size)} MB, and the most is ${megabytes(MAX_FILE_BYTES)} MB${whatMayBeLarger}`,
    'Split it into smaller files, each with the header line, and send them one after the other',
  )
}

/** The SHA-256 of a file's bytes, as hexadecimal. */
export function* hashOf(file: FileBytes): InPieces<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < file.size; at += HASHED_AT_ONCE) {
    hash.update(file.read(at, Math.min(at + HASHED_AT_ONCE, file.size)))
    yield
  }
  return hash.digest('hex')
}

function megabytes(bytes: number): string {
  return withCommas(Math.ceil(bytes / 1_000_000))
}
