import { headOf, type FileBytes } from '../../platform/files/file-bytes.ts'
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

/** Whether a file is a workbook or XML, or a table whose columns are neither ours nor Access's: one to be read through a mapping. */
export function hasOwnColumns(file: FileBytes): boolean {
  // The headings are in the first lines: a large file need not be decoded twice.
  const head = headOf(file)
  if (isWorkbook(head) || isXml(head)) return true
  if (visitLayoutOf(head) === 'tendwell-json') return false
  const whole = head.length === file.size ? head : head.subarray(0, head.lastIndexOf(10) + 1)
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
