import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { ExceptionKind } from '../terms.ts'
import type { ToPayFilter } from './to-pay.read.ts'

/** What must be put right before visits are paid: by planned visit, else by the provider's reference. */
export async function listBlocked(tx: Tx, filter: Pick<ToPayFilter, 'providerId' | 'fromOn' | 'toOn'>): Promise<{ plannedVisitId: number | null; visitReference: string | null; kind: ExceptionKind }[]> {
  const { rows } = await sql<{ plannedVisitId: number | null; visitReference: string | null; kind: ExceptionKind }>`
    select distinct e.planned_visit_id as "plannedVisitId", r.visit_reference as "visitReference", e.kind
    from visits.visit_exception e left join visits.visit_record r on r.id = e.visit_record_id
    where e.provider_id = ${filter.providerId} and e.visit_on between ${filter.fromOn} and ${filter.toOn} and e.treatment = 'fix' and e.cleared_at is null
      and not exists (select from visits.exception_decision d where d.exception_id = e.id and d.decision = 'accepted')
    order by 1, 2, 3`.execute(tx)
  return rows
}

/** Minutes that the council agreed for visits afterwards; of several variations of one visit the one asked last counts. */
export async function listAgreed(tx: Tx, filter: Pick<ToPayFilter, 'providerId' | 'fromOn' | 'toOn'>): Promise<{ plannedVisitId: number; minutes: number; number: number }[]> {
  const { rows } = await sql<{ plannedVisitId: number; minutes: number; number: number }>`
    select distinct on (planned_visit_id) planned_visit_id as "plannedVisitId", minutes, number from visits.agreed_visit
    where provider_id = ${filter.providerId} and visit_on between ${filter.fromOn} and ${filter.toOn} order by planned_visit_id, number desc`.execute(tx)
  return rows
}

/** Visits whose exceptions to be fixed were found, cleared or decided since an instant, or for which minutes were agreed since. */
export async function listTermsChangedSince(tx: Tx, filter: ToPayFilter, sinceAt: Temporal.Instant): Promise<{ readonly plannedVisitIds: number[]; readonly references: string[] }> {
  const since = sinceAt.toString()
  const { rows } = await sql<{ id: number | null; reference: string | null }>`
    select e.planned_visit_id as id, r.visit_reference as reference from visits.visit_exception e left join visits.visit_record r on r.id = e.visit_record_id
    where e.provider_id = ${filter.providerId} and e.visit_on between ${filter.fromOn} and ${filter.toOn} and e.treatment = 'fix'
      and (e.found_at >= ${since}::timestamptz or e.cleared_at >= ${since}::timestamptz or exists (select from visits.exception_decision d where d.exception_id = e.id and d.decided_at >= ${since}::timestamptz))
    union
    select planned_visit_id, null from visits.agreed_visit where provider_id = ${filter.providerId} and visit_on between ${filter.fromOn} and ${filter.toOn} and agreed_at >= ${since}::timestamptz`.execute(tx)
  return { plannedVisitIds: rows.flatMap((row) => row.id ?? []), references: rows.flatMap((row) => (row.id === null ? (row.reference ?? []) : [])) }
}
