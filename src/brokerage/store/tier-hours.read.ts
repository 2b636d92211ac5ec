import type { Minutes } from '../../kernel/amounts.ts'
import type { Tier } from '../../market/terms.ts'
import type { Tx } from '../../platform/db/handles.ts'

/** Weekly care-worker minutes of the packages in care on a day, by the tier that holds them. */
export async function listTierMinutes(tx: Tx, frameworkId: string, on: Temporal.PlainDate): Promise<{ readonly tier: Tier; readonly weeklyMinutes: Minutes }[]> {
  const day = on.toString()
  const rows = await tx
    .selectFrom('brokerage.placement as p')
    .innerJoin('care.package as k', 'k.id', 'p.package_id')
    .leftJoin('brokerage.placement_end as e', 'e.placement_id', 'p.id')
    .select((of) => ['p.tier', of.fn.sum<string>('k.weekly_minutes').as('minutes')])
    .where('p.framework_id', '=', frameworkId)
    .where('p.starts_on', '<=', day)
    .where((is) => is.or([is('e.ends_on', 'is', null), is('e.ends_on', '>=', day)]))
    .groupBy('p.tier')
    .execute()
  return rows.map((row) => ({ tier: row.tier as Tier, weeklyMinutes: Number(row.minutes) }))
}
