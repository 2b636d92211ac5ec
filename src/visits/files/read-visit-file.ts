import { shownValue, type FileRefusal, type Refusal } from '../../platform/files/import-outcome.ts'
import { headingKey, type Layout } from '../../platform/files/layout.ts'
import { readWholeTable } from '../../platform/files/read-table.ts'
import type { SentRecord, VisitLayout } from '../terms.ts'
import { accessLayout, type AccessRow } from './access-layout.ts'
import { isRowFault, rowFault, type RowFault } from './row-fault.ts'
import { tendwellLayout } from './tendwell-layout.ts'
import { understandAccess } from './understand-access.ts'
import { understandTendwell } from './understand-tendwell.ts'
import { visitDays, type VisitDay } from './visit-day.ts'

/** A visit file, read: every row is either an understood record or refused. */
export interface VisitFileContent {
  readonly ok: true
  readonly layout: VisitLayout
  readonly fileReference: string | null
  readonly read: number
  readonly records: readonly SentRecord[]
  /** Lines refused so far; a line may have several refusals. */
  readonly refused: number
  readonly refusals: readonly Refusal[]
  readonly notes: readonly string[]
}

/** Reads a visit file of either layout, told apart by its header. Refuses the file as a value; never throws for what is in it. */
export function readVisitFile(bytes: Buffer, now: { readonly second: number; readonly today: Temporal.PlainDate }): VisitFileContent | FileRefusal {
  const dayOf = visitDays(now.today)
  if (visitLayoutOf(bytes) === 'access') {
    return readRows(bytes, 'access', accessLayout, (row, values) => understandOn('VisitDate', dayOf(values.visitDate), (day) => understandAccess(row, values, day, now.second)), accessFacts)
  }
  return readRows(bytes, 'tendwell', tendwellLayout, (row, values) => understandOn('visit_date', dayOf(values.visitDate), (day) => understandTendwell(row, values, day, now.second)), () => ({ fileReference: null, notes: [] }))
}

/** The layout of a visit file, from the first line of its bytes. A file that is neither is read as our own, whose messages then say what is missing. */
export function visitLayoutOf(bytes: Buffer): VisitLayout {
  const [first = ''] = bytes.subarray(0, 4000).toString('latin1').replaceAll('\0', '').trimStart().split(/[\r\n]/)
  const start = headingKey(first)
  return start.includes('filereference') || start.includes('serviceuserref') || start.includes('starttimeclaimed') ? 'access' : 'tendwell'
}

/** The columns of a layout, for the file of refused rows. */
export function columnsOfLayout(layout: VisitLayout): Layout<unknown> {
  return layout === 'access' ? accessLayout : tendwellLayout
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
  let refused = table.counts.refused
  for (const { row, values } of table.rows) {
    const understood = understand(row, values)
    if (isRowFault(understood)) {
      refused += 1
      refusals.push({ row, ...understood, value: shownValue(understood.value) })
    } else records.push(understood)
  }
  const facts = factsOf(table.rows)
  return { ok: true, layout, fileReference: facts.fileReference, read: table.counts.read, records, refused, refusals, notes: [...table.notes, ...facts.notes] }
}

/** Refuses dates that no visit record can have, before anything else is looked at. */
function understandOn(heading: string, day: VisitDay, understand: (day: VisitDay) => SentRecord | RowFault): SentRecord | RowFault {
  if (day.isFuture) return rowFault(heading, day.text, 'The visit is in the future', 'Send the record after the visit, in a new file')
  if (day.isTooOld) return rowFault(heading, day.text, 'The visit was more than two years ago', 'Check the year; if it is right, tell the council’s contract manager')
  return understand(day)
}

function accessFacts(rows: readonly { values: AccessRow }[]): { fileReference: string | null; notes: readonly string[] } {
  const references = new Set(rows.map((row) => row.values.fileReference))
  const [first = null] = references
  return { fileReference: first, notes: references.size > 1 ? [`The rows carry ${String(references.size)} different file references; the first one, ${String(first)}, was kept for the file.`] : [] }
}
