import type { Tx } from '../../platform/db/handles.ts'
import type { BacsFile } from '../terms/bacs.ts'

/** The Bacs files made from a payments file, the first first. */
export async function listBacsFiles(tx: Tx, exportId: string): Promise<BacsFile[]> {
  const rows = await tx
    .selectFrom('payment.bacs_file as file')
    .leftJoin('payment.bacs_withdrawal as withdrawal', 'withdrawal.file_id', 'file.id')
    .select(['file.id', 'file.export_id', 'file.sequence', 'file.processing_on', 'file.payment_count', 'file.total_pence', 'file.sha256', 'file.made_at', 'file.made_by', 'withdrawal.reason', 'withdrawal.withdrawn_at', 'withdrawal.withdrawn_by'])
    .where('file.export_id', '=', exportId)
    .orderBy('file.sequence')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    exportId: row.export_id,
    sequence: row.sequence,
    processingOn: Temporal.PlainDate.from(row.processing_on),
    paymentCount: row.payment_count,
    totalPence: row.total_pence,
    sha256: row.sha256,
    madeAt: Temporal.Instant.from(row.made_at),
    madeBy: row.made_by,
    withdrawal: row.withdrawn_at === null ? null : { reason: row.reason ?? '', at: Temporal.Instant.from(row.withdrawn_at), by: row.withdrawn_by ?? '' },
  }))
}

/** The bytes of a Bacs file, as text. */
export async function getBacsContent(tx: Tx, fileId: string): Promise<string> {
  return (await tx.selectFrom('payment.bacs_file').select('content').where('id', '=', fileId).executeTakeFirstOrThrow()).content
}

/** The account that each provider was last paid into by a file that stands, by provider; or by one file. */
export async function lastPaidAccounts(tx: Tx, providerIds: readonly string[], fileId?: string): Promise<Map<string, string>> {
  if (providerIds.length === 0) return new Map()
  let query = tx
    .selectFrom('payment.bacs_payment as payment')
    .innerJoin('payment.bacs_file as file', 'file.id', 'payment.file_id')
    .leftJoin('payment.bacs_withdrawal as withdrawal', 'withdrawal.file_id', 'file.id')
    .distinctOn('payment.provider_id')
    .select(['payment.provider_id', 'payment.bank_account_id'])
    .where('payment.provider_id', 'in', [...providerIds])
    .where('withdrawal.file_id', 'is', null)
    .orderBy('payment.provider_id')
    .orderBy('file.sequence', 'desc')
  if (fileId !== undefined) query = query.where('file.id', '=', fileId)
  const rows = await query.execute()
  return new Map(rows.map((row) => [row.provider_id, row.bank_account_id]))
}
