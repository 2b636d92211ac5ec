import { sql } from 'kysely'
import type { Minutes } from '../../kernel/amounts.ts'
import type { Tier } from '../../market/terms.ts'
import type { Tx } from '../../platform/db/handles.ts'

/** Weekly minutes that a provider's placements hold in a zone. */
export interface HeldMinutes {
  readonly zoneId: string
  readonly providerId: string
  readonly tier: Tier
  readonly packages: number
  readonly weeklyMinutes: Minutes
}

/** Weekly minutes of the placements with care on a day or starting after it, by zone, provider and tier. */
export async function listHeldMinutes(tx: Tx, filter: { readonly frameworkId: string; readonly on: Temporal.PlainDate; readonly zoneId?: string }): Promise<HeldMinutes[]> {
  const on = filter.on.toString()
  let query = tx
    .selectFrom('brokerage.placement as p')
    .innerJoin('care.package as k', 'k.id', 'p.package_id')
    .leftJoin('brokerage.placement_end as e', 'e.placement_id', 'p.id')
    .select((is) => ['p.zone_id', 'p.provider_id', 'p.tier', is.fn.countAll().as('packages'), is.fn.sum('k.weekly_minutes').as('minutes')])
    .where('p.framework_id', '=', filter.frameworkId)
    .where((is) => is.or([is('e.ends_on', 'is', null), is('e.ends_on', '>=', on)]))
    .groupBy(['p.zone_id', 'p.provider_id', 'p.tier'])
  if (filter.zoneId !== undefined) query = query.where('p.zone_id', '=', filter.zoneId)
  const rows = await query.execute()
  return rows.map((row) => ({ zoneId: row.zone_id, providerId: row.provider_id, tier: row.tier as Tier, packages: Number(row.packages), weeklyMinutes: Number(row.minutes) }))
}

/** Holds a provider's block in a zone until the transaction ends, so that its hours are given out one package at a time. */
export async function lockBlock(tx: Tx, zoneId: string, providerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`block ${zoneId} ${providerId}`}, 7210348))`.execute(tx)
}
