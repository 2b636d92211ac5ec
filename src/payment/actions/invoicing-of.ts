import { personLabels } from '../../care/public.ts'
import type { Work } from '../../platform/action/work.ts'
import { readXmlTree } from '../files/xml-tree.ts'
import { invoicingState } from '../rules/invoice/invoicing-state.ts'
import { lineStandings, stateOfLines } from '../rules/invoice/line-standing.ts'
import { paidByOn } from '../rules/invoice/invoicing-way-on.ts'
import { readDocument } from '../rules/invoice/read-document.ts'
import { findMatch, invoiceContents, listInvoices, listInvoicingEvents, listLinesToMatch } from '../store/invoice.read.ts'
import { listInvoicingWays } from '../store/invoicing.read.ts'
import type { InvoiceDocument, InvoiceMatch, InvoicingEvent, InvoicingEventKind, InvoicingState, KeptInvoice, LineStanding, LineToMatch, PaidBy } from '../terms/invoice.ts'
import type { Statement } from '../terms/statement.ts'

/** The invoicing of one statement as it stands. */
export interface Invoicing {
  readonly paidBy: PaidBy
  readonly documents: readonly KeptInvoice[]
  readonly match: (InvoiceMatch & { readonly id: string; readonly matchedAt: Temporal.Instant }) | undefined
  /** All that was said, also of earlier matches. */
  readonly events: readonly (InvoicingEvent & { readonly matchId: string })[]
  /** Where each line of the match stands, in its order; none before an invoice came. */
  readonly standings: readonly LineStanding[]
  readonly state: InvoicingState
}

/** Reads the invoicing of a statement. */
export async function invoicingOf(work: Work, statement: Statement): Promise<Invoicing> {
  const paidBy = paidByOn(await listInvoicingWays(work.tx, [statement.providerId]), statement.providerId, statement.fromOn)
  const documents = await listInvoices(work.tx, { statementIds: [statement.id] })
  const match = await findMatch(work.tx, statement.id)
  const events = (await listInvoicingEvents(work.tx, [statement.id])).get(statement.id) ?? []
  const said = events.filter((event) => event.matchId === match?.id)
  const standings = lineStandings(match?.units ?? [], said)
  const state = invoicingState({ paidBy, madeCount: documents.filter((each) => each.direction === 'made').length, openCount: match?.openCount ?? null, ...saidOf(said, standings) })
  return { paidBy, documents, match, events, standings, state }
}

/** What was said as the state of the whole takes it: of all lines, and where the lines stand together once something was said of one. */
export function saidOf(said: readonly InvoicingEvent[], standings: readonly LineStanding[]): { readonly said: readonly InvoicingEventKind[]; readonly lines: InvoicingState | undefined } {
  return { said: said.filter((event) => event.lineNr === null).map((event) => event.kind), lines: said.some((event) => event.lineNr !== null) ? stateOfLines(standings) : undefined }
}

/** The lines of a statement with the people's references, as invoices name them. */
export async function linesToMatch(work: Work, statementId: string): Promise<LineToMatch[]> {
  const lines = await listLinesToMatch(work.tx, statementId)
  const people = await personLabels(work, [...new Set(lines.flatMap((line) => line.personId ?? []))])
  return lines.map((line) => ({ ...line, personReference: line.personId === null ? null : (people.get(line.personId)?.reference ?? null) }))
}

/** The documents of kept invoices, read again from their bytes. */
export async function documentsOf(work: Work, invoices: readonly KeptInvoice[]): Promise<InvoiceDocument[]> {
  const contents = await invoiceContents(work.tx, invoices.map((each) => each.id))
  return invoices.flatMap((each) => {
    const tree = readXmlTree(Buffer.from(contents.get(each.id) ?? '', 'utf8'))
    return tree.ok ? [readDocument(tree.root)] : []
  })
}
