import { linesToMatch } from '../../src/payment/actions/invoicing-of.ts'
import { applyInvoiceHolds } from '../../src/payment/actions/invoice-holds.ts'
import { receiveInvoice } from '../../src/payment/actions/receive-invoice.ts'
import { setInvoiceParty, setInvoicingWay } from '../../src/payment/actions/set-invoicing.ts'
import { writeInvoice } from '../../src/payment/files/write-invoice.ts'
import { gs1CheckDigit } from '../../src/payment/rules/invoice/gln.ts'
import { selfBilledDocuments } from '../../src/payment/rules/invoice/self-billed.ts'
import { listStatements } from '../../src/payment/store/statement.read.ts'
import type { InvoiceParty } from '../../src/payment/terms/invoice.ts'
import { systemActor, type Actor } from '../../src/platform/access/actor.ts'
import { read } from '../../src/platform/action/transaction.ts'
import type { House } from '../../src/platform/action/work.ts'

const finance = systemActor('Demonstration finance')
const PROVIDERS = 2
const TOO_MUCH_PENCE = 1250

/** Has the two providers with the smallest statements so far paid on invoice from a period on. Answers them; none before there is a statement. */
export async function payByInvoice(house: House, frameworkId: string, fromOn: Temporal.PlainDate): Promise<readonly string[]> {
  const before = await read(house, finance, (work) => listStatements(work.tx, { frameworkId }))
  const [last] = before
  const smallest = before.filter((each) => last?.fromOn.equals(each.fromOn) === true).toSorted((a, b) => a.totalPence - b.totalPence).slice(0, PROVIDERS).map((each) => each.providerId)
  await setInvoiceParty(house, finance, { providerId: null, party: partyOf('Demonstration council', glnOf(0), null) })
  for (const [at, providerId] of smallest.entries()) {
    await setInvoicingWay(house, finance, { providerId, fromOn, paidBy: 'invoice' })
    await setInvoiceParty(house, finance, { providerId, party: partyOf(`Demonstration provider ${String(at + 1)}`, glnOf(at + 1), `GB12345678${String(at)}`) })
  }
  return smallest
}

/** Sends their invoices for a run: the first matches its statement, the others ask too much for one person. */
export async function sendInvoices(house: House, payRunId: string, providerIds: readonly string[]): Promise<void> {
  const statements = await read(house, finance, (work) => listStatements(work.tx, { payRunId }))
  for (const [at, providerId] of providerIds.entries()) {
    const statement = statements.find((each) => each.providerId === providerId)
    if (statement === undefined) continue
    const issueOn = house.clock.now().toZonedDateTimeISO('Europe/London').toPlainDate()
    const of = { issueOn, statementNumber: statement.number, seller: partyOf('Demonstration provider', glnOf(at + 1), `GB12345678${String(at)}`), buyer: partyOf('Demonstration council', glnOf(0), null) }
    const lines = await read(house, finance, (work) => linesToMatch(work, statement.id))
    for (const [nr, each] of selfBilledDocuments(lines, of, (next) => `DEMO-${statement.number}-${String(next + 1)}`).entries()) {
      const extra = nr === 0 && at > 0 ? TOO_MUCH_PENCE : 0
      const own = each.lines.map((line, place) => (place === 0 ? { ...line, pence: line.pence + extra } : line))
      const xml = writeInvoice({ ...each, typeCode: each.kind === 'invoice' ? '380' : '381', lines: own, totalPence: each.totalPence + extra })
      const sender: Actor = { ...systemActor('Demonstration provider'), role: 'provider-finance', organisationId: providerId }
      await receiveInvoice(house, sender, { name: `${each.number}.xml`, bytes: Buffer.from(xml), isPreview: false })
    }
    await applyInvoiceHolds(house, statement.id)
  }
}

/** A number of the form of a GLN, of nobody. */
function glnOf(nr: number): string {
  const digits = `5060000000${String(nr).padStart(2, '0')}`
  return `${digits}${String(gs1CheckDigit(digits))}`
}

function partyOf(name: string, endpointId: string, taxId: string | null): InvoiceParty {
  return { name, street: '1 Demonstration Street', town: 'Northampton', postcode: 'NN1 1ED', country: 'GB', taxId, isVatNumber: taxId !== null, companyNumber: null, endpointScheme: '0088', endpointId }
}
