import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { AFTER_END, HELD_FOR, type VisitToPay } from '../terms.ts'
import type { ToPayFilter } from './to-pay.read.ts'

/** A planned visit that was withdrawn, and what it was when it is held while the person is away or stood in the plan after the last day of care. */
export interface WithdrawnVisit {
  readonly visit: VisitToPay
  readonly held: { readonly minutes: number; readonly workers: number; readonly startsAt: Temporal.Instant; readonly isAfterEnd: boolean } | null
}

/** Withdrawn visits of which payment may ask how long they were. */
const SIZED = [...HELD_FOR, AFTER_END] as const

/** Planned visits that were withdrawn at or after an instant, or that are held or after the end of care whenever they were withdrawn; each as it stands now: nothing planned. */
export async function listWithdrawn(tx: Tx, filter: ToPayFilter, which: { readonly sinceAt: Temporal.Instant } | 'held'): Promise<WithdrawnVisit[]> {
  const asked = which === 'held' ? sql`withdrawn_at is not null and withdrawn_reason = any(${[...SIZED]}::text[])` : sql`withdrawn_at >= ${which.sinceAt.toString()}::timestamptz`
  const { rows } = await sql<{ id: number; placement_id: string; person_id: string; visit_on: string; minutes: number; workers: number; withdrawn_reason: string | null; start_minute: number; starts_at: string }>`
    select id, placement_id, person_id, visit_on::text, minutes, workers, withdrawn_reason, starts_at, floor(extract(epoch from (starts_at at time zone 'Europe/London')::time) / 60)::int as start_minute
    from visits.planned_visit
    where provider_id = ${filter.providerId} and visit_on between ${filter.fromOn} and ${filter.toOn} and placement_id = any(${`{${filter.placementIds.join(',')}}`}::uuid[]) and ${asked}
    order by id`.execute(tx)
  return rows.map((row) => ({
    visit: { providerId: filter.providerId, placementId: row.placement_id, personId: row.person_id, visitOn: row.visit_on, plannedVisitId: row.id, visitReference: null, plannedMinutes: null, plannedWorkers: null, startMinute: row.start_minute, records: [] },
    held: SIZED.some((reason) => reason === row.withdrawn_reason) ? { minutes: row.minutes, workers: row.workers, startsAt: Temporal.Instant.from(row.starts_at), isAfterEnd: row.withdrawn_reason === AFTER_END } : null,
  }))
}

/** Ids of planned visits in weeks that were planned at or after an instant, and of those that a change brought in since. */
export async function listPlannedSince(tx: Tx, filter: ToPayFilter, sinceAt: Temporal.Instant): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select p.id from visits.planned_week w
    join visits.planned_visit p on p.placement_id = w.placement_id and p.visit_on between w.week_on and w.week_on + 6
    where w.placement_id = any(${`{${filter.placementIds.join(',')}}`}::uuid[]) and w.planned_at >= ${sinceAt.toString()}::timestamptz and w.week_on <= ${filter.toOn}
      and p.provider_id = ${filter.providerId} and p.visit_on between ${filter.fromOn} and ${filter.toOn}
    union
    select p.id from visits.planned_visit p
    where p.placement_id = any(${`{${filter.placementIds.join(',')}}`}::uuid[]) and p.planned_at >= ${sinceAt.toString()}::timestamptz
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
