import { sql } from 'kysely'
import type { BulkValue } from '../../platform/db/array-bytes.ts'
import type { Tx } from '../../platform/db/handles.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import type { FoundException } from '../terms.ts'
import type { Treatment } from '../terms/exception-settings.ts'

/** An exception on its way into the store, with whom it concerns and the version of the settings under which it was found. */
export interface NewException extends FoundException {
  readonly treatment: Treatment
  readonly ruleVersion: string
  readonly visitOn: string
  readonly placementId: string | null
  readonly personId: string | null
}

/** Whether this transaction has read or written what exceptions are about: what it has is not looked up again. */
export interface HeldSubjects {
  readonly isPlannedHeld: (id: BulkValue) => boolean
  readonly isRecordHeld: (id: BulkValue) => boolean
}

/** Adds exceptions that were found. */
export async function insertExceptions(tx: Tx, of: { readonly providerId: string; readonly foundAt: Temporal.Instant }, exceptions: readonly NewException[], held?: HeldSubjects): Promise<void> {
  const foundAt = of.foundAt.toString()
  await insertRows<NewException>(
    tx,
    'visits.visit_exception',
    [
      { name: 'provider_id', type: 'uuid', value: { always: of.providerId } },
      { name: 'placement_id', type: 'uuid', value: (each) => each.placementId },
      { name: 'person_id', type: 'uuid', value: (each) => each.personId },
      { name: 'planned_visit_id', type: 'bigint', value: (each) => each.plannedVisitId, ...(held === undefined ? {} : { isHeld: held.isPlannedHeld }) },
      { name: 'visit_record_id', type: 'bigint', value: (each) => each.recordId, ...(held === undefined ? {} : { isHeld: held.isRecordHeld }) },
      { name: 'visit_on', type: 'date', value: (each) => each.visitOn },
      { name: 'kind', type: 'text', value: (each) => each.kind },
      { name: 'facts', type: 'jsonb', value: (each) => JSON.stringify(each.facts) },
      { name: 'rule_version', type: 'text', value: (each) => each.ruleVersion },
      { name: 'treatment', type: 'text', value: (each) => each.treatment },
      { name: 'found_at', type: 'timestamptz', value: { always: foundAt } },
    ],
    exceptions,
  )
}

/** Marks exceptions as no longer standing. */
export async function clearExceptions(tx: Tx, ids: readonly number[], at: Temporal.Instant): Promise<void> {
  if (ids.length === 0) return
  await sql`update visits.visit_exception set cleared_at = ${at.toString()} where id = any(${`{${ids.join(',')}}`}::bigint[])`.execute(tx)
}
