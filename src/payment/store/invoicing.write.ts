import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/db/handles.ts'
import type { InvoiceParty, InvoicingWay, Tolerance } from '../terms/invoice.ts'

interface Recorded {
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string
}

export async function insertInvoicingWay(tx: Tx, way: InvoicingWay): Promise<void> {
  await tx.insertInto('payment.invoicing_way').values({ id: randomUUID(), provider_id: way.providerId, from_on: way.fromOn.toString(), paid_by: way.paidBy, recorded_at: way.recordedAt.toString(), recorded_by: way.recordedBy }).execute()
}

export async function insertTolerance(tx: Tx, tolerance: Tolerance & Recorded): Promise<void> {
  await tx.insertInto('payment.invoice_tolerance').values({ id: randomUUID(), line_pence: tolerance.linePence, line_share: tolerance.lineShare, total_pence: tolerance.totalPence, total_share: tolerance.totalShare, recorded_at: tolerance.recordedAt.toString(), recorded_by: tolerance.recordedBy }).execute()
}

/** Records who the council (null) or a provider is on invoices from now on. */
export async function insertInvoiceParty(tx: Tx, providerId: string | null, party: InvoiceParty & Recorded): Promise<void> {
  await tx
    .insertInto('payment.invoice_party')
    .values({ id: randomUUID(), provider_id: providerId, name: party.name, street: party.street, town: party.town, postcode: party.postcode, country: party.country, tax_id: party.taxId, is_vat_number: party.isVatNumber, company_number: party.companyNumber, endpoint_scheme: party.endpointScheme, endpoint_id: party.endpointId, recorded_at: party.recordedAt.toString(), recorded_by: party.recordedBy })
    .execute()
}
