import type { FileRefusal } from '../../platform/files/import-outcome.ts'
import type { OwnTable } from '../../platform/files/own-table.ts'
import { isXml } from '../../platform/files/walk-xml.ts'
import { readOwnCsv } from '../../platform/files/read-own-csv.ts'
import { isWorkbook, readWorkbook } from '../../platform/files/read-workbook.ts'
import { recogniseLayout } from '../../platform/files/recognise-layout.ts'
import { accessLayout } from './access-layout.ts'
import { openOwnXml, rowsOfXml, type XmlTable } from './read-own-xml.ts'
import { visitLayoutOf } from './read-visit-file.ts'
import { tendwellLayout } from './tendwell-layout.ts'

const HEAD_BYTES = 65_536

/** Whether a file is a workbook or XML, or a table whose columns are neither ours nor Access's: one to be read through a mapping. */
export function hasOwnColumns(bytes: Buffer): boolean {
  if (isWorkbook(bytes) || isXml(bytes)) return true
  if (visitLayoutOf(bytes) === 'tendwell-json') return false
  // The headings are in the first lines: a large file need not be decoded twice.
  const head = bytes.subarray(0, HEAD_BYTES)
  const whole = bytes.length <= HEAD_BYTES ? head : head.subarray(0, head.lastIndexOf(10) + 1)
  return recogniseLayout<typeof tendwellLayout | typeof accessLayout>(whole, [tendwellLayout, accessLayout]) === undefined
}

/** A workbook, CSV or XML file of any columns as a table of text. Of XML a row is each element of the path that was chosen, else of the likeliest. */
export async function readOwnTable(bytes: Buffer, element = ''): Promise<OwnTable | XmlTable | FileRefusal> {
  if (!isXml(bytes)) return isWorkbook(bytes) ? readWorkbook(bytes) : readOwnCsv(bytes)
  const xml = openOwnXml(bytes)
  if (!xml.ok) return xml
  const chosen = xml.elements.find((each) => each.path === element) ?? xml.elements[0]
  return rowsOfXml(xml, chosen?.path ?? '')
}

/** Tells a table made of XML from one that came as a table. */
export function isXmlTable(table: OwnTable): table is XmlTable {
  return 'element' in table
}
