import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { checkInvoice } from '../files/check-invoice.ts'
import { writeInvoice } from '../files/write-invoice.ts'
import { selfBilledDocuments } from '../rules/invoice/self-billed.ts'
import { lockInvoicing } from '../store/invoice.read.ts'
import { insertInvoice } from '../store/invoice.write.ts'
import { findInvoiceParty } from '../store/invoicing.read.ts'
import { nextSequence } from '../store/payment-export.read.ts'
import { listStatements } from '../store/statement.read.ts'
import { MAKE_INVOICES, type KeptInvoice } from '../terms/invoice.ts'
import { invoicingOf, linesToMatch } from './invoicing-of.ts'
import { lockRun } from './record-run-event.ts'

/**
 * Makes the council's invoice of an approved statement (389), and a credit note (261) for what the statement takes back. Numbered without gaps, kept byte for byte.
 * Throws `Refused` for a statement that is not approved, was invoiced, or is paid on the provider's own invoice, and while details of council or provider are missing; `NotFound`.
 */
export async function makeSelfBilled(house: House, actor: Actor, input: { readonly statementId: string }): Promise<readonly KeptInvoice[]> {
  return write(house, actor, async (work) => {
    need(actor, MAKE_INVOICES)
    await lockInvoicing(work.tx, input.statementId)
    const [statement] = await listStatements(work.tx, { id: input.statementId })
    if (statement === undefined) throw new NotFound('The statement')
    const { state: runStands } = await lockRun(work, statement.payRunId)
    if (runStands === 'draft' || runStands === 'in-review') throw new Refused('not-approved', 'An invoice is made of an approved statement. Have its payment run approved first.', 'make')
    const { state } = await invoicingOf(work, statement)
    if (state !== 'to-self-bill') throw new Refused('not-to-bill', state === 'self-billed' ? 'The invoice of this statement is made.' : 'This provider sends its own invoice for this period.', 'make')
    const [seller, buyer] = [await findInvoiceParty(work.tx, statement.providerId), await findInvoiceParty(work.tx, null)]
    if (seller === undefined || buyer === undefined) throw new Refused('no-details', `Enter the invoice details of the ${seller === undefined ? 'provider' : 'council'} first, under Invoice settings.`, 'make')
    const first = await nextSequence(work.tx, 'invoice')
    const documents = selfBilledDocuments(await linesToMatch(work, statement.id), { issueOn: work.today, statementNumber: statement.number, seller, buyer }, (at) => `SB${String(first + at).padStart(6, '0')}`)
    const made: KeptInvoice[] = []
    for (const [at, document] of documents.entries()) {
      const content = writeInvoice(document)
      const { faults, sha256 } = checkInvoice(Buffer.from(content))
      const [fault] = faults
      if (fault !== undefined) throw new Refused('breaks-rule', `The invoice would break ${fault.rule} (${fault.words}): ${fault.place}. ${fault.fix}, under Invoice settings.`, 'make')
      const invoice: KeptInvoice = { id: randomUUID(), direction: 'made', kind: document.kind, providerId: statement.providerId, statementId: statement.id, number: document.number, issuedOn: document.issueOn, totalPence: document.totalPence, lineCount: document.lines.length, fileName: `${document.number}.xml`, sha256, keptAt: work.now, keptBy: actor.name }
      await insertInvoice(work.tx, invoice, content, first + at)
      made.push(invoice)
    }
    work.audit({ kind: 'invoice-made', subjectKind: 'statement', subjectId: statement.id, detail: { numbers: made.map((each) => each.number), totalPence: statement.totalPence } })
    return made
  })
}
