import { sql } from 'kysely'
import type { Role } from '../../platform/access/roles.ts'
import type { Tx } from '../../platform/db/handles.ts'
import type { LimitKind, SpendingLimit } from '../terms/spending.ts'

/** Every spending limit that was ever set, the newest first. */
export async function listSpendingLimits(tx: Tx): Promise<SpendingLimit[]> {
  const rows = await tx.selectFrom('brokerage.spending_limit').selectAll().orderBy('recorded_at', 'desc').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    role: row.role as Role | null,
    accountId: row.account_id,
    kind: row.kind as LimitKind,
    weeklyPence: row.weekly_pence,
    mayApproveOwn: row.may_approve_own,
    note: row.note,
    recordedAt: Temporal.Instant.from(row.recorded_at),
    recordedBy: row.recorded_by,
  }))
}

/** Whether any limit was ever set: without one nothing is held against any. */
export async function hasSpendingLimits(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select exists (select from brokerage.spending_limit) as there`.execute(tx)
  return rows[0]?.there === true
}
