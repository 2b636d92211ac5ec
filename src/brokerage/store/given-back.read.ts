import { sql, type RawBuilder } from 'kysely'
import type { Tier } from '../../market/terms.ts'
import type { Tx } from '../../platform/db/handles.ts'
import { oneOf } from '../../platform/db/one-of.ts'

/** The placements from which packages were handed back, or moved because the provider failed, however many placements ago: `kind`, `package_id`, `provider_id`, `tier`, `at`. */
export function givenBackRows(packageIds: readonly string[]): RawBuilder<unknown> {
  return sql`with recursive back (package_id, placement_id, cause, at) as (
      select k.id, f.placement_id, f.cause, f.recorded_at from care.package k join brokerage.follow_on f on f.package_id in (k.id, k.split_from) where k.id = ${oneOf(packageIds)}
      union all
      select b.package_id, f.placement_id, f.cause, f.recorded_at
      from back b join brokerage.placement p on p.id = b.placement_id join care.package k on k.id = p.package_id join brokerage.follow_on f on f.package_id in (k.id, k.split_from)
    )
    select b.cause as kind, b.package_id, p.provider_id, p.tier, null as reason, b.at from back b join brokerage.placement p on p.id = b.placement_id where b.cause in ('hand-back', 'failure')`
}

/** A provider from which a package came back. */
export interface GivenBackRow {
  readonly providerId: string
  readonly tier: Tier
  readonly cause: 'hand-back' | 'failure'
  readonly at: Temporal.Instant
}

/** Who gave each of some packages back, the oldest first, by package. */
export async function listGivenBack(tx: Tx, packageIds: readonly string[]): Promise<Map<string, GivenBackRow[]>> {
  if (packageIds.length === 0) return new Map()
  const { rows } = await sql<{ kind: string; package_id: string; provider_id: string; tier: string; at: string }>`select * from (${givenBackRows(packageIds)}) t order by at, provider_id`.execute(tx)
  const all = rows.map((row) => ({ packageId: row.package_id, providerId: row.provider_id, tier: row.tier as Tier, cause: row.kind === 'failure' ? ('failure' as const) : ('hand-back' as const), at: Temporal.Instant.from(row.at) }))
  return Map.groupBy(all, (each) => each.packageId)
}
