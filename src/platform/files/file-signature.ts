import type { FileRefusal } from './import-outcome.ts'
import { refuseFile } from './import-outcome.ts'

/** How much of a file's beginning tells what it is. */
const HEAD_BYTES = 65_536

/** Files that are often renamed to .csv, by their first bytes. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF document' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'an Excel workbook or a ZIP archive' },
  { bytes: [0x50, 0x4b, 0x05, 0x06], what: 'an empty ZIP archive' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an older Excel workbook or Office document' },
  { bytes: [0x1f, 0x8b], what: 'a compressed (gzip) file' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'a picture (PNG)' },
  { bytes: [0xff, 0xd8, 0xff], what: 'a picture (JPEG)' },
]

/** Refuses a file that is no text, from its first bytes alone; undefined when its beginning could be text. */
export function refuseBySignature(bytes: Uint8Array, wanted: string): FileRefusal | undefined {
  const head = bytes.subarray(0, HEAD_BYTES)
  const known = SIGNATURES.find((signature) => signature.bytes.every((byte, at) => head[at] === byte))
  if (known !== undefined) return refuseFile(`This is ${known.what}, not a ${wanted} file`, `Open it and save it as ${wanted}, then send that file`)
  if (!hasUtf16Mark(head) && head.includes(0)) return refuseZeros(wanted)
  if (controlShare(head) > 0.01) return refuseFile(`This is not text: it holds bytes that no ${wanted} file has`, `Save it as ${wanted} from the program that made it`)
  if (startsAsWebPage(head)) {
    return refuseFile(`This is a web page, not a ${wanted} file`, `Download the ${wanted} file again: a sign-in or error page was saved in its place`)
  }
  return undefined
}

/** True when the file says by its first two bytes that it is UTF-16. */
export function hasUtf16Mark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
}

/** The refusal of a file with zero bytes in it. */
export function refuseZeros(wanted: string): FileRefusal {
  return refuseFile('This is not text: it holds zero bytes', `Save it as ${wanted} (in Excel: CSV UTF-8) from the program that made it`)
}

/** The share of control characters other than tab, line feed, form feed, carriage return and the old end-of-file mark. */
function controlShare(head: Uint8Array): number {
  if (hasUtf16Mark(head)) return 0
  let controls = 0
  for (const byte of head) if (byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 26) controls += 1
  return controls / head.length
}

function startsAsWebPage(head: Uint8Array): boolean {
  const start = Buffer.from(head.subarray(0, 64)).toString('latin1').replace(/^ï»¿/, '').trimStart().toLowerCase()
  return start.startsWith('<!doctype html') || start.startsWith('<html')
}
