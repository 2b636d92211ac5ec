import { shownValue, type Refusal } from '../../platform/files/import-outcome.ts'
import type { SentRecord, VisitLayout } from '../terms.ts'
import { isRowFault, rowFault, type RowFault } from './row-fault.ts'
import type { VisitDay } from './visit-day.ts'

/** Records of visits, read: every row is either an understood record or refused. */
export interface VisitFileContent {
  readonly ok: true
  readonly layout: VisitLayout
  readonly fileReference: string | null
  /** The mapping that it was read through; null for layouts of its own. */
  readonly mappingId: string | null
  readonly read: number
  readonly records: readonly SentRecord[]
  /** Rows refused so far; a row may have several refusals. */
  readonly refused: number
  readonly refusals: readonly Refusal[]
  readonly notes: readonly string[]
  /** The refused rows as CSV, as they were sent, with why and what to do beside each. */
  readonly refusedRows: (refusals: readonly Refusal[]) => string
}

/** Understands good rows one by one: adds those that are records to `records`, lists the others' faults, and answers how many were refused. */
export function understandRows<V>(
  rows: Iterable<{ readonly row: number; readonly values: V }>,
  understand: (row: number, values: V) => SentRecord | RowFault,
  records: SentRecord[],
  refusals: Refusal[],
): number {
  let refused = 0
  for (const { row, values } of rows) {
    const understood = understand(row, values)
    if (isRowFault(understood)) {
      refused += 1
      refusals.push({ row, ...understood, value: shownValue(understood.value) })
    } else records.push(understood)
  }
  return refused
}

/** Refuses dates that no visit record can have, before anything else is looked at. */
export function understandOn(heading: string, day: VisitDay, understand: (day: VisitDay) => SentRecord | RowFault): SentRecord | RowFault {
  if (day.isFuture) return rowFault(heading, day.text, 'The visit is in the future', 'Send the record after the visit, in a new file')
  if (day.isTooOld) return rowFault(heading, day.text, 'The visit was more than two years ago', 'Check the year; if it is right, tell the council’s contract manager')
  return understand(day)
}
