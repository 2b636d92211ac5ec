import type { Role } from '../../platform/access/roles.ts'
import type { Tx } from '../../platform/db/handles.ts'
import type { ApprovalLimit, ApprovalLimitKind } from '../terms/approval.ts'

/** Every limit for approving runs that was ever set, the newest first. */
export async function listApprovalLimits(tx: Tx): Promise<ApprovalLimit[]> {
  const rows = await tx.selectFrom('payment.approval_limit').selectAll().orderBy('recorded_at', 'desc').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    role: row.role as Role | null,
    accountId: row.account_id,
    kind: row.kind as ApprovalLimitKind,
    pence: row.pence,
    note: row.note,
    recordedAt: Temporal.Instant.from(row.recorded_at),
    recordedBy: row.recorded_by,
  }))
}
