import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { HeldRecord } from '../terms.ts'
import { HELD, heldRecord, type HeldRow } from './import-context.read.ts'

/** A version of a record with the file it came in and whether it still looks for its placement or plan. */
export interface VersionHeld extends HeldRecord {
  readonly fileId: string
  readonly isOpen: boolean
}

/** Days of people whose records may be looked at again. Dates as ISO text, both included. */
export interface DaysOfPeople {
  readonly personReferences: readonly string[]
  readonly fromOn: string
  readonly toOn: string
}

/**
 * Every version of the references that have an open one, in order of arrival. Open: of one of these people and days, and
 * unallocated, unplanned, or answering a plan that was withdrawn.
 */
export async function listVersionsToAllocate(tx: Tx, providerId: string, days: DaysOfPeople): Promise<VersionHeld[]> {
  const isOpen = sql`(r.person_reference = any(${[...days.personReferences]}::text[]) and r.visit_on between ${days.fromOn} and ${days.toOn}
    and (r.planned_visit_id is null or exists (select from visits.planned_visit p where p.id = r.planned_visit_id and p.withdrawn_at is not null)))`
  const { rows } = await sql<HeldRow & { file_id: string; is_open: boolean }>`
    with open as materialized (select distinct r.visit_reference from visits.visit_record r where r.provider_id = ${providerId} and ${isOpen})
    select ${HELD}, r.file_id, ${isOpen} as is_open from visits.visit_record r join open on open.visit_reference = r.visit_reference
    where r.provider_id = ${providerId} order by r.id`.execute(tx)
  return rows.map((row) => ({ ...heldRecord(row), fileId: row.file_id, isOpen: row.is_open }))
}

/** The dates between two, both included, on which a provider has recorded anything. */
export async function listRecordedDates(tx: Tx, providerId: string, fromOn: string, toOn: string): Promise<string[]> {
  const rows = await tx.selectFrom('visits.visit_record').select('visit_on').distinct().where('provider_id', '=', providerId).where('visit_on', '>=', fromOn).where('visit_on', '<=', toOn).orderBy('visit_on').execute()
  return rows.map((row) => row.visit_on)
}
