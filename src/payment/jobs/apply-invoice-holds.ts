import type { JobHandler } from '../../platform/jobs/handler.ts'
import { applyInvoiceHolds } from '../actions/invoice-holds.ts'
import { INVOICING_CHANGED } from '../terms/invoice.ts'

/** Brings the holds of a statement to where its invoicing stands; done by the house, because a provider places and releases none. */
export const invoiceHoldsJob: JobHandler = {
  topic: INVOICING_CHANGED.name,
  name: 'hold or release what an invoice is about',
  handle: (house, payload) => applyInvoiceHolds(house, INVOICING_CHANGED.payload.parse(payload).statementId),
}
