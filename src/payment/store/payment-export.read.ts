import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { PaymentDue, PaymentExport, Remittance } from '../terms/export.ts'

/** The next number of payments files, of remittances, of the council's own invoices, of NHS recharge files or of Bacs files. Holds every other numbering of them off until the transaction ends, so that none is left out or given twice. */
export async function nextSequence(tx: Tx, of: 'payment_export' | 'remittance' | 'invoice' | 'nhs_recharge' | 'bacs_file'): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payment sequence ${of}`}, 0))`.execute(tx)
  const row = await tx.selectFrom(`payment.${of}`).select((eb) => eb.fn.max<number | null>('sequence').as('last')).executeTakeFirst()
  return (row?.last ?? 0) + 1
}

const EXPORT = ['id', 'pay_run_id', 'nr', 'sequence', 'row_count', 'total_pence', 'held_count', 'held_pence', 'sha256', 'made_at', 'made_by'] as const

/** The payments files of a run, the first first. */
export async function listExports(tx: Tx, payRunId: string): Promise<PaymentExport[]> {
  const rows = await tx.selectFrom('payment.payment_export').select(EXPORT).where('pay_run_id', '=', payRunId).orderBy('nr').execute()
  return rows.map((row) => ({ id: row.id, payRunId: row.pay_run_id, nr: row.nr, sequence: row.sequence, rowCount: row.row_count, totalPence: row.total_pence, heldCount: row.held_count, heldPence: row.held_pence, sha256: row.sha256, madeAt: Temporal.Instant.from(row.made_at), madeBy: row.made_by }))
}

/** The bytes of a payments file, as text. */
export async function getExportContent(tx: Tx, exportId: string): Promise<string> {
  return (await tx.selectFrom('payment.payment_export').select('content').where('id', '=', exportId).executeTakeFirstOrThrow()).content
}

/** What an export pays, by statement. */
export async function listDues(tx: Tx, exportId: string): Promise<PaymentDue[]> {
  const rows = await tx.selectFrom('payment.payment_due').selectAll().where('export_id', '=', exportId).execute()
  return rows.map((row) => ({ statementId: row.statement_id, providerId: row.provider_id, lineCount: row.line_count, pence: row.pence, nhsPence: row.nhs_pence, heldCount: row.held_count, heldPence: row.held_pence }))
}

/** What an export pays for each person, by statement: the lines of the first export less those it left out, or those of the export before less those still left out. */
export async function listPersonSums(tx: Tx, of: { readonly exportId: string; readonly payRunId: string; readonly nr: number }): Promise<{ readonly statementId: string; readonly personId: string | null; readonly visits: number; readonly adjustments: number; readonly pence: number }[]> {
  const { rows } = await sql<{ statement_id: string; person_id: string | null; visits: number; adjustments: number; pence: number }>`
    select l.statement_id, l.person_id, count(*) filter (where l.kind = 'visit')::int as visits, count(*) filter (where l.kind <> 'visit')::int as adjustments, sum(l.pence)::bigint as pence
    from payment.pay_line l join payment.payment_due d on d.statement_id = l.statement_id and d.export_id = ${of.exportId}
    where not exists (select from payment.held_line h where h.export_id = ${of.exportId} and h.pay_line_id = l.id)
    ${of.nr === 1 ? sql`` : sql`and exists (select from payment.held_line h join payment.payment_export e on e.id = h.export_id where e.pay_run_id = ${of.payRunId} and e.nr = ${of.nr - 1} and h.pay_line_id = l.id)`}
    group by l.statement_id, l.person_id`.execute(tx)
  return rows.map((row) => ({ statementId: row.statement_id, personId: row.person_id, visits: row.visits, adjustments: row.adjustments, pence: row.pence }))
}

/** Remittances, the newest first: of a statement, of a run's export, or one by its id. A provider's role sees its own. */
export async function listRemittances(tx: Tx, of: { readonly id?: string; readonly statementId?: string; readonly exportIds?: readonly string[] }): Promise<Remittance[]> {
  if (of.exportIds?.length === 0) return []
  let query = tx.selectFrom('payment.remittance').select(['id', 'sequence', 'export_id', 'statement_id', 'provider_id', 'pence', 'paid_on', 'row_count', 'sha256']).orderBy('sequence', 'desc')
  if (of.id !== undefined) query = query.where('id', '=', of.id)
  if (of.statementId !== undefined) query = query.where('statement_id', '=', of.statementId)
  if (of.exportIds !== undefined) query = query.where('export_id', 'in', [...of.exportIds])
  return (await query.execute()).map((row) => ({ id: row.id, sequence: row.sequence, exportId: row.export_id, statementId: row.statement_id, providerId: row.provider_id, pence: row.pence, paidOn: Temporal.PlainDate.from(row.paid_on), rowCount: row.row_count, sha256: row.sha256 }))
}

/** The bytes of a remittance, as text. */
export async function getRemittanceContent(tx: Tx, remittanceId: string): Promise<string> {
  return (await tx.selectFrom('payment.remittance').select('content').where('id', '=', remittanceId).executeTakeFirstOrThrow()).content
}
