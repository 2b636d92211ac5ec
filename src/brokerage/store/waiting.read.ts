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
