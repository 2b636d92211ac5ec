import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { EnvironmentFault, NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { sha256Of } from '../actions/export-payments.ts'
import { documentsOf, invoicingOf, saidOf, type Invoicing } from '../actions/invoicing-of.ts'
import { invoicingState, whoActsOnInvoicing } from '../rules/invoice/invoicing-state.ts'
import { paidByOn } from '../rules/invoice/invoicing-way-on.ts'
import { lineStandings } from '../rules/invoice/line-standing.ts'
import { findMatch, invoiceContents, listInvoices, listInvoicingEvents, listMatchSums } from '../store/invoice.read.ts'
import { findInvoiceParty, listInvoicingWays, listTolerances } from '../store/invoicing.read.ts'
import { listStatements } from '../store/statement.read.ts'
import type { MustAct } from '../terms/hold.ts'
import { SEE_INVOICES, SET_INVOICING, type InvoiceDocument, type InvoiceMatch, type InvoiceParty, type InvoicingState, type InvoicingWay, type KeptInvoice, type PaidBy } from '../terms/invoice.ts'
import type { Statement } from '../terms/statement.ts'
import { issuedRuns } from './issued-runs.ts'

/** An issued statement with its documents, and where its invoicing stands. */
export interface SeenInvoicing {
  readonly statement: Statement
  readonly providerName: string
  readonly documents: readonly KeptInvoice[]
  readonly invoicedPence: number | null
  readonly state: InvoicingState
  readonly mustAct: MustAct | null
}

/** Where the invoicing of every issued statement stands, the latest period first: the council sees all, a provider its own. */
export async function seeInvoices(house: House, actor: Actor): Promise<SeenInvoicing[]> {
  return read(house, actor, async (work) => {
    need(actor, SEE_INVOICES)
    const every = (await listStatements(work.tx)).filter((each) => isOwnOrganisation(actor, each.providerId))
    const issued = actor.organisationId === null ? await issuedRuns(work.tx) : undefined
    const statements = issued === undefined ? every : every.filter((each) => issued.has(each.payRunId))
    const ids = statements.map((each) => each.id)
    const [names, ways, documents, matches, events] = [await providerNames(work, [...new Set(statements.map((each) => each.providerId))]), await listInvoicingWays(work.tx), await listInvoices(work.tx), await listMatchSums(work.tx, ids), await listInvoicingEvents(work.tx, ids)]
    const byStatement = Map.groupBy(documents, (each) => each.statementId)
    // Only where something was said of a line are the lines themselves looked at.
    const units = new Map<string, InvoiceMatch['units']>()
    for (const [id, said] of events) if (said.some((event) => event.lineNr !== null)) units.set(id, (await findMatch(work.tx, id))?.units ?? [])
    return statements.map((statement) => {
      const own = byStatement.get(statement.id) ?? []
      const match = matches.get(statement.id)
      const said = (events.get(statement.id) ?? []).filter((event) => event.matchId === match?.id)
      const made = own.filter((each) => each.direction === 'made')
      const state = invoicingState({ paidBy: paidByOn(ways, statement.providerId, statement.fromOn), madeCount: made.length, openCount: match?.openCount ?? null, ...saidOf(said, lineStandings(units.get(statement.id) ?? [], said)) })
      const madePence = made.length === 0 ? null : made.reduce((sum, each) => sum + (each.kind === 'invoice' ? each.totalPence : -each.totalPence), 0)
      return { statement, providerName: names.get(statement.providerId) ?? 'Provider', documents: own, invoicedPence: match?.invoicedPence ?? madePence, state, mustAct: whoActsOnInvoicing(state) }
    })
  })
}

/** The invoicing of one statement, line by line. Throws `NotFound`, also for another provider's and one that is not issued. */
export async function seeInvoicing(house: House, actor: Actor, statementId: string): Promise<Invoicing & { readonly statement: Statement; readonly providerName: string; readonly mustAct: MustAct | null }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_INVOICES)
    const [statement] = await listStatements(work.tx, { id: statementId })
    if (statement === undefined || !isOwnOrganisation(actor, statement.providerId)) throw new NotFound('The statement')
    const found = await invoicingOf(work, statement)
    return { ...found, statement, providerName: (await providerNames(work, [statement.providerId])).get(statement.providerId) ?? 'Provider', mustAct: whoActsOnInvoicing(found.state) }
  })
}

/** A kept document byte for byte, read again. Throws `NotFound`, and `EnvironmentFault` when its bytes are no longer those of its digest. */
export async function getInvoice(house: House, actor: Actor, invoiceId: string): Promise<{ readonly invoice: KeptInvoice; readonly content: string; readonly document: InvoiceDocument | undefined; readonly statement: Statement; readonly providerName: string }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_INVOICES)
    const [invoice] = await listInvoices(work.tx, { id: invoiceId })
    const [statement] = invoice === undefined || !isOwnOrganisation(actor, invoice.providerId) ? [] : await listStatements(work.tx, { id: invoice.statementId })
    if (invoice === undefined || statement === undefined) throw new NotFound('The invoice')
    const content = (await invoiceContents(work.tx, [invoice.id])).get(invoice.id) ?? ''
    if (sha256Of(content) !== invoice.sha256) throw new EnvironmentFault(`The bytes of invoice ${invoice.number} are not those that were kept with it: restore them from a backup before it is used.`)
    const [document] = await documentsOf(work, [invoice])
    return { invoice, content, document, statement, providerName: (await providerNames(work, [invoice.providerId])).get(invoice.providerId) ?? 'Provider' }
  })
}

/** A provider as the settings of invoices show it. */
export interface InvoicingProvider {
  readonly id: string
  readonly name: string
  readonly paidBy: PaidBy
  readonly ways: readonly InvoicingWay[]
  readonly party: InvoiceParty | undefined
}

/** Tolerances, the council's details, and how each provider with a statement is paid now; `providerId` looks at one whether it has a statement or not. */
export async function seeInvoiceSettings(house: House, actor: Actor, providerId?: string) {
  return read(house, actor, async (work) => {
    need(actor, SET_INVOICING)
    const ids = providerId === undefined ? [...new Set((await listStatements(work.tx)).map((each) => each.providerId))] : [providerId]
    const names = await providerNames(work, ids)
    const ways = await listInvoicingWays(work.tx)
    const providers: InvoicingProvider[] = []
    for (const [id, name] of [...names].toSorted((a, b) => a[1].localeCompare(b[1]))) providers.push({ id, name, paidBy: paidByOn(ways, id, work.today), ways: ways.filter((way) => way.providerId === id), party: await findInvoiceParty(work.tx, id) })
    if (providerId !== undefined && providers.length === 0) throw new NotFound('The provider')
    const tolerances = await listTolerances(work.tx)
    return { tolerances, council: await findInvoiceParty(work.tx, null), providers, today: work.today }
  })
}
