import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { Forbidden, NotFound, Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import { checkInvoice } from '../files/check-invoice.ts'
import { writeInvoice } from '../files/write-invoice.ts'
import { getInvoice, seeInvoices, seeInvoicing } from '../reads/invoices.ts'
import { seeHolds } from '../reads/holds.ts'
import { demonstrationRuleSets } from '../rules/demonstration-rule-sets.ts'
import { listStatements } from '../store/statement.read.ts'
import type { InvoiceParty } from '../terms/invoice.ts'
import { approveRun } from '../testing/approve-run.ts'
import { actorWith, aPaymentCouncil, aPlacement, aProvider, plan } from '../testing/payment-council.ts'
import { adoptRuleSet } from './adopt-rule-set.ts'
import { exportPayments } from './export-payments.ts'
import { applyInvoiceHolds } from './invoice-holds.ts'
import { makeSelfBilled } from './make-self-billed.ts'
import { receiveInvoice } from './receive-invoice.ts'
import { runPayment } from './run-payment.ts'
import { sayOnInvoicing } from './say-on-invoicing.ts'
import { setInvoiceParty, setInvoicingWay } from './set-invoicing.ts'

const house = await openTestHouse({ now: '2026-03-02T09:00:00Z' })
const [finance, commissioner] = [actorWith('finance-officer'), actorWith('commissioner')]
const day = (text: string) => Temporal.PlainDate.from(text)
const refused = (code: string) => (fault: unknown) => fault instanceof Refused && fault.code === code
const party: InvoiceParty = { name: 'Acorn Ltd', street: '1 High Street', town: 'Northampton', postcode: 'NN1 1AA', country: 'GB', taxId: 'GB123456789', isVatNumber: true, companyNumber: null, endpointScheme: '0088', endpointId: '5060000000016' }

test('a provider on invoice is paid what its invoice and the statement agree on, the rest once a credit note or a word settles it; one on statement is given the council’s invoice', async () => {
  const council = await aPaymentCouncil(house)
  await adoptRuleSet(house, commissioner, { frameworkId: council.frameworkId, fromOn: day('2026-01-05'), document: demonstrationRuleSets[0] })
  const acorn = await aProvider(house, 'Acorn')
  const [first, second, theirs] = [await aPlacement(house, council, acorn), await aPlacement(house, council, acorn), await aPlacement(house, council, await aProvider(house, 'Beech'))]
  for (const placement of [first, second, theirs]) for (const on of ['2026-01-12', '2026-01-13']) await plan(house, placement, on)
  await assert.rejects(setInvoicingWay(house, actorWith('provider-finance', acorn), { providerId: acorn, fromOn: day('2026-01-05'), paidBy: 'invoice' }), Forbidden)
  await setInvoicingWay(house, finance, { providerId: acorn, fromOn: day('2026-01-05'), paidBy: 'invoice' })
  const { payRunId } = await runPayment(house, finance, { frameworkId: council.frameworkId, periodFromOn: day('2026-01-05') })
  await approveRun(house, payRunId)
  const statements = await read(house, finance, (work) => listStatements(work.tx, { payRunId }))
  const [ours, other] = [statements.find((each) => each.providerId === acorn), statements.find((each) => each.providerId !== acorn)]
  assert.ok(ours !== undefined && other !== undefined)
  await assert.rejects(setInvoicingWay(house, finance, { providerId: acorn, fromOn: day('2026-01-05'), paidBy: 'statement' }), refused('has-statement'))
  const provider = actorWith('provider-finance', acorn)
  const stateOf = async () => (await seeInvoicing(house, provider, ours.id)).state
  const heldLines = async () => (await seeHolds(house, finance, { isStanding: true })).map(({ hold }) => [hold.personId === null && hold.payLineId === null ? 'statement' : 'part', hold.mustAct])
  assert.equal(await stateOf(), 'awaited')
  assert.deepEqual(await heldLines(), [['statement', 'provider']])

  const file = (number: string, kind: 'invoice' | 'credit-note', lines: readonly (readonly [string, number])[], statementNumber = ours.number) =>
    Buffer.from(writeInvoice({ kind, typeCode: kind === 'invoice' ? '380' : '381', number, issueOn: day('2026-03-02'), statementNumber, fromOn: day('2026-01-05'), toOn: day('2026-02-01'), earlierNumber: null, seller: party, buyer: party, totalPence: lines.reduce((sum, each) => sum + each[1], 0), lines: lines.map(([key, pence], at) => ({ id: String(at + 1), key, pence, name: 'Home care', quantity: '1', fromOn: day('2026-01-05'), toOn: day('2026-02-01') })) }))
  const perPerson = ours.totalPence / 2
  const send = (bytes: Buffer, isPreview = false, who = provider) => receiveInvoice(house, who, { name: 'invoice.xml', bytes, isPreview })
  const invoice = file('A-1', 'invoice', [[first.personReference, perPerson], [second.personReference, perPerson + 1]])
  assert.deepEqual([(await send(invoice, true)).match?.openCount, (await sql<{ n: number }>`select count(*)::int as n from payment.invoice`.execute(house.db)).rows[0]?.n], [1, 0])
  assert.deepEqual((await send(file('A-0', 'invoice', [['X', 1]], 'S9'))).faults.map((fault) => fault.rule), ['TW-09'])
  assert.deepEqual((await send(invoice, false, actorWith('provider-finance', other.providerId))).faults.map((fault) => fault.rule), ['TW-09'])
  assert.deepEqual((await send(file('B-1', 'invoice', [['X', 1]], other.number), false, actorWith('provider-finance', other.providerId))).faults.map((fault) => fault.rule), ['TW-11'])
  const kept = await send(invoice)
  const repeated = await send(invoice)
  assert.deepEqual([repeated.faults.map((fault) => fault.rule), repeated.earlier?.id], [['TW-10'], kept.invoiceId])
  assert.equal(await stateOf(), 'difference')

  const apply = () => applyInvoiceHolds(house, ours.id, systemActor('Test'))
  await apply()
  await apply()
  assert.deepEqual(await heldLines(), [['part', 'provider'], ['part', 'provider']])
  const paid = await exportPayments(house, finance, { payRunId })
  assert.deepEqual([paid.totalPence, paid.heldPence], [other.totalPence + perPerson, perPerson])

  await sayOnInvoicing(house, provider, { statementId: ours.id, kind: 'disputed', note: 'A visit was longer' })
  await assert.rejects(sayOnInvoicing(house, provider, { statementId: ours.id, kind: 'settled', note: 'x' }), refused('other-side'))
  assert.deepEqual([await stateOf(), (await seeInvoicing(house, finance, ours.id)).mustAct], ['disputed', 'finance-officer'])
  await sayOnInvoicing(house, finance, { statementId: ours.id, kind: 'answered', note: 'The record says otherwise' })
  await sayOnInvoicing(house, finance, { statementId: ours.id, kind: 'disputed', lineNr: 2, note: 'A penny too much' })
  const outside = { statementId: ours.id, kind: 'settled' as const, lineNr: 2, agreedPence: perPerson + 2, note: 'x' }
  await assert.rejects(sayOnInvoicing(house, finance, outside), refused('outside'))
  await assert.rejects(sayOnInvoicing(house, finance, { ...outside, lineNr: 9 }), NotFound)
  await assert.rejects(sayOnInvoicing(house, provider, { statementId: ours.id, kind: 'disputed', lineNr: 1, note: 'x' }), refused('no-difference'))
  assert.deepEqual([await stateOf(), (await heldLines()).length], ['answered', 2])
  assert.deepEqual((await seeInvoicing(house, provider, ours.id)).standings, [{ state: 'fine', waitsFor: null, agreedPence: perPerson }, { state: 'disputed', waitsFor: 'provider', agreedPence: null }])
  assert.equal((await send(file('A-2', 'credit-note', [[second.personReference, 1]]))).match?.openCount, 0)
  await apply()
  assert.deepEqual([await stateOf(), await heldLines()], ['matched', []])
  await assert.rejects(sayOnInvoicing(house, finance, { statementId: ours.id, kind: 'settled', note: 'x' }), refused('no-difference'))
  await assert.rejects(seeInvoicing(house, actorWith('provider-finance', other.providerId), ours.id), NotFound)

  await send(file('A-3', 'invoice', [[second.personReference, 2]]))
  await apply()
  assert.deepEqual([await stateOf(), (await heldLines()).length], ['difference', 2])
  await sayOnInvoicing(house, finance, { ...outside, agreedPence: perPerson + 1 })
  await apply()
  assert.deepEqual([await stateOf(), await heldLines(), (await seeInvoices(house, finance)).find((each) => each.statement.id === ours.id)?.state], ['settled', [], 'settled'])
  assert.deepEqual((await seeInvoicing(house, provider, ours.id)).standings.map((each) => each.agreedPence), [perPerson, perPerson + 1])
  await assert.rejects(makeSelfBilled(house, finance, { statementId: ours.id }), refused('not-to-bill'))
  await assert.rejects(makeSelfBilled(house, finance, { statementId: other.id }), refused('no-details'))
  await setInvoiceParty(house, finance, { providerId: null, party })
  await setInvoiceParty(house, finance, { providerId: other.providerId, party })
  const [made] = await makeSelfBilled(house, finance, { statementId: other.id })
  await assert.rejects(makeSelfBilled(house, finance, { statementId: other.id }), refused('not-to-bill'))
  const seen = await getInvoice(house, actorWith('provider-finance', other.providerId), made?.id ?? '')
  assert.deepEqual([seen.invoice.number, seen.invoice.totalPence, checkInvoice(Buffer.from(seen.content)).document?.typeCode], ['SB000001', other.totalPence, '389'])
  assert.deepEqual((await seeInvoices(house, finance)).map((each) => each.state).toSorted(), ['self-billed', 'settled'])
})
