import { sql } from 'kysely'
import { arrayBytes } from '../../platform/db/array-bytes.ts'
import type { Tx } from '../../platform/db/handles.ts'

/** Where a record belongs from now on. */
export interface LateAllocation {
  readonly recordId: number
  readonly placementId: string
  readonly plannedVisitId: number | null
}

/**
 * Gives records that came earlier their placement and planned visit, and keeps what they were before as an allocation numbered
 * above every record and allocation there is. The transaction must hold `lockRecords`.
 */
export async function allocateRecordsLate(tx: Tx, providerId: string, allocations: readonly LateAllocation[], at: Temporal.Instant): Promise<void> {
  if (allocations.length === 0) return
  const ids = arrayBytes('bigint', allocations.length, (place) => allocations[place]?.recordId ?? null)
  const placements = arrayBytes('uuid', allocations.length, (place) => allocations[place]?.placementId ?? null)
  const planned = arrayBytes('bigint', allocations.length, (place) => allocations[place]?.plannedVisitId ?? null)
  await sql`
    with given as (select * from unnest(${ids}::bigint[], ${placements}::uuid[], ${planned}::bigint[]) as t(id, placement_id, planned_visit_id)),
    kept as (
      insert into visits.allocation (provider_id, visit_record_id, from_placement_id, from_planned_visit_id, placement_id, planned_visit_id, allocated_at)
      select ${providerId}::uuid, r.id, r.placement_id, r.planned_visit_id, given.placement_id, given.planned_visit_id, ${at.toString()}::timestamptz
      from given join visits.visit_record r on r.id = given.id and r.provider_id = ${providerId}::uuid order by r.id
    )
    update visits.visit_record r set placement_id = given.placement_id, planned_visit_id = given.planned_visit_id
    from given where r.id = given.id and r.provider_id = ${providerId}::uuid`.execute(tx)
}
