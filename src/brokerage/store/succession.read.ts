import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'

/** Holds a succession until the transaction ends: it is carried out once at a time. */
export async function lockSuccession(tx: Tx, leavingId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`succession ${leavingId}`}, 7210352))`.execute(tx)
}

/** How many placements passed on by each succession. For the council. */
export async function countSucceeded(tx: Tx, leavingIds: readonly string[]): Promise<Map<string, number>> {
  if (leavingIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('brokerage.placement')
    .select((is) => ['succession_id', is.fn.countAll().as('placements')])
    .where('succession_id', 'in', [...leavingIds])
    .groupBy('succession_id')
    .execute()
  return new Map(rows.flatMap((row) => (row.succession_id === null ? [] : [[row.succession_id, Number(row.placements)] as const])))
}
