import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { ExceptionKind, FoundException, Outcome } from '../terms.ts'
import { recordDetails, type CheckMethod, type RecordDetails } from '../terms/record-details.ts'
import { DETAILS } from './import-context.read.ts'

/** One version of a record, current or replaced. */
export interface RecordVersion {
  readonly id: number
  readonly visitReference: string
  readonly sequence: number
  /** The highest sequence under which the same was sent again; null when only its own. */
  readonly confirmedSequence: number | null
  readonly workerReference: string | null
  readonly secondWorker: boolean
  readonly outcome: Outcome
  readonly startsAt: Temporal.Instant | null
  readonly endsAt: Temporal.Instant | null
  readonly actualMinutes: number | null
  readonly checkInMethod: CheckMethod | null
  readonly checkOutMethod: CheckMethod | null
  readonly noticeHours: number | null
  readonly claimedMinutes: number | null
  readonly details: RecordDetails | null
  readonly supersededBy: number | null
  readonly fileId: string
  readonly fileName: string
  readonly receivedAt: Temporal.Instant
}

type Row = Omit<RecordVersion, 'startsAt' | 'endsAt' | 'receivedAt' | 'details'> & { details: unknown; startsAt: string | null; endsAt: string | null; receivedAt: string }

/** Every version of every reference that has ever answered a planned visit, by reference, newest version first. */
export async function listVersionsOfVisit(tx: Tx, plannedVisitId: number): Promise<RecordVersion[]> {
  const { rows } = await sql<Row>`
    select r.id, r.visit_reference as "visitReference", r.sequence, r.confirmed_sequence as "confirmedSequence", r.worker_reference as "workerReference", r.second_worker as "secondWorker", r.outcome,
      r.actual_starts_at as "startsAt", r.actual_ends_at as "endsAt", r.actual_minutes as "actualMinutes", r.check_in_method as "checkInMethod", r.check_out_method as "checkOutMethod",
      r.notice_hours as "noticeHours", r.claimed_minutes as "claimedMinutes", ${DETAILS} as details, r.superseded_by as "supersededBy", f.id as "fileId", f.name as "fileName", f.received_at as "receivedAt"
    from visits.visit_record r join visits.visit_file f on f.id = r.file_id
    where (r.provider_id, r.visit_reference) in (select own.provider_id, own.visit_reference from visits.visit_record own where own.planned_visit_id = ${plannedVisitId})
    order by r.visit_reference, coalesce(r.confirmed_sequence, r.sequence) desc`.execute(tx)
  return rows.map((row) => ({ ...row, details: row.details === null ? null : recordDetails.parse(row.details), startsAt: instantOrNull(row.startsAt), endsAt: instantOrNull(row.endsAt), receivedAt: Temporal.Instant.from(row.receivedAt) }))
}

/** An exception as it was found, standing or cleared. */
export interface ExceptionVersion {
  readonly id: number
  readonly kind: ExceptionKind
  readonly facts: FoundException['facts']
  readonly ruleVersion: string
  readonly foundAt: Temporal.Instant
  readonly clearedAt: Temporal.Instant | null
}

/** The exceptions of a planned visit, those that stand first. */
export async function listExceptionsOfVisit(tx: Tx, plannedVisitId: number): Promise<ExceptionVersion[]> {
  const { rows } = await sql<Omit<ExceptionVersion, 'foundAt' | 'clearedAt'> & { foundAt: string; clearedAt: string | null }>`
    select id, kind, facts, rule_version as "ruleVersion", found_at as "foundAt", cleared_at as "clearedAt" from visits.visit_exception
    where planned_visit_id = ${plannedVisitId} order by cleared_at desc nulls first, id`.execute(tx)
  return rows.map((row) => ({ ...row, foundAt: Temporal.Instant.from(row.foundAt), clearedAt: instantOrNull(row.clearedAt) }))
}

function instantOrNull(text: string | null): Temporal.Instant | null {
  return text === null ? null : Temporal.Instant.from(text)
}
