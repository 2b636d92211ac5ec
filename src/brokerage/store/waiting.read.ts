import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'

/** The packages that are wanted and have no placement. Their facts come through care's door; only which ones is asked here. */
export async function listUnplacedPackageIds(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('care.package as k')
    .select('k.id')
    .where('k.withdrawn_on', 'is', null)
    .where((is) => is.not(is.exists(is.selectFrom('brokerage.placement as p').select('p.id').whereRef('p.package_id', '=', 'k.id'))))
    .execute()
  return rows.map((row) => row.id)
}

/** The same packages with how many questions about each nobody has answered, in one statement. */
export async function listUnplacedWithQueries(tx: Tx): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; open: number }>`
    select k.id, coalesce(q.open, 0) as open
    from care.package k
    left join (
      select package_id, count(*)::int as open from brokerage.query q where not exists (select from brokerage.query_answer a where a.query_id = q.id) group by package_id
    ) q on q.package_id = k.id
    where k.withdrawn_on is null and not exists (select from brokerage.placement p where p.package_id = k.id)`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.open]))
}
