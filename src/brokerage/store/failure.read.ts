import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { FailureKind, ProviderFailure } from '../terms/failure.ts'

/** Failures of providers, the latest first. */
export async function listFailures(tx: Tx, id?: string): Promise<ProviderFailure[]> {
  let query = tx.selectFrom('brokerage.provider_failure').selectAll()
  if (id !== undefined) query = query.where('id', '=', id)
  const rows = await query.orderBy('from_on', 'desc').orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, providerId: row.provider_id, kind: row.kind as FailureKind, fromOn: Temporal.PlainDate.from(row.from_on), reason: row.reason, markedAt: Temporal.Instant.from(row.marked_at), markedBy: row.marked_by }))
}

/** Where a package stands that follows a placement of a failing provider, or a part of it where it was split. */
export interface FollowOnRow {
  readonly placementId: string
  readonly packageId: string
  readonly packageReference: string
  /** The package as it was referred again: the same where it was not split. */
  readonly wholeId: string
  readonly wholeReference: string
  readonly failureId: string | null
  readonly isWanted: boolean
  readonly isOnOffer: boolean
  readonly nextPlacementId: string | null
  readonly nextProviderId: string | null
  readonly startsOn: string | null
  readonly startedOn: string | null
  readonly referredAt: string
  readonly placedAt: string | null
  readonly startConfirmedAt: string | null
}

/** The packages that follow some placements, whatever the cause; the parts in the place of one that was split, in order. */
export async function listFollowOns(tx: Tx, placementIds: readonly string[]): Promise<FollowOnRow[]> {
  if (placementIds.length === 0) return []
  const { rows } = await sql<FollowOnRow>`
    select f.placement_id as "placementId", k.id as "packageId", k.reference as "packageReference", w.id as "wholeId", w.reference as "wholeReference", f.failure_id as "failureId", k.withdrawn_on is null as "isWanted",
      exists (select from brokerage.call_off c where c.package_id = k.id and c.closed_at is null) as "isOnOffer",
      p.id as "nextPlacementId", p.provider_id as "nextProviderId", p.starts_on::text as "startsOn", s.started_on::text as "startedOn",
      f.recorded_at as "referredAt", p.placed_at as "placedAt", s.recorded_at as "startConfirmedAt"
    from brokerage.follow_on f join care.package w on w.id = f.package_id
    join lateral (
      select part.* from care.package part where part.split_from = w.id
      union all select one.* from care.package one where one.id = w.id and not exists (select from care.package part where part.split_from = w.id)
    ) k on true
    left join brokerage.placement p on p.package_id = k.id left join brokerage.placement_start s on s.placement_id = p.id
    where f.placement_id = any(${`{${placementIds.join(',')}}`}::uuid[]) order by f.placement_id, k.part_number`.execute(tx)
  return rows
}

/** Whether a package, or the whole of which it is a part, follows a placement that ended because its provider failed. */
export async function isAfterFailure(tx: Tx, packageId: string): Promise<boolean> {
  const row = await tx.selectFrom('brokerage.follow_on').select('package_id')
    .where((is) => is.or([is('package_id', '=', packageId), is('package_id', '=', is.selectFrom('care.package').select('split_from').where('id', '=', packageId))])).where('failure_id', 'is not', null).executeTakeFirst()
  return row !== undefined
}

/** How many people each failure has moved on, by failure. */
export async function countMoved(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.selectFrom('brokerage.follow_on').select((of) => ['failure_id', of.fn.countAll<number>().as('count')]).where('failure_id', 'is not', null).groupBy('failure_id').execute()
  return new Map(rows.map((row) => [row.failure_id ?? '', row.count]))
}
