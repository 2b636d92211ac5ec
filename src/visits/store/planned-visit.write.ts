import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import { HELD_FOR, type AFTER_END, type HeldFor } from '../terms.ts'

/** A planned visit on its way into the store. */
export interface NewPlannedVisit {
  readonly placementId: string
  readonly personId: string
  readonly providerId: string
  readonly visitOn: string
  readonly startSecond: number
  readonly windowMinutes: number
  readonly minutes: number
  readonly workers: number
  readonly timeCritical: boolean
  /** Set for a visit that a change brings into a week planned before. */
  readonly plannedAt?: string
  /** Set for a visit on a day on which the person is away: it is kept as withdrawn, for what payment makes of it, and does not take place. */
  readonly heldAt?: string
  readonly heldFor?: HeldFor | null
}

/** Why a planned visit was withdrawn: held while the person is away, and `resumed` or `changed` once they are not. */
export type WithdrawnReason = typeof AFTER_END | HeldFor | 'resumed' | 'changed'

/** A week of a placement, by its Monday. */
export interface PlacementWeek {
  readonly placementId: string
  readonly weekOn: string
}

/** One planner at a time: two would both find a week unplanned. */
export async function lockPlanning(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7210347)`.execute(tx)
}

/** Adds planned visits by columns. */
export async function insertPlannedVisits(tx: Tx, visits: readonly NewPlannedVisit[]): Promise<void> {
  await insertRows<NewPlannedVisit>(
    tx,
    'visits.planned_visit',
    [
      { name: 'placement_id', type: 'uuid', value: (visit) => visit.placementId },
      { name: 'person_id', type: 'uuid', value: (visit) => visit.personId },
      { name: 'provider_id', type: 'uuid', value: (visit) => visit.providerId },
      { name: 'visit_on', type: 'date', value: (visit) => visit.visitOn },
      { name: 'starts_at', type: 'second', value: (visit) => visit.startSecond },
      { name: 'window_minutes', type: 'smallint', value: (visit) => visit.windowMinutes },
      { name: 'minutes', type: 'smallint', value: (visit) => visit.minutes },
      { name: 'workers', type: 'smallint', value: (visit) => visit.workers },
      { name: 'time_critical', type: 'boolean', value: (visit) => visit.timeCritical },
      { name: 'planned_at', type: 'timestamptz', value: (visit) => visit.plannedAt ?? null },
      { name: 'withdrawn_at', type: 'timestamptz', value: (visit) => visit.heldAt ?? null },
      { name: 'withdrawn_reason', type: 'text', value: (visit) => (visit.heldAt === undefined ? null : (visit.heldFor ?? 'hospital-stay')) },
    ],
    visits,
  )
}

/** Notes weeks as planned. */
export async function insertPlannedWeeks(tx: Tx, weeks: readonly PlacementWeek[], at: Temporal.Instant): Promise<void> {
  const plannedAt = at.toString()
  await insertRows<PlacementWeek>(
    tx,
    'visits.planned_week',
    [
      { name: 'placement_id', type: 'uuid', value: (week) => week.placementId },
      { name: 'week_on', type: 'date', value: (week) => week.weekOn },
      { name: 'planned_at', type: 'timestamptz', value: { always: plannedAt } },
    ],
    weeks,
  )
}

/** Withdraws a placement's planned visits after a date, those held for days in hospital too; answers the dates of those withdrawn now. */
export async function withdrawPlannedAfter(tx: Tx, placementId: string, lastOn: string, at: Temporal.Instant, reason: WithdrawnReason): Promise<string[]> {
  const rows = await tx
    .updateTable('visits.planned_visit')
    .set({ withdrawn_at: at.toString(), withdrawn_reason: reason })
    .where('placement_id', '=', placementId)
    .where('visit_on', '>', lastOn)
    .where((is) => is.or([is('withdrawn_at', 'is', null), is('withdrawn_reason', 'in', [...HELD_FOR])]))
    .returning('visit_on')
    .execute()
  return [...new Set(rows.map((row) => row.visit_on))].sort()
}

/** Withdraws planned visits by id, or says anew why they stay withdrawn. */
export async function withdrawPlannedVisits(tx: Tx, ids: readonly number[], at: Temporal.Instant, reason: WithdrawnReason): Promise<void> {
  if (ids.length === 0) return
  await tx.updateTable('visits.planned_visit').set({ withdrawn_at: at.toString(), withdrawn_reason: reason }).where('id', '=', sql<number>`any(${`{${ids.join(',')}}`}::bigint[])`).execute()
}
