import type { Work } from '../../platform/action/work.ts'
import { wholeOf, type FileBytes } from '../../platform/files/file-bytes.ts'
import { refuseFile, type FileRefusal } from '../../platform/files/import-outcome.ts'
import type { OwnTable } from '../../platform/files/own-table.ts'
import { isWorkbook } from '../../platform/files/read-workbook.ts'
import { isXml } from '../../platform/files/walk-xml.ts'
import { hasOwnColumns, readOwnTable } from '../files/own-columns.ts'
import { headerDigest, readMapped } from '../files/read-mapped.ts'
import type { ReadingFacts } from '../files/reading-facts.ts'
import { elementOfHeadings, openOwnXml, rowsOfXml } from '../files/read-own-xml.ts'
import { rowsOfContent, type RowsByDay } from '../files/rows-by-day.ts'
import { MAY_BE_LARGER } from '../files/rows-of-visit-file.ts'
import { findMapping, findMappingAmong, findMappingWithHeadings, listMappings } from '../store/mapping.read.ts'
import type { KeptMapping } from '../terms/mapping.ts'

/** A table of the provider's own, read through the mapping that it saved for these headings or elements; undefined when it has saved none, or the file has a layout that is known. */
export async function throughMapping(work: Work, providerId: string, file: FileBytes, facts: ReadingFacts): Promise<RowsByDay | FileRefusal | undefined> {
  if (!hasOwnColumns(file)) return undefined
  const bytes = wholeOf(file, MAY_BE_LARGER)
  if (!Buffer.isBuffer(bytes)) return bytes
  if (isXml(bytes)) return throughXmlMapping(work, providerId, bytes, facts)
  const table = await readOwnTable(bytes)
  if (!table.ok) return isWorkbook(bytes) ? table : undefined
  const mapping = await mappingOfTable(work, providerId, table)
  if (mapping !== undefined) return rowsOfContent(readMapped(table, mapping, facts))
  return isWorkbook(bytes) ? refuseFile('The columns of this workbook are not known yet', 'Send it on the page Visit files, where you say once what its columns mean') : undefined
}

/** Of a file of refused rows that came as XML, the headings are those of its mapping. */
async function mappingOfTable(work: Work, providerId: string, table: OwnTable): Promise<KeptMapping | undefined> {
  const known = await findMapping(work.tx, providerId, headerDigest(table.headings))
  const added = table.headings.indexOf('Why refused')
  return known ?? (added === -1 ? undefined : await findMappingWithHeadings(work.tx, providerId, table.headings.slice(0, added)))
}

async function throughXmlMapping(work: Work, providerId: string, bytes: Buffer, facts: ReadingFacts): Promise<RowsByDay | FileRefusal> {
  const xml = openOwnXml(bytes)
  if (!xml.ok) return xml
  const elementOf = new Map(xml.paths.flatMap(({ path, isElement }) => (isElement ? [[headerDigest([], path), path] as const] : [])))
  const among = (): ReturnType<typeof findMappingAmong> => findMappingAmong(work.tx, providerId, [...elementOf.keys()])
  let mapping = await among()
  if (mapping === undefined) {
    // A file whose visits were all missed may hold no care worker's element at all.
    const root = xml.paths[0]?.path ?? ''
    for (const { headings } of await listMappings(work.tx, providerId)) for (const element of elementOfHeadings(headings, root)) elementOf.set(headerDigest([], element), element)
    mapping = await among()
  }
  const element = mapping === undefined ? undefined : elementOf.get(mapping.headerSha256)
  if (mapping === undefined || element === undefined) return refuseFile('The elements of this XML are not known yet', 'Send it on the page Visit files, where you say once which of them is a visit and what its values mean')
  const table = rowsOfXml(xml, element, mapping.headings)
  return table.ok ? rowsOfContent(readMapped(table, mapping, facts)) : table
}
