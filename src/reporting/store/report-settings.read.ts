import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'

/**
 * Sets the rest of this transaction up for few large queries: room to group a quarter of a year's visits in memory, and
 * no compiling of queries, which takes longer than they do (measured: 0.55 of 0.6 seconds). Visits and their records are
 * joined whole, so each table is read through once: looked up one by one, as the planner would have it because it takes
 * every record for one that may have been corrected, they cost three times as much (measured on eight weeks: 1.8 against 0.6 seconds).
 */
export async function settleForReport(tx: Tx): Promise<void> {
  await sql`select set_config('work_mem', '64MB', true), set_config('jit', 'off', true), set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true)`.execute(tx)
}
