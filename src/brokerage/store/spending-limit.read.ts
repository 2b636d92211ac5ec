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
