import type { FileRefusal } from '../../platform/files/import-outcome.ts'
import type { OwnTable } from '../../platform/files/own-table.ts'
import { readOwnCsv } from '../../platform/files/read-own-csv.ts'
import { isWorkbook, readWorkbook } from '../../platform/files/read-workbook.ts'
import { recogniseLayout } from '../../platform/files/recognise-layout.ts'
import { accessLayout } from './access-layout.ts'
import { visitLayoutOf } from './read-visit-file.ts'
import { tendwellLayout } from './tendwell-layout.ts'

const HEAD_BYTES = 65_536

/** Whether a file is a workbook, or a table whose columns are neither ours nor Access's: one to be read through a mapping. */
export function hasOwnColumns(bytes: Buffer): boolean {
  if (isWorkbook(bytes)) return true
  if (visitLayoutOf(bytes) === 'tendwell-json') return false
  // The headings are in the first lines: a large file need not be decoded twice.
  const head = bytes.subarray(0, HEAD_BYTES)
  const whole = bytes.length <= HEAD_BYTES ? head : head.subarray(0, head.lastIndexOf(10) + 1)
  return recogniseLayout<typeof tendwellLayout | typeof accessLayout>(whole, [tendwellLayout, accessLayout]) === undefined
}

/** A workbook or CSV file of any columns as a table of text. */
export async function readOwnTable(bytes: Buffer): Promise<OwnTable | FileRefusal> {
  return isWorkbook(bytes) ? readWorkbook(bytes) : readOwnCsv(bytes)
}
