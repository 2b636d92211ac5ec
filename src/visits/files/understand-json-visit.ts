import { isCellFault } from '../../platform/files/cell-parser.ts'
import { moment } from '../../platform/files/cell-instant.ts'
import { shownValue, type Refusal } from '../../platform/files/import-outcome.ts'
import type { SentRecord } from '../terms.ts'
import type { RecordCall, RecordChange, RecordDetails } from '../terms/record-details.ts'
import { TENDWELL_HEADINGS, valuesOfCells, type CellsByHeading } from './read-cells.ts'
import type { ReadingFacts } from './reading-facts.ts'
import { isRowFault, rowFault, type RowFault } from './row-fault.ts'
import { unknownReason, unsaidReason } from './understand-details.ts'
import { understandTendwell } from './understand-tendwell.ts'
import { understandOn } from './visit-file-content.ts'
import type { VisitDay } from './visit-day.ts'
import { visitJson, type VisitJson } from './visit-json.ts'

const atMoment = moment()
const NOTHING: RecordDetails = {
  rosteredMinutes: null, adjustedStartSecond: null, adjustedEndSecond: null, adjustedMinutes: null, adjustedBy: null, adjustedAtSecond: null, reasonCode: null, reasonNote: null,
  checkInMetres: null, checkOutMetres: null, verification: null, travelMinutes: null, travelMileHundredths: null, travelMode: null, calls: null, changes: null,
}

/** What a visit sent as JSON says, with its cells for the file of refused rows; its refusals are added to the list when it cannot be taken. */
export function understandJsonVisit(
  row: number,
  sent: unknown,
  context: { readonly dayOf: (on: Temporal.PlainDate) => VisitDay; readonly facts: ReadingFacts; readonly refusals: Refusal[] },
): { readonly cells: CellsByHeading; readonly record: SentRecord | null } {
  const { facts, refusals, dayOf } = context
  const parsed = visitJson.safeParse(sent)
  if (!parsed.success) {
    for (const issue of parsed.error.issues.slice(0, 20)) {
      const at = issue.path.map(String).join('.')
      refusals.push({ row, column: at === '' ? null : at, value: shownValue(valueWords(valueAt(sent, issue.path))), reason: 'The value is missing or of another kind than the layout says', fix: `Correct it: ${issue.message}. docs/files/visit-records.schema.json describes it` })
    }
    return { cells: cellsOf(looseOf(sent)), record: null }
  }
  const faults: RowFault[] = []
  const calls = callsOf(parsed.data, faults)
  const changes = changesOf(parsed.data, facts, faults)
  const cells = cellsOf(withCalls(parsed.data, calls ?? []))
  for (const fault of faults) refusals.push({ row, ...fault, value: shownValue(fault.value) })
  const values = valuesOfCells(row, cells, refusals)
  if (values === undefined || faults.length > 0) return { cells, record: null }
  const understood = understandOn('visit_date', dayOf(values.visitDate), (day) => understandTendwell(row, values, day, facts))
  if (isRowFault(understood)) {
    refusals.push({ row, ...understood, value: shownValue(understood.value) })
    return { cells, record: null }
  }
  return { cells, record: calls === null && changes === null ? understood : { ...understood, details: { ...(understood.details ?? NOTHING), calls, changes } } }
}

/** The calls in order of time; one that cannot be read is added to the faults. */
function callsOf({ calls }: VisitJson, faults: RowFault[]): RecordCall[] | null {
  if (calls == null || calls.length === 0) return null
  const read: RecordCall[] = []
  for (const call of calls) {
    const at = atMoment(call.at)
    if (isCellFault(at)) faults.push(rowFault('calls.at', call.at, at.reason, at.fix))
    else read.push({ reference: call.reference ?? null, kind: call.kind, atSecond: Math.floor(at.epochMilliseconds / 1000), method: call.method, metres: call.metres ?? null })
  }
  return read.sort((a, b) => a.atSecond - b.atSecond)
}

/** The changes in order of their sequence; one that cannot be taken is added to the faults. */
function changesOf({ changes }: VisitJson, facts: ReadingFacts, faults: RowFault[]): RecordChange[] | null {
  if (changes == null || changes.length === 0) return null
  const read: RecordChange[] = []
  for (const change of changes) {
    const at = atMoment(change.at)
    const reasonCode = change.reason_code.toLowerCase()
    if (isCellFault(at)) faults.push(rowFault('changes.at', change.at, at.reason, at.fix))
    else if (!facts.reasonCodes.has(reasonCode)) faults.push(unknownReason('changes.reason_code', change.reason_code))
    else if (reasonCode === 'other' && (change.note ?? '') === '') faults.push(unsaidReason('changes.note'))
    else read.push({ sequence: change.sequence, by: change.by, atSecond: Math.floor(at.epochMilliseconds / 1000), reasonCode, note: change.note ?? null })
  }
  return read.sort((a, b) => a.sequence - b.sequence)
}

/** The earliest log-in and the latest log-out, where the visit does not say them itself. */
function withCalls(visit: VisitJson, calls: readonly RecordCall[]): VisitJson {
  const first = calls.find((call) => call.kind === 'in')
  const last = calls.findLast((call) => call.kind === 'out')
  return {
    ...visit,
    ...(visit.check_in == null && first !== undefined ? { check_in: instantText(first.atSecond), check_in_method: visit.check_in_method ?? first.method, check_in_metres: visit.check_in_metres ?? first.metres } : {}),
    ...(visit.check_out == null && last !== undefined ? { check_out: instantText(last.atSecond), check_out_method: visit.check_out_method ?? last.method, check_out_metres: visit.check_out_metres ?? last.metres } : {}),
  }
}

function instantText(second: number): string {
  return Temporal.Instant.fromEpochMilliseconds(second * 1000).toString()
}

function cellsOf(visit: Readonly<Record<string, unknown>>): CellsByHeading {
  const cells: Record<string, string> = {}
  for (const heading of TENDWELL_HEADINGS) {
    const value = visit[heading]
    if (typeof value === 'boolean') cells[heading] = value ? 'yes' : 'no'
    else if (typeof value === 'string' || typeof value === 'number') cells[heading] = String(value)
  }
  return cells
}

function looseOf(sent: unknown): Readonly<Record<string, unknown>> {
  return typeof sent === 'object' && sent !== null ? (sent as Readonly<Record<string, unknown>>) : {}
}

function valueAt(sent: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = sent
  for (const key of path) value = typeof value === 'object' && value !== null ? (value as Readonly<Record<PropertyKey, unknown>>)[key] : undefined
  return value
}

function valueWords(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value)
}
