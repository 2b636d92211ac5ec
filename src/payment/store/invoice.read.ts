import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../platform/db/handles.ts'
import { DIFFERENCE_KINDS, toleranceShape, type DocumentKind, type InvoiceMatch, type InvoicingEvent, type InvoicingEventKind, type KeptInvoice, type LineToMatch, type MatchedUnit } from '../terms/invoice.ts'

const COLUMNS = ['id', 'direction', 'kind', 'provider_id', 'statement_id', 'number', 'issued_on', 'total_pence', 'line_count', 'file_name', 'sha256', 'kept_at', 'kept_by'] as const

/** Documents received and made, in the order they came: of statements, one by its id. A provider's role sees its own. */
export async function listInvoices(tx: Tx, of: { readonly id?: string; readonly statementIds?: readonly string[] } = {}): Promise<KeptInvoice[]> {
  if (of.statementIds?.length === 0) return []
  let query = tx.selectFrom('payment.invoice').select(COLUMNS).orderBy('kept_at').orderBy('number')
  if (of.id !== undefined) query = query.where('id', '=', of.id)
  if (of.statementIds !== undefined) query = query.where('statement_id', 'in', [...of.statementIds])
  return (await query.execute()).map(toInvoice)
}

/** The document of a provider with the same bytes or the same number; the one with the same bytes before. */
export async function findInvoiceLike(tx: Tx, like: { readonly providerId: string; readonly sha256: string; readonly number: string }): Promise<KeptInvoice | undefined> {
  const rows = await tx.selectFrom('payment.invoice').select(COLUMNS).where('provider_id', '=', like.providerId).where('direction', '=', 'received').where((is) => is.or([is('sha256', '=', like.sha256), is(sql`upper(number)`, '=', like.number.toUpperCase())])).execute()
  const row = rows.find((each) => each.sha256 === like.sha256) ?? rows[0]
  return row === undefined ? undefined : toInvoice(row)
}

/** The bytes of documents, as text, by id. */
export async function invoiceContents(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('payment.invoice').select(['id', 'content']).where('id', 'in', [...ids]).execute()
  return new Map(rows.map((row) => [row.id, row.content]))
}

/** A statement's lines as documents are held against them, without the people's references. */
export async function listLinesToMatch(tx: Tx, statementId: string): Promise<Omit<LineToMatch, 'personReference'>[]> {
  const rows = await tx.selectFrom('payment.pay_line').select(['id', 'person_id', 'visit_reference', 'visit_on', 'kind', 'outcome', 'pence']).where('statement_id', '=', statementId).orderBy('visit_on').orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, personId: row.person_id, visitReference: row.visit_reference, visitOn: Temporal.PlainDate.from(row.visit_on), isAdjustment: row.kind === 'adjustment', outcome: row.outcome, pence: row.pence }))
}

const unitShape = z.object({ documentLines: z.array(z.string()), about: z.string(), statementLineIds: z.array(z.number()), personIds: z.array(z.string()), statementPence: z.number(), invoicedPence: z.number(), difference: z.enum(DIFFERENCE_KINDS).nullable(), isTolerated: z.boolean(), words: z.string() }) satisfies z.ZodType<MatchedUnit>

/** The newest match of a statement. */
export async function findMatch(tx: Tx, statementId: string): Promise<(InvoiceMatch & { readonly id: string; readonly matchedAt: Temporal.Instant }) | undefined> {
  const row = await tx.selectFrom('payment.invoice_match').selectAll().where('statement_id', '=', statementId).orderBy('nr', 'desc').limit(1).executeTakeFirst()
  return row === undefined ? undefined : { id: row.id, matchedAt: Temporal.Instant.from(row.matched_at), units: z.array(unitShape).parse(row.units), statementPence: row.statement_pence, invoicedPence: row.invoiced_pence, openCount: row.open_count, tolerance: toleranceShape.parse(row.tolerance) }
}

/** What the newest match of each statement came to, without what was compared. */
export async function listMatchSums(tx: Tx, statementIds: readonly string[]): Promise<Map<string, { readonly id: string; readonly openCount: number; readonly invoicedPence: number }>> {
  if (statementIds.length === 0) return new Map()
  const rows = await tx.selectFrom('payment.invoice_match').distinctOn('statement_id').select(['id', 'statement_id', 'open_count', 'invoiced_pence']).where('statement_id', 'in', [...statementIds]).orderBy('statement_id').orderBy('nr', 'desc').execute()
  return new Map(rows.map((row) => [row.statement_id, { id: row.id, openCount: row.open_count, invoicedPence: row.invoiced_pence }]))
}

/** What was said about the differences of statements, by statement, in order. */
export async function listInvoicingEvents(tx: Tx, statementIds: readonly string[]): Promise<Map<string, (InvoicingEvent & { readonly matchId: string })[]>> {
  const rows = statementIds.length === 0 ? [] : await tx.selectFrom('payment.invoicing_event').selectAll().where('statement_id', 'in', [...statementIds]).orderBy('nr').execute()
  return Map.groupBy(rows.map((row) => ({ statementId: row.statement_id, matchId: row.match_id, kind: row.kind as InvoicingEventKind, note: row.note, at: Temporal.Instant.from(row.happened_at), by: row.done_by, isCouncil: row.from_council ?? (row.kind === 'answered' || row.kind === 'settled'), lineNr: row.unit_nr, agreedPence: row.agreed_pence })), (each) => each.statementId)
}

/** Holds off every other change of a statement's invoicing until the transaction ends. */
export async function lockInvoicing(tx: Tx, statementId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`invoicing ${statementId}`}, 0))`.execute(tx)
}

function toInvoice(row: { id: string; direction: string; kind: string; provider_id: string; statement_id: string; number: string; issued_on: string; total_pence: number; line_count: number; file_name: string; sha256: string; kept_at: string; kept_by: string }): KeptInvoice {
  return { id: row.id, direction: row.direction === 'made' ? 'made' : 'received', kind: row.kind as DocumentKind, providerId: row.provider_id, statementId: row.statement_id, number: row.number, issuedOn: Temporal.PlainDate.from(row.issued_on), totalPence: row.total_pence, lineCount: row.line_count, fileName: row.file_name, sha256: row.sha256, keptAt: Temporal.Instant.from(row.kept_at), keptBy: row.kept_by }
}
