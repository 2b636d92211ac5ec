import type { Tx } from '../../platform/db/handles.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import type { BacsFile, BacsPaymentKept } from '../terms/bacs.ts'

/** Keeps a Bacs file with its credits. */
export async function insertBacsFile(tx: Tx, file: BacsFile, content: string, originatorId: string, payments: readonly BacsPaymentKept[]): Promise<void> {
  await tx
    .insertInto('payment.bacs_file')
    .values({ id: file.id, export_id: file.exportId, sequence: file.sequence, processing_on: file.processingOn.toString(), originator_id: originatorId, payment_count: file.paymentCount, total_pence: file.totalPence, sha256: file.sha256, content, made_at: file.madeAt.toString(), made_by: file.madeBy })
    .execute()
  await insertRows(tx, 'payment.bacs_payment', [
    { name: 'file_id', type: 'uuid', value: () => file.id },
    { name: 'statement_id', type: 'uuid', value: (row) => row.statementId },
    { name: 'provider_id', type: 'uuid', value: (row) => row.providerId },
    { name: 'bank_account_id', type: 'uuid', value: (row) => row.bankAccountId },
    { name: 'pence', type: 'bigint', value: (row) => row.pence },
  ], payments)
}

/** Withdraws a Bacs file that was never submitted. */
export async function insertBacsWithdrawal(tx: Tx, fileId: string, withdrawal: NonNullable<BacsFile['withdrawal']>): Promise<void> {
  await tx.insertInto('payment.bacs_withdrawal').values({ file_id: fileId, reason: withdrawal.reason, withdrawn_at: withdrawal.at.toString(), withdrawn_by: withdrawal.by }).execute()
}
