import { refuseFile, type FileRefusal, type Refusal } from '../../platform/files/import-outcome.ts'
import type { Layout } from '../../platform/files/layout.ts'
import { decodeText } from '../../platform/files/decode-text.ts'
import { readWholeTable } from '../../platform/files/read-table.ts'
import { recogniseLayout } from '../../platform/files/recognise-layout.ts'
import type { CqcRow } from '../rules/cqc-row.ts'
import { cqcDirectory, ofDirectory } from './cqc-directory.ts'
import { cqcLongForm, ofLongForm } from './cqc-long-form.ts'
import { cqcWideForm, ofWideForm } from './cqc-wide-form.ts'

/** A CQC file read, whichever of its layouts it has. */
export interface CqcFile {
  readonly ok: true
  /** The layout's name, as pages show it. */
  readonly layout: string
  /** True of the care directory, which lists every location; the others list only those that were rated. */
  readonly listsAll: boolean
  readonly rows: readonly CqcRow[]
  readonly refusals: readonly Refusal[]
  readonly notes: readonly string[]
  readonly counts: { readonly read: number; readonly refused: number }
}

const LAYOUTS = [cqcLongForm, cqcWideForm, cqcDirectory] as const

/** Reads a CQC file: recognises its layout from the header, then its rows. A rating that lacks its publication date is refused. */
export function readCqc(bytes: Uint8Array): CqcFile | FileRefusal {
  const layout = recogniseLayout(bytes, LAYOUTS)
  if (layout === cqcWideForm) return readAs(bytes, cqcWideForm, ofWideForm, (values) => [values.overall, values.safe, values.effective, values.caring, values.responsive, values.wellLed].some(isRated) && values.publishedOn === null)
  if (layout === cqcDirectory) return readAs(bytes, cqcDirectory, ofDirectory, () => false)
  if (layout === cqcLongForm) return readAs(bytes, cqcLongForm, ofLongForm, (values) => isRated(values.rating) && values.publishedOn === null)
  const decoded = decodeText(bytes)
  if (!decoded.ok) return decoded
  return refuseFile('This is none of the CQC files that can be read here: its header names too few of their columns', 'Send the care directory, the care directory with ratings saved as CSV, or ratings with a column for each key question')
}

/** The layout of a CQC file, for sending its refused rows back; undefined when it has none of them. */
export function cqcLayoutOf(bytes: Uint8Array): (typeof LAYOUTS)[number] | undefined {
  return recogniseLayout(bytes, LAYOUTS)
}

function readAs<V>(bytes: Uint8Array, layout: Layout<V>, rowOf: (row: number, values: V) => CqcRow, lacksDate: (values: V) => boolean): CqcFile | FileRefusal {
  const table = readWholeTable(bytes, layout)
  if (!table.ok) return table
  const rows: CqcRow[] = []
  const undated: Refusal[] = []
  for (const { row, values } of table.rows) {
    if (lacksDate(values)) undated.push({ row, column: 'Publication Date', value: '', reason: 'The row has a rating without its publication date', fix: 'Fill in the date, month first: 04/25/2026' })
    else rows.push(rowOf(row, values))
  }
  const refusals = undated.length === 0 ? table.refusals : [...table.refusals, ...undated].sort((a, b) => a.row - b.row)
  return { ok: true, layout: layout.name, listsAll: layout.name === cqcDirectory.name, rows, refusals, notes: table.notes, counts: { read: table.counts.read, refused: table.counts.refused + undated.length } }
}

function isRated(rating: string | null): boolean {
  return rating !== null && rating !== 'not-rated'
}
