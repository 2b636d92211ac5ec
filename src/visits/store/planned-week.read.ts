import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { HELD_FOR, type HeldFor } from '../terms.ts'
import type { PlacementWeek } from './planned-visit.write.ts'

/** Weeks from one Monday to another, both included, that are planned already for some placements. */
export async function listPlannedWeeks(tx: Tx, placementIds: readonly string[], fromOn: string, toOn: string): Promise<PlacementWeek[]> {
  if (placementIds.length === 0) return []
  const rows = await tx
    .selectFrom('visits.planned_week')
    .select(['placement_id', 'week_on'])
    .where('week_on', '>=', fromOn)
    .where('week_on', '<=', toOn)
    .where('placement_id', 'in', [...placementIds])
    .execute()
  return rows.map((row) => ({ placementId: row.placement_id, weekOn: row.week_on }))
}

/** The Monday of the last week planned for anybody, or undefined when nothing is planned. */
export async function findLastPlannedWeek(tx: Tx): Promise<string | undefined> {
  const row = await tx.selectFrom('visits.planned_week').select((of) => of.fn.max('week_on').as('week_on')).executeTakeFirst()
  return row?.week_on ?? undefined
}

/** Providers with planned visits on a date. */
export async function listProvidersOn(tx: Tx, on: string): Promise<string[]> {
  const rows = await tx.selectFrom('visits.planned_visit').select('provider_id').distinct().where('visit_on', '=', on).where('withdrawn_at', 'is', null).orderBy('provider_id').execute()
  return rows.map((row) => row.provider_id)
}

/** A visit of a placement that stands, or that is held while the person is away. */
export interface StandingVisit {
  readonly id: number
  readonly visitOn: string
  readonly startSecond: number
  readonly windowMinutes: number
  readonly minutes: number
  readonly workers: number
  readonly timeCritical: boolean
  readonly heldFor: HeldFor | null
}

/** Every visit of a placement that stands or is held, by start. */
export async function listStandingVisits(tx: Tx, placementId: string): Promise<StandingVisit[]> {
  const { rows } = await sql<StandingVisit>`
    select id, visit_on::text as "visitOn", extract(epoch from starts_at)::int8 as "startSecond", window_minutes as "windowMinutes", minutes, workers, time_critical as "timeCritical", case when withdrawn_at is not null then withdrawn_reason end as "heldFor"
    from visits.planned_visit where placement_id = ${placementId} and (withdrawn_at is null or withdrawn_reason = any(${[...HELD_FOR]}::text[])) order by starts_at, id`.execute(tx)
  return rows
}

/** The Mondays of the weeks planned for a placement, in order. */
export async function listWeeksOfPlacement(tx: Tx, placementId: string): Promise<string[]> {
  const rows = await tx.selectFrom('visits.planned_week').select('week_on').where('placement_id', '=', placementId).orderBy('week_on').execute()
  return rows.map((row) => row.week_on)
}
