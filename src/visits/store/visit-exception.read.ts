import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { StandingException } from '../terms.ts'

/** The exceptions of a provider that stand on some dates. */
export async function listStandingExceptions(tx: Tx, providerId: string, dates: readonly string[]): Promise<StandingException[]> {
  const { rows } = await sql<StandingException>`
    select id, kind, planned_visit_id as "plannedVisitId", visit_record_id as "recordId", facts, treatment from visits.visit_exception
    where provider_id = ${providerId} and cleared_at is null and visit_on = any(${`{${dates.join(',')}}`}::date[])`.execute(tx)
  return rows
}
