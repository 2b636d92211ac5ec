import type { Tx } from '../../platform/db/handles.ts'
import type { Recharge } from '../terms/recharge.ts'

/** Keeps a recharge file. */
export async function insertRecharge(tx: Tx, file: Recharge, content: string): Promise<void> {
  await tx
    .insertInto('payment.nhs_recharge')
    .values({ id: file.id, pay_run_id: file.payRunId, sequence: file.sequence, row_count: file.rowCount, total_pence: file.totalPence, nhs_pence: file.nhsPence, adjustments_nhs_pence: file.adjustmentsNhsPence, sha256: file.sha256, content, made_at: file.madeAt.toString(), made_by: file.madeBy })
    .execute()
}
