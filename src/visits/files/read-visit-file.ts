import { refuseFile, type FileRefusal, type Refusal } from '../../platform/files/import-outcome.ts'
import { headingKey, type Layout } from '../../platform/files/layout.ts'
import { readTable, refuseWithoutRows } from '../../platform/files/read-table.ts'
import { refusedRowsCsv } from '../../platform/files/refused-rows.ts'
import { isXml } from '../../platform/files/walk-xml.ts'
import type { SentRecord, VisitLayout } from '../terms.ts'
import { accessLayout } from './access-layout.ts'
import { openOwnXml, rowsOfXml } from './read-own-xml.ts'
import type { ReadingFacts } from './reading-facts.ts'
import { readVisitJson } from './read-visit-json.ts'
import type { RowFault } from './row-fault.ts'
import { tendwellLayout } from './tendwell-layout.ts'
import { understandAccess } from './understand-access.ts'
import { understandTendwell } from './understand-tendwell.ts'
import { understandOn, understandRows, type VisitFileContent } from './visit-file-content.ts'
import { visitDays } from './visit-day.ts'

/** Reads a visit file of a layout of its own: our CSV or JSON, or the Access CSV, told apart by how it begins. Refuses the file as a value; never throws for what is in it. */
export function readVisitFile(bytes: Buffer, facts: ReadingFacts): VisitFileContent | FileRefusal {
  const dayOf = visitDays(facts.today)
  if (isXml(bytes)) return refuseXml(bytes)
  const layout = visitLayoutOf(bytes)
  if (layout === 'tendwell-json') return readVisitJson(bytes, facts)
  if (layout === 'access') {
    return readRows(bytes, 'access', accessLayout, (row, values) => understandOn('VisitDate', dayOf(values.visitDate), (day) => understandAccess(row, values, day, facts.nowSecond)), (values) => values.fileReference)
  }
  return readRows(bytes, 'tendwell', tendwellLayout, (row, values) => understandOn('visit_date', dayOf(values.visitDate), (day) => understandTendwell(row, values, day, facts)), () => null)
}

/** XML says what its elements mean nowhere: a well-formed file is sent to the page where its provider does. What was found in it stands in the notes. */
function refuseXml(bytes: Buffer): FileRefusal {
  const xml = openOwnXml(bytes)
  if (!xml.ok) return xml
  const [likeliest] = xml.elements
  const table = likeliest === undefined ? undefined : rowsOfXml(xml, likeliest.path)
  const found = likeliest === undefined || table?.ok !== true ? [] : [`Most likely one visit of one care worker: the element ${likeliest.path}, which is there ${String(likeliest.count)} times, with ${table.headings.join(', ')}.`]
  return { ...refuseFile('XML is read through a mapping, since every system names its elements itself', 'Send it on the page Visit files, and say once which element is a visit and what its values mean; from then on it is read by page, API and command line'), notes: found }
}

/** The layout of a visit file, from the start of its bytes. A file that is none of them is read as our own CSV, whose messages then say what is missing. */
export function visitLayoutOf(bytes: Buffer): Exclude<VisitLayout, 'mapped' | 'calls'> {
  const [first = ''] = bytes.subarray(0, 4000).toString('latin1').replaceAll('\0', '').replace(/^ï»¿/, '').trimStart().split(/[\r\n]/)
  if (first.startsWith('{') || first.startsWith('[')) return 'tendwell-json'
  const start = headingKey(first)
  return start.includes('filereference') || start.includes('serviceuserref') || start.includes('starttimeclaimed') ? 'access' : 'tendwell'
}

/** Row by row: the cells of a row are let go once it is understood, so that only records stay in memory. */
function readRows<V>(
  bytes: Buffer,
  layout: VisitLayout,
  columns: Layout<V>,
  understand: (row: number, values: V) => SentRecord | RowFault,
  referenceOf: (values: V) => string | null,
): VisitFileContent | FileRefusal {
  const table = readTable(bytes, columns)
  if (!table.ok) return table
  const references = new Set<string>()
  const records: SentRecord[] = []
  const ofRows: Refusal[] = []
  const refusedRows = understandRows(
    table.rows,
    (row, values) => {
      const reference = referenceOf(values)
      if (reference !== null) references.add(reference)
      return understand(row, values)
    },
    records,
    ofRows,
  )
  if (table.counts.read === 0) return refuseWithoutRows(table, columns)
  const [fileReference = null] = references
  return {
    ok: true,
    layout,
    fileReference,
    mappingId: null,
    read: table.counts.read,
    records,
    refused: table.counts.refused + refusedRows,
    refusals: [...table.refusals, ...ofRows],
    notes: references.size > 1 ? [...table.notes, `The rows carry ${String(references.size)} different file references; the first one, ${String(fileReference)}, was kept for the file.`] : table.notes,
    refusedRows: (all) => refusedRowsCsv(bytes, columns, all),
  }
}
