import type { Tx } from '../../platform/db/handles.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import type { PaymentDue, PaymentExport, Remittance } from '../terms/export.ts'
import type { HeldLine } from '../terms/hold.ts'

/** Keeps a payments file with what it pays and what it left out. */
export async function insertExport(tx: Tx, file: PaymentExport, content: string, dues: readonly PaymentDue[], held: readonly HeldLine[]): Promise<void> {
  await tx
    .insertInto('payment.payment_export')
    .values({ id: file.id, pay_run_id: file.payRunId, nr: file.nr, sequence: file.sequence, row_count: file.rowCount, total_pence: file.totalPence, held_count: file.heldCount, held_pence: file.heldPence, sha256: file.sha256, content, made_at: file.madeAt.toString(), made_by: file.madeBy })
    .execute()
  await insertRows(tx, 'payment.payment_due', [
    { name: 'export_id', type: 'uuid', value: () => file.id },
    { name: 'statement_id', type: 'uuid', value: (due) => due.statementId },
    { name: 'provider_id', type: 'uuid', value: (due) => due.providerId },
    { name: 'line_count', type: 'int', value: (due) => due.lineCount },
    { name: 'pence', type: 'bigint', value: (due) => due.pence },
    { name: 'nhs_pence', type: 'bigint', value: (due) => due.nhsPence },
    { name: 'held_count', type: 'int', value: (due) => due.heldCount },
    { name: 'held_pence', type: 'bigint', value: (due) => due.heldPence },
  ], dues)
  await insertRows(tx, 'payment.held_line', [
    { name: 'export_id', type: 'uuid', value: () => file.id },
    { name: 'pay_line_id', type: 'bigint', value: (line) => line.id },
    { name: 'statement_id', type: 'uuid', value: (line) => line.statementId },
    { name: 'provider_id', type: 'uuid', value: (line) => line.providerId },
    { name: 'hold_id', type: 'uuid', value: (line) => line.hold.id },
  ], held)
}

/** Keeps remittances with their files. */
export async function insertRemittances(tx: Tx, remittances: readonly (Remittance & { readonly content: string; readonly madeAt: Temporal.Instant })[]): Promise<void> {
  await insertRows(tx, 'payment.remittance', [
    { name: 'id', type: 'uuid', value: (row) => row.id },
    { name: 'sequence', type: 'int', value: (row) => row.sequence },
    { name: 'export_id', type: 'uuid', value: (row) => row.exportId },
    { name: 'statement_id', type: 'uuid', value: (row) => row.statementId },
    { name: 'provider_id', type: 'uuid', value: (row) => row.providerId },
    { name: 'pence', type: 'bigint', value: (row) => row.pence },
    { name: 'paid_on', type: 'date', value: (row) => row.paidOn.toString() },
    { name: 'row_count', type: 'int', value: (row) => row.rowCount },
    { name: 'sha256', type: 'text', value: (row) => row.sha256 },
    { name: 'content', type: 'text', value: (row) => row.content },
    { name: 'made_at', type: 'timestamptz', value: (row) => row.madeAt.toString() },
  ], remittances)
}
