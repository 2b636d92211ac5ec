import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'

/** The visit with which planned care begins. */
export interface FirstVisit {
  readonly plannedVisitId: number
  readonly visitOn: Temporal.PlainDate
}

/** The earliest planned visit of each placement that stands now. */
export async function listFirstPlanned(tx: Tx, placementIds: readonly string[]): Promise<Map<string, FirstVisit>> {
  const { rows } = await sql<{ placement_id: string; id: number; visit_on: string }>`
    select asked.id as placement_id, first.id, first.visit_on::text
    from unnest(${`{${placementIds.join(',')}}`}::uuid[]) as asked(id)
    cross join lateral (select p.id, p.visit_on from visits.planned_visit p where p.placement_id = asked.id and p.withdrawn_at is null order by p.starts_at, p.id limit 1) as first`.execute(tx)
  return new Map(rows.map((row) => [row.placement_id, { plannedVisitId: row.id, visitOn: Temporal.PlainDate.from(row.visit_on) }]))
}
