import type { Tx } from '../../platform/db/handles.ts'
import type { InvoiceParty, InvoicingWay, PaidBy, Tolerance } from '../terms/invoice.ts'

/** How providers are paid, as it was recorded, the latest day first. A provider's role sees its own. */
export async function listInvoicingWays(tx: Tx, providerIds?: readonly string[]): Promise<InvoicingWay[]> {
  if (providerIds?.length === 0) return []
  let query = tx.selectFrom('payment.invoicing_way').selectAll().orderBy('from_on', 'desc').orderBy('recorded_at', 'desc')
  if (providerIds !== undefined) query = query.where('provider_id', 'in', [...providerIds])
  return (await query.execute()).map((row) => ({ providerId: row.provider_id, fromOn: Temporal.PlainDate.from(row.from_on), paidBy: row.paid_by as PaidBy, recordedAt: Temporal.Instant.from(row.recorded_at), recordedBy: row.recorded_by }))
}

/** The tolerances that were set, the newest first. */
export async function listTolerances(tx: Tx): Promise<(Tolerance & { readonly recordedAt: Temporal.Instant; readonly recordedBy: string })[]> {
  const rows = await tx.selectFrom('payment.invoice_tolerance').selectAll().orderBy('recorded_at', 'desc').execute()
  return rows.map((row) => ({ linePence: row.line_pence, lineShare: row.line_share, totalPence: row.total_pence, totalShare: row.total_share, recordedAt: Temporal.Instant.from(row.recorded_at), recordedBy: row.recorded_by }))
}

/** Who the council (null) or a provider is on invoices, as it was recorded last. */
export async function findInvoiceParty(tx: Tx, providerId: string | null): Promise<InvoiceParty | undefined> {
  const row = await tx.selectFrom('payment.invoice_party').selectAll().where('provider_id', providerId === null ? 'is' : '=', providerId).orderBy('recorded_at', 'desc').limit(1).executeTakeFirst()
  return row === undefined ? undefined : { name: row.name, street: row.street, town: row.town, postcode: row.postcode, country: row.country, taxId: row.tax_id, isVatNumber: row.is_vat_number, companyNumber: row.company_number, endpointScheme: row.endpoint_scheme, endpointId: row.endpoint_id }
}
