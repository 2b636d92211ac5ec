import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { arrayBytes, type BulkValue } from '../../platform/db/array-bytes.ts'
import { insertReady, readyRows, type BulkColumn, type ReadyRows } from '../../platform/db/insert-rows.ts'
import type { SentRecord } from '../terms.ts'
import type { RecordDetails } from '../terms/record-details.ts'
import { IMPORTS_LOCK, RECORDS_LOCK } from './to-pay.read.ts'

/** A record on its way into the store, with the placement and planned visit it was given. */
export interface AllocatedRecord {
  readonly sent: SentRecord
  readonly placementId: string | null
  readonly plannedVisitId: number | null
}

/**
 * One import at a time for a provider, so that two files sent at once cannot both count a visit as new; and none while
 * a payment run reads (see `lockNewestChange`) or plans
 * change beneath it (see `lockImports`).
 */
export async function lockImport(tx: Tx, providerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${IMPORTS_LOCK}), pg_advisory_xact_lock_shared(${RECORDS_LOCK}), pg_advisory_xact_lock(hashtextextended(${providerId}, 7210346))`.execute(tx)
}

/** Keys that rows refer to, which this transaction has read or written. */
export interface HeldKeys {
  readonly placements: Pick<ReadonlySet<BulkValue>, 'has'>
  readonly plannedVisits: Pick<ReadonlySet<BulkValue>, 'has'>
}

/** Begins to make records of a file that this transaction has added ready for `insertRecords`. */
export function readyRecords(file: { readonly id: string; readonly providerId: string }, records: readonly AllocatedRecord[], held: HeldKeys): ReadyRows<AllocatedRecord> {
  return readyRows<AllocatedRecord>(
    'visits.visit_record',
    [
      { name: 'file_id', type: 'uuid', value: { always: file.id }, isHeld: (id) => id === file.id },
      { name: 'row_number', type: 'int', value: (of) => of.sent.row },
      { name: 'provider_id', type: 'uuid', value: { always: file.providerId } },
      { name: 'visit_reference', type: 'text', value: (of) => of.sent.visitReference },
      { name: 'sequence', type: 'bigint', value: (of) => of.sent.sequence },
      { name: 'person_reference', type: 'text', value: (of) => of.sent.personReference },
      { name: 'worker_reference', type: 'text', value: (of) => of.sent.workerReference },
      { name: 'visit_on', type: 'date', value: (of) => of.sent.visitOn },
      { name: 'due_starts_at', type: 'second', value: (of) => of.sent.dueSecond },
      { name: 'claimed_starts_at', type: 'second', value: (of) => of.sent.claimedSecond },
      { name: 'claimed_minutes', type: 'smallint', value: (of) => of.sent.claimedMinutes },
      { name: 'actual_starts_at', type: 'second', value: (of) => of.sent.startSecond },
      { name: 'actual_ends_at', type: 'second', value: (of) => of.sent.endSecond },
      { name: 'actual_minutes', type: 'smallint', value: (of) => of.sent.actualMinutes },
      { name: 'check_in_method', type: 'text', value: (of) => of.sent.checkInMethod },
      { name: 'check_out_method', type: 'text', value: (of) => of.sent.checkOutMethod },
      { name: 'outcome', type: 'text', value: (of) => of.sent.outcome },
      { name: 'notice_hours', type: 'smallint', value: (of) => of.sent.noticeHours },
      { name: 'second_worker', type: 'boolean', value: (of) => of.sent.secondWorker },
      { name: 'placement_id', type: 'uuid', value: (of) => of.placementId, isHeld: (id) => held.placements.has(id) },
      { name: 'planned_visit_id', type: 'bigint', value: (of) => of.plannedVisitId, isHeld: (id) => held.plannedVisits.has(id) },
      // Columns of which no record has anything are left out: PostgreSQL keeps nothing for them, and most files have none.
      ...(records.some((of) => of.sent.details !== null) ? detailColumns() : []),
    ],
    records,
    'id',
  )
}

/** Adds records by columns and answers their ids in the same order. */
export async function insertRecords(tx: Tx, records: ReadyRows<AllocatedRecord>): Promise<number[]> {
  return insertReady(tx, records)
}

/** The columns that only some systems fill. */
function detailColumns(): BulkColumn<AllocatedRecord>[] {
  const detail = (name: string, type: BulkColumn<AllocatedRecord>['type'], value: (details: RecordDetails) => string | number | null): BulkColumn<AllocatedRecord> => ({ name, type, value: ({ sent }) => (sent.details === null ? null : value(sent.details)) })
  return [
    detail('rostered_minutes', 'smallint', (of) => of.rosteredMinutes),
    detail('adjusted_starts_at', 'second', (of) => of.adjustedStartSecond),
    detail('adjusted_ends_at', 'second', (of) => of.adjustedEndSecond),
    detail('adjusted_minutes', 'smallint', (of) => of.adjustedMinutes),
    detail('adjusted_by', 'text', (of) => of.adjustedBy),
    detail('adjusted_at', 'second', (of) => of.adjustedAtSecond),
    detail('reason_code', 'text', (of) => of.reasonCode),
    detail('reason_note', 'text', (of) => of.reasonNote),
    detail('check_in_metres', 'int', (of) => of.checkInMetres),
    detail('check_out_metres', 'int', (of) => of.checkOutMetres),
    detail('verification', 'text', (of) => of.verification),
    detail('travel_minutes', 'smallint', (of) => of.travelMinutes),
    detail('travel_mile_hundredths', 'int', (of) => of.travelMileHundredths),
    detail('travel_mode', 'text', (of) => of.travelMode),
    detail('calls', 'jsonb', (of) => (of.calls === null ? null : JSON.stringify(of.calls))),
    detail('changes', 'jsonb', (of) => (of.changes === null ? null : JSON.stringify(of.changes))),
  ]
}

/** Notes up to which sequence records were confirmed. */
export async function markConfirmed(tx: Tx, records: readonly { readonly id: number; readonly sequence: number }[]): Promise<void> {
  if (records.length === 0) return
  const ids = arrayBytes('bigint', records.length, (place) => records[place]?.id ?? null)
  const sequences = arrayBytes('bigint', records.length, (place) => records[place]?.sequence ?? null)
  await sql`update visits.visit_record r set confirmed_sequence = confirmed.sequence
    from unnest(${ids}::bigint[], ${sequences}::bigint[]) as confirmed(id, sequence) where r.id = confirmed.id`.execute(tx)
}

/** Marks records as replaced: each by the record beside it. */
export async function markSuperseded(tx: Tx, pairs: readonly { readonly id: number; readonly by: number }[]): Promise<void> {
  if (pairs.length === 0) return
  const ids = arrayBytes('bigint', pairs.length, (place) => pairs[place]?.id ?? null)
  const by = arrayBytes('bigint', pairs.length, (place) => pairs[place]?.by ?? null)
  await sql`update visits.visit_record r set superseded_by = pair.by
    from unnest(${ids}::bigint[], ${by}::bigint[]) as pair(id, by) where r.id = pair.id`.execute(tx)
}
