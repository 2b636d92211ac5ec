import type { Tx } from '../../platform/db/handles.ts'
import type { InvoiceMatch, InvoicingEvent, KeptInvoice } from '../terms/invoice.ts'

/** Keeps a document with its bytes; `sequence` is null for one received. */
export async function insertInvoice(tx: Tx, invoice: KeptInvoice, content: string, sequence: number | null): Promise<void> {
  await tx
    .insertInto('payment.invoice')
    .values({ id: invoice.id, direction: invoice.direction, kind: invoice.kind, provider_id: invoice.providerId, statement_id: invoice.statementId, number: invoice.number, sequence, issued_on: invoice.issuedOn.toString(), total_pence: invoice.totalPence, line_count: invoice.lineCount, file_name: invoice.fileName, sha256: invoice.sha256, content, kept_at: invoice.keptAt.toString(), kept_by: invoice.keptBy })
    .execute()
}

/** Keeps a match with the rule and the tolerance it was made by. */
export async function insertMatch(tx: Tx, match: InvoiceMatch & { readonly id: string; readonly statementId: string; readonly providerId: string; readonly invoiceId: string; readonly ruleVersion: string; readonly matchedAt: Temporal.Instant }): Promise<void> {
  await tx
    .insertInto('payment.invoice_match')
    .values({ id: match.id, statement_id: match.statementId, provider_id: match.providerId, invoice_id: match.invoiceId, open_count: match.openCount, statement_pence: match.statementPence, invoiced_pence: match.invoicedPence, tolerance: JSON.stringify(match.tolerance), units: JSON.stringify(match.units), rule_version: match.ruleVersion, matched_at: match.matchedAt.toString() })
    .execute()
}

export async function insertInvoicingEvent(tx: Tx, event: InvoicingEvent & { readonly statementId: string; readonly nr: number; readonly providerId: string; readonly matchId: string }): Promise<void> {
  await tx
    .insertInto('payment.invoicing_event')
    .values({ statement_id: event.statementId, nr: event.nr, provider_id: event.providerId, match_id: event.matchId, kind: event.kind, note: event.note, happened_at: event.at.toString(), done_by: event.by, from_council: event.isCouncil, unit_nr: event.lineNr, agreed_pence: event.agreedPence })
    .execute()
}
