import { randomUUID } from 'node:crypto'
import { wordsForDate } from '../../kernel/words.ts'
import { londonDate } from '../../kernel/london.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { notify } from '../../platform/notify/notify.ts'
import { checkInvoice, type CheckedInvoice } from '../files/check-invoice.ts'
import type { InvoiceFault } from '../rules/invoice/business-rule.ts'
import { MATCH_RULE_VERSION, matchInvoices } from '../rules/invoice/match-invoice.ts'
import { runState } from '../rules/run-state.ts'
import { findInvoiceLike, lockInvoicing } from '../store/invoice.read.ts'
import { insertInvoice, insertMatch } from '../store/invoice.write.ts'
import { listTolerances } from '../store/invoicing.read.ts'
import { listRunEvents } from '../store/pay-run-event.read.ts'
import { listPayRunSums } from '../store/pay-run.read.ts'
import { listStatements } from '../store/statement.read.ts'
import { INVOICING_CHANGED, NO_TOLERANCE, SEND_INVOICES, type InvoiceDocument, type InvoiceMatch, type KeptInvoice } from '../terms/invoice.ts'
import type { Statement } from '../terms/statement.ts'
import { documentsOf, invoicingOf, linesToMatch } from './invoicing-of.ts'

/** What became, or would become, of a file: every fault, or the statement it is for and how it matches; `earlier` where it came before. */
export interface ReceivedInvoice extends CheckedInvoice {
  readonly statement: Statement | null
  readonly match: InvoiceMatch | null
  readonly earlier: KeptInvoice | null
  /** Null while previewed, and when refused. */
  readonly invoiceId: string | null
}

/**
 * Takes a provider's electronic invoice or credit note: holds it against the rules, finds its statement, and matches every document of the statement with it.
 * With `isPreview` nothing is written. A file that breaks a rule is not kept; the same bytes or the same number again are refused with where the first is.
 */
export async function receiveInvoice(house: House, actor: Actor, input: { readonly name: string; readonly bytes: Buffer; readonly isPreview: boolean }): Promise<ReceivedInvoice> {
  need(actor, SEND_INVOICES)
  const checked = checkInvoice(input.bytes)
  const { document } = checked
  if (document === null) return refusal(checked, [])
  if (input.isPreview) return read(house, actor, (work) => judge(work, checked, document))
  const judged = await read(house, actor, (work) => judge(work, checked, document))
  if (judged.match === null || judged.statement === null) return judged
  const { statement } = judged
  return write(house, actor, async (work) => {
    await lockInvoicing(work.tx, statement.id)
    const again = await judge(work, checked, document)
    const { match } = again
    if (match === null) {
      work.audit({ kind: 'invoice-refused', subjectKind: 'statement', subjectId: statement.id, detail: { rules: again.faults.map((fault) => fault.rule) } })
      return again
    }
    const invoice: KeptInvoice = { id: randomUUID(), direction: 'received', kind: document.kind, providerId: statement.providerId, statementId: statement.id, number: document.number, issuedOn: document.issueOn ?? work.today, totalPence: document.totalPence, lineCount: document.lines.length, fileName: input.name, sha256: checked.sha256, keptAt: work.now, keptBy: actor.name }
    await insertInvoice(work.tx, invoice, input.bytes.toString('utf8'), null)
    await insertMatch(work.tx, { ...match, id: randomUUID(), statementId: statement.id, providerId: statement.providerId, invoiceId: invoice.id, ruleVersion: MATCH_RULE_VERSION, matchedAt: work.now })
    if (match.openCount > 0) await notify(work, { organisationId: statement.providerId, role: 'provider-finance' }, 'invoice-differs', { statement: statement.number, link: `/statements/${statement.id}/invoices` })
    work.publish(INVOICING_CHANGED, { statementId: statement.id })
    work.audit({ kind: 'invoice-received', subjectKind: 'invoice', subjectId: invoice.id, detail: { statementId: statement.id, kind: invoice.kind, totalPence: invoice.totalPence, open: match.openCount, sha256: invoice.sha256 } })
    return { ...again, invoiceId: invoice.id }
  })
}

function refusal(checked: CheckedInvoice, faults: readonly InvoiceFault[], earlier: KeptInvoice | null = null, statement: Statement | null = null): ReceivedInvoice {
  return { ...checked, faults: [...checked.faults, ...faults], statement, match: null, earlier, invoiceId: null }
}

async function judge(work: Work, checked: CheckedInvoice, document: InvoiceDocument): Promise<ReceivedInvoice> {
  if (document.typeCode === '389' || document.typeCode === '261') return refusal(checked, [{ rule: 'TW-08', words: 'A self-billed document is made by the council', place: 'Its type code', value: document.typeCode, fix: 'Send 380 for an invoice of your own, 381 for a credit note' }])
  const statement = await statementNamed(work, document.statementNames)
  if (statement === undefined) return refusal(checked, [{ rule: 'TW-09', words: 'It names a statement that is ready', place: 'cbc:BuyerReference or cac:OrderReference/cbc:ID', value: document.statementNames.join(', ') || null, fix: 'Give the number of a statement of yours, for example S7001' }])
  const earlier = await findInvoiceLike(work.tx, { providerId: statement.providerId, sha256: checked.sha256, number: document.number })
  if (earlier !== undefined) return refusal(checked, [{ rule: 'TW-10', words: `It is repeated: ${earlier.sha256 === checked.sha256 ? 'the same file' : 'an invoice with this number'} came on ${wordsForDate(londonDate(earlier.keptAt))}`, place: 'cbc:ID', value: document.number, fix: earlier.sha256 === checked.sha256 ? 'Nothing is to be done: the first one is kept' : 'Give another number, or send a credit note for the first one' }], earlier, statement)
  const { paidBy, documents } = await invoicingOf(work, statement)
  if (paidBy !== 'invoice') return refusal(checked, [{ rule: 'TW-11', words: 'Statements of this period are paid without an invoice: the council makes it', place: 'Statement', value: statement.number, fix: 'Send none, or ask the council to pay you on invoice from a later period' }], null, statement)
  const unknown = document.earlierNumbers.filter((number) => !documents.some((each) => each.number.toUpperCase() === number.toUpperCase()))
  if (unknown.length > 0) return refusal(checked, [{ rule: 'TW-12', words: 'A credit note names an invoice that came for the same statement', place: 'cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID', value: unknown.join(', '), fix: 'Give the number of the invoice that it corrects, or leave the reference out' }], null, statement)
  const [tolerance = NO_TOLERANCE] = await listTolerances(work.tx)
  const { linePence, lineShare, totalPence, totalShare } = tolerance
  const match = matchInvoices(await linesToMatch(work, statement.id), [...(await documentsOf(work, documents)), document], { linePence, lineShare, totalPence, totalShare })
  return { ...checked, statement, match, earlier: null, invoiceId: null }
}

/** The first statement of the actor's that is named and approved. */
async function statementNamed(work: Work, names: readonly string[]): Promise<Statement | undefined> {
  for (const name of names) {
    const [statement] = await listStatements(work.tx, { number: name.trim().toUpperCase() })
    if (statement === undefined || !isOwnOrganisation(work.actor, statement.providerId)) continue
    if (work.actor.organisationId !== null) return statement
    const [run] = await listPayRunSums(work.tx, { payRunId: statement.payRunId })
    const events = (await listRunEvents(work.tx, [statement.payRunId])).get(statement.payRunId) ?? []
    if (run !== undefined && !['draft', 'in-review'].includes(runState(run, events))) return statement
  }
  return undefined
}
