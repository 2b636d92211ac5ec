import { z } from 'zod'
import { refuseFile, type FileRefusal } from '../../platform/files/import-outcome.ts'
import type { VisitColumns } from '../rules/what-if/visit-columns.ts'

/** The layout of a file of visit columns: docs/files/visit-columns.md. */
const MAGIC = 'TWVISIT1'
const START = 12
const ALIGNED = 16

/** Bytes of a visit. */
export const VISIT_BYTES = 15

const name = z.string().min(1).nullable()
const header = z.strictObject({
  visits: z.int().min(0).refine((count) => count % 2 === 0, 'must be even'),
  blockVisits: z.int().min(8).max(1 << 20).refine((count) => count % 8 === 0, 'must be a multiple of 8'),
  places: z.array(z.strictObject({ provider: name, zone: name, serviceLine: name })).min(1).max(65_536),
  months: z.array(z.string().regex(/^\d{4}-\d{2}$/)).min(1).max(256),
  rates: z.array(z.int().min(0).max(1_000_000)).min(1).max(65_536),
})
export type ColumnsHeader = z.infer<typeof header>

/** The beginning of a file, up to its first block. */
export function writeColumnsHeader(words: ColumnsHeader): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(header.parse(words)))
  const bytes = new Uint8Array(Math.ceil((START + text.length) / ALIGNED) * ALIGNED).fill(0x20)
  bytes.set(new TextEncoder().encode(MAGIC))
  new DataView(bytes.buffer).setUint32(MAGIC.length, bytes.length - START, true)
  bytes.set(text, START)
  return bytes
}

/** How many bytes the beginning of a file has, out of its first twelve; undefined when it is no such file. */
function headerBytes(first: Uint8Array): number | undefined {
  if (first.length < START || new TextDecoder().decode(first.subarray(0, MAGIC.length)) !== MAGIC) return undefined
  return START + new DataView(first.buffer, first.byteOffset).getUint32(MAGIC.length, true)
}

/** Reads the beginning of a file. `fileBytes` is the size of the whole: what is missing at its end is told before anything is priced. */
export function readColumnsHeader(bytes: Uint8Array, fileBytes: number): { readonly ok: true; readonly header: ColumnsHeader; readonly from: number } | FileRefusal {
  const from = headerBytes(bytes)
  if (from === undefined || from > bytes.length) return refuseFile('It is not a file of visit columns', `Let it begin with ${MAGIC}, as docs/files/visit-columns.md says`)
  const read = header.safeParse(jsonOf(new TextDecoder().decode(bytes.subarray(START, from))))
  if (!read.success) return refuseFile(`Its header is not as it should be: ${z.prettifyError(read.error)}`, 'Write the header as docs/files/visit-columns.md says')
  const wanted = from + read.data.visits * VISIT_BYTES
  if (wanted !== fileBytes) return refuseFile(`It has ${String(fileBytes)} bytes, and its header says ${String(wanted)}`, 'Send the whole file')
  return { ok: true, header: read.data, from }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A block's columns, in the bytes themselves: what is written to the one is in the other. The bytes begin at an even place of their buffer; the number of visits is even. */
export function columnsIn(bytes: Uint8Array<ArrayBuffer>, length: number): VisitColumns {
  const { buffer, byteOffset } = bytes
  const wide = (column: number): Uint16Array<ArrayBuffer> => new Uint16Array(buffer, byteOffset + column * 2 * length, length)
  const narrow = (column: number): Uint8Array<ArrayBuffer> => new Uint8Array(buffer, byteOffset + (10 + column) * length, length)
  return { length, place: wide(0), rate: wide(1), planned: wide(2), minutes: wide(3), secondMinutes: wide(4), month: narrow(0), workers: narrow(1), outcome: narrow(2), notice: narrow(3), secondOutcome: narrow(4) }
}
