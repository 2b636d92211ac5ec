import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { VisitToPay } from '../terms.ts'
import type { ToPayFilter } from './to-pay.read.ts'

/** Planned visits that were withdrawn at or after an instant, each as it stands now: nothing planned, nobody to pay. */
export async function listWithdrawnSince(tx: Tx, filter: ToPayFilter, sinceAt: Temporal.Instant): Promise<VisitToPay[]> {
  const rows = await tx
    .selectFrom('visits.planned_visit')
    .select(['id', 'placement_id', 'person_id', 'visit_on'])
    .where('provider_id', '=', filter.providerId)
    .where('visit_on', '>=', filter.fromOn)
    .where('visit_on', '<=', filter.toOn)
    .where('placement_id', '=', sql<string>`any(${`{${filter.placementIds.join(',')}}`}::uuid[])`)
    .where('withdrawn_at', '>=', sinceAt.toString())
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    providerId: filter.providerId,
    placementId: row.placement_id,
    personId: row.person_id,
    visitOn: row.visit_on,
    plannedVisitId: row.id,
    visitReference: null,
    plannedMinutes: null,
    plannedWorkers: null,
    records: [],
  }))
}

/** Ids of planned visits in weeks that were planned at or after an instant. */
export async function listPlannedSince(tx: Tx, filter: ToPayFilter, sinceAt: Temporal.Instant): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select p.id from visits.planned_week w
    join visits.planned_visit p on p.placement_id = w.placement_id and p.visit_on between w.week_on and w.week_on + 6
    where w.placement_id = any(${`{${filter.placementIds.join(',')}}`}::uuid[]) and w.planned_at >= ${sinceAt.toString()}::timestamptz and w.week_on <= ${filter.toOn}
      and p.provider_id = ${filter.providerId} and p.visit_on between ${filter.fromOn} and ${filter.toOn}`.execute(tx)
  return rows.map((row) => row.id)
}

/** The references of current records that answer these planned visits. */
export async function listReferencesAnswering(tx: Tx, plannedVisitIds: readonly number[]): Promise<string[]> {
  if (plannedVisitIds.length === 0) return []
  const { rows } = await sql<{ visit_reference: string }>`
    select distinct visit_reference from visits.visit_record where superseded_by is null and planned_visit_id = any(${`{${plannedVisitIds.join(',')}}`}::bigint[])`.execute(tx)
  return rows.map((row) => row.visit_reference)
}
