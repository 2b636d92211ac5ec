import type { FileRefusal, Refusal } from '../../platform/files/import-outcome.ts'
import { headingKey, type Layout } from '../../platform/files/layout.ts'
import { readWholeTable } from '../../platform/files/read-table.ts'
import { refusedRowsCsv } from '../../platform/files/refused-rows.ts'
import type { SentRecord, VisitLayout } from '../terms.ts'
import { accessLayout, type AccessRow } from './access-layout.ts'
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
  const layout = visitLayoutOf(bytes)
  if (layout === 'tendwell-json') return readVisitJson(bytes, facts)
  if (layout === 'access') {
    return readRows(bytes, 'access', accessLayout, (row, values) => understandOn('VisitDate', dayOf(values.visitDate), (day) => understandAccess(row, values, day, facts.nowSecond)), accessFacts)
  }
  return readRows(bytes, 'tendwell', tendwellLayout, (row, values) => understandOn('visit_date', dayOf(values.visitDate), (day) => understandTendwell(row, values, day, facts)), () => ({ fileReference: null, notes: [] }))
}

/** The layout of a visit file, from the start of its bytes. A file that is none of them is read as our own CSV, whose messages then say what is missing. */
export function visitLayoutOf(bytes: Buffer): Exclude<VisitLayout, 'mapped' | 'calls'> {
  const [first = ''] = bytes.subarray(0, 4000).toString('latin1').replaceAll('\0', '').replace(/^ï»¿/, '').trimStart().split(/[\r\n]/)
  if (first.startsWith('{') || first.startsWith('[')) return 'tendwell-json'
  const start = headingKey(first)
  return start.includes('filereference') || start.includes('serviceuserref') || start.includes('starttimeclaimed') ? 'access' : 'tendwell'
}

function readRows<V>(
  bytes: Buffer,
  layout: VisitLayout,
  columns: Layout<V>,
  understand: (row: number, values: V) => SentRecord | RowFault,
  factsOf: (rows: readonly { values: V }[]) => { fileReference: string | null; notes: readonly string[] },
): VisitFileContent | FileRefusal {
  const table = readWholeTable(bytes, columns)
  if (!table.ok) return table
  const records: SentRecord[] = []
  const refusals: Refusal[] = [...table.refusals]
  const refused = table.counts.refused + understandRows(table.rows, understand, records, refusals)
  const facts = factsOf(table.rows)
  return {
    ok: true,
    layout,
    fileReference: facts.fileReference,
    mappingId: null,
    read: table.counts.read,
    records,
    refused,
    refusals,
    notes: [...table.notes, ...facts.notes],
    refusedRows: (all) => refusedRowsCsv(bytes, columns, all),
  }
}

function accessFacts(rows: readonly { values: AccessRow }[]): { fileReference: string | null; notes: readonly string[] } {
  const references = new Set(rows.map((row) => row.values.fileReference))
  const [first = null] = references
  return { fileReference: first, notes: references.size > 1 ? [`The rows carry ${String(references.size)} different file references; the first one, ${String(first)}, was kept for the file.`] : [] }
}
