import type { Tx } from '../../platform/db/handles.ts'
import type { ApprovalLimit } from '../terms/approval.ts'

/** Sets a limit; those before stay. */
export async function insertApprovalLimit(tx: Tx, limit: ApprovalLimit): Promise<void> {
  await tx
    .insertInto('payment.approval_limit')
    .values({ id: limit.id, role: limit.role, account_id: limit.accountId, kind: limit.kind, pence: limit.pence, note: limit.note, recorded_at: limit.recordedAt.toString(), recorded_by: limit.recordedBy })
    .execute()
}
