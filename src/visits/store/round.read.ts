import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { eventDetail, type KeptEvent } from '../terms/check-in.ts'

/** A planned visit as a round sees it. */
export interface RoundPlan {
  readonly plannedVisitId: number
  readonly placementId: string
  readonly personId: string
  readonly visitOn: string
  readonly startSecond: number
  readonly windowMinutes: number
  readonly minutes: number
  readonly workers: number
  readonly isTimeCritical: boolean
}

/** Who goes to a planned visit. */
export interface RoundSeat {
  readonly plannedVisitId: number
  readonly seat: 1 | 2
  readonly workerReference: string
}

/** A kept event with whose visit it is about and how it came. */
export interface ListedEvent extends KeptEvent {
  readonly plannedVisitId: number
  readonly workerReference: string
  readonly phoneAt: Temporal.Instant | null
  readonly skewSeconds: number
  readonly receivedAt: Temporal.Instant
  readonly receivedBy: string
}

const PLAN = sql`p.id as "plannedVisitId", p.placement_id as "placementId", p.person_id as "personId", p.visit_on as "visitOn", extract(epoch from p.starts_at)::bigint as "startSecond",
  p.window_minutes as "windowMinutes", p.minutes, p.workers, p.time_critical as "isTimeCritical"`

/** A provider's planned visits of a day, without those withdrawn, in order of their start. */
export async function listPlansOfDay(tx: Tx, providerId: string, on: string): Promise<RoundPlan[]> {
  const { rows } = await sql<RoundPlan>`select ${PLAN} from visits.planned_visit p where p.provider_id = ${providerId} and p.visit_on = ${on} and p.withdrawn_at is null order by p.starts_at, p.id`.execute(tx)
  return rows
}

/** The planned visits of a care worker's rounds between two days, in order. With `removed`, also those that somebody else goes to now, and those withdrawn. */
export async function listPlansOfWorker(tx: Tx, of: { readonly providerId: string; readonly workerReference: string; readonly fromOn: string; readonly toOn: string }): Promise<RoundPlan[]> {
  const { rows } = await sql<RoundPlan>`select ${PLAN} from visits.planned_visit p
    where p.provider_id = ${of.providerId} and p.visit_on between ${of.fromOn} and ${of.toOn} and p.withdrawn_at is null
      and exists (select from visits.round_visit r where r.planned_visit_id = p.id and r.provider_id = p.provider_id and r.worker_reference = ${of.workerReference} and r.removed_at is null)
    order by p.starts_at, p.id`.execute(tx)
  return rows
}

/** Planned visits by id of a provider, each once, with the seat in which a care worker goes or last went there. */
export async function listPlansOnceOf(tx: Tx, of: { readonly providerId: string; readonly workerReference: string; readonly plannedVisitIds: readonly number[] }): Promise<(RoundPlan & { readonly seat: 1 | 2 })[]> {
  const { rows } = await sql<RoundPlan & { seat: 1 | 2 }>`select ${PLAN}, s.seat from visits.planned_visit p
    cross join lateral (select r.seat from visits.round_visit r where r.planned_visit_id = p.id and r.provider_id = p.provider_id and r.worker_reference = ${of.workerReference} order by r.removed_at desc nulls first limit 1) s
    where p.provider_id = ${of.providerId} and p.id = any(${`{${of.plannedVisitIds.join(',')}}`}::bigint[])`.execute(tx)
  return rows
}

/** Who goes to some planned visits now. */
export async function listSeats(tx: Tx, plannedVisitIds: readonly number[]): Promise<RoundSeat[]> {
  const { rows } = await sql<RoundSeat>`select r.planned_visit_id as "plannedVisitId", r.seat, r.worker_reference as "workerReference" from visits.round_visit r
    where r.planned_visit_id = any(${`{${plannedVisitIds.join(',')}}`}::bigint[]) and r.removed_at is null order by r.planned_visit_id, r.seat`.execute(tx)
  return rows
}

/** Every event of some planned visits, in order of time. */
export async function listEvents(tx: Tx, plannedVisitIds: readonly number[]): Promise<ListedEvent[]> {
  if (plannedVisitIds.length === 0) return []
  const { rows } = await sql<{ id: string; planned_visit_id: number; worker_reference: string; at: number; detail: unknown; phone_at: string | null; skew_seconds: number; received_at: string; received_by: string }>`
    select e.id, e.planned_visit_id, e.worker_reference, floor(extract(epoch from e.at))::bigint as at, e.detail, e.phone_at, e.skew_seconds, e.received_at, e.received_by
    from visits.check_in_event e where e.planned_visit_id = any(${`{${plannedVisitIds.join(',')}}`}::bigint[]) order by e.at, e.id`.execute(tx)
  return rows.map((row) => ({ id: row.id, plannedVisitId: row.planned_visit_id, workerReference: row.worker_reference, atSecond: row.at, detail: eventDetail.parse(row.detail), phoneAt: row.phone_at === null ? null : Temporal.Instant.from(row.phone_at), skewSeconds: row.skew_seconds, receivedAt: Temporal.Instant.from(row.received_at), receivedBy: row.received_by }))
}
