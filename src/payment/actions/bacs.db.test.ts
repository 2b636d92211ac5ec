import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { openTestHouse } from '../../../test/support/test-house.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { Forbidden, NotFound, Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import { anAccount } from '../../platform/web/testing/test-app.ts'
import { getBacsFile, seeBacs } from '../reads/bacs.ts'
import { seeBankDetails, seeBankHolder } from '../reads/bank-accounts.ts'
import { demonstrationRuleSets } from '../rules/demonstration-rule-sets.ts'
import { approveRun } from '../testing/approve-run.ts'
import { actorWith, aPaymentCouncil, aPlacement, aProvider, plan } from '../testing/payment-council.ts'
import { adoptRuleSet } from './adopt-rule-set.ts'
import { decideBankDetails, recordBankDetails } from './bank-details.ts'
import { exportPayments } from './export-payments.ts'
import { makeBacsFile, withdrawBacsFile } from './make-bacs-file.ts'
import { recordPaid } from './record-paid.ts'
import { runPayment } from './run-payment.ts'

const house = await openTestHouse({ now: '2026-03-06T09:00:00Z' })
const [finance, commissioner] = [actorWith('finance-officer'), actorWith('commissioner')]
const day = (text: string) => Temporal.PlainDate.from(text)
const refused = (code: string) => (fault: unknown) => fault instanceof Refused && fault.code === code
const MONDAY = day('2026-03-09')

const council = await aPaymentCouncil(house)
await adoptRuleSet(house, commissioner, { frameworkId: council.frameworkId, fromOn: day('2026-01-05'), document: demonstrationRuleSets[0] })
const ours = await aPlacement(house, council, await aProvider(house, 'Acorn'))
const theirs = await aPlacement(house, council, await aProvider(house, 'Beech'))
for (const on of ['2026-01-12', '2026-01-13']) await plan(house, ours, on)
await plan(house, theirs, '2026-01-12')
const { payRunId } = await runPayment(house, finance, { frameworkId: council.frameworkId, periodFromOn: day('2026-01-05') })
await approveRun(house, payRunId)
await exportPayments(house, finance, { payRunId })
const file = { payRunId, exportNr: 1 }
const account = await anAccount(house, 'provider-finance', ours.providerId)
const provider = (of: typeof ours): Actor => actorWith('provider-finance', of.providerId)

const details = (providerId: string | null, accountNumber: string) => ({ providerId, sortCode: '112233', accountNumber, serviceUserNumber: providerId === null ? '123456' : null, accountName: 'Crème Care Ltd', checkedHow: 'Called on the known number' })
async function approved(providerId: string | null, accountNumber: string): Promise<void> {
  const { nr } = await recordBankDetails(house, finance, details(providerId, accountNumber))
  await decideBankDetails(house, commissioner, { providerId, nr, isApproved: true, note: null })
}
const kinds = async () => (await seeBacs(house, finance, payRunId, 1)).rows.map((row) => row.kind).toSorted()

describe('bank details', () => {
  test('are used once somebody else approves them, a person and not a program; the provider hears of both without a number', async () => {
    const { nr } = await recordBankDetails(house, finance, details(ours.providerId, '12345678'))
    const decide = (actor: Actor, isApproved: boolean, note: string | null = null) => decideBankDetails(house, actor, { providerId: ours.providerId, nr, isApproved, note })
    await assert.rejects(decide(finance, true), refused('own'))
    await assert.rejects(decide({ ...commissioner, scopes: ['payment.approve-bank-details'] }, true), refused('program'))
    await assert.rejects(decide(commissioner, false), refused('reason'))
    await assert.rejects(decide(actorWith('administrator'), true), Forbidden)
    await assert.rejects(recordBankDetails(house, commissioner, details(ours.providerId, '12345678')), Forbidden)
    assert.deepEqual(await kinds(), ['no-details', 'no-details'])
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => decide(commissioner, true)))
    assert.equal(answers.filter((answer) => answer.status === 'fulfilled').length, 1)
    await assert.rejects(recordBankDetails(house, finance, details(ours.providerId, '12345678')), refused('same'))
    const { rows } = await sql<{ template: string; fields: unknown }>`select template, fields from notify.message where recipient_user_id = ${account.id} and template like 'bank-details%' order by template`.execute(house.db)
    assert.deepEqual(rows.map((row) => row.template), ['bank-details-approved', 'bank-details-recorded'])
    assert.doesNotMatch(JSON.stringify(rows), /12345678|112233/)
  })

  test('show their numbers to those who approve them alone, and no role of a provider can read them, its own included', async () => {
    const seen = async (actor: Actor) => (await seeBankHolder(house, actor, ours.providerId)).numbers.size
    assert.deepEqual([await seen(finance), await seen(commissioner), await seen(actorWith('administrator')), await seen(provider(ours)), await seen({ ...finance, scopes: ['payment.see-bank-details', 'payment.approve-bank-details'] })], [1, 1, 0, 0, 0])
    assert.deepEqual((await seeBankDetails(house, provider(ours))).map((each) => [each.inUse?.accountEnding, each.inUse?.sortCodeEnding, each.history.length]), [['5678', '33', 1]])
    await assert.rejects(seeBankHolder(house, provider(theirs), ours.providerId), NotFound)
    for (const column of ['account_number', 'sort_code', 'checked_how']) await assert.rejects(read(house, provider(ours), (work) => sql`select ${sql.ref(column)} from payment.bank_account`.execute(work.tx)), /permission denied/)
    const audited = await sql<{ text: string }>`select detail::text as text from audit.event where kind like 'bank-%'`.execute(house.db)
    assert.ok(audited.rows.length >= 4)
    assert.doesNotMatch(JSON.stringify(audited.rows), /12345678|112233/)
  })
})

describe('the Bacs file of a payments file', () => {
  test('is made once the council and every provider that is paid have approved details, on a day on which Bacs processes', async () => {
    const make = (processingOn = MONDAY) => makeBacsFile(house, finance, { ...file, processingOn })
    await assert.rejects(make(), refused('no-originator'))
    await approved(null, '00112233')
    await assert.rejects(make(), refused('no-details'))
    await approved(theirs.providerId, '87654321')
    await assert.rejects(make(day('2026-03-07')), refused('weekend'))
    await assert.rejects(makeBacsFile(house, commissioner, { ...file, processingOn: MONDAY }), Forbidden)
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => make()))
    const made = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    assert.deepEqual(made.map((each) => [each.sequence, each.paymentCount, each.totalPence]), [[1, 2, 3600]])
    for (const answer of answers) if (answer.status === 'rejected') assert.ok(refused('made')(answer.reason), String(answer.reason))
    const { content } = await getBacsFile(house, finance, payRunId, 1)
    assert.deepEqual(content.split('\r\n').filter((line) => line.length === 100).map((line) => line.slice(0, 64).trimEnd()).toSorted(), [
      '1122330011223301711223300112233    00000003600CREME CARE LTD',
      '1122331234567809911223300112233    00000002400CREME CARE LTD',
      '1122338765432109911223300112233    00000001200CREME CARE LTD',
    ])
    assert.equal((await getBacsFile(house, finance, payRunId, 1)).content, content)
    await assert.rejects(getBacsFile(house, commissioner, payRunId, 1), Forbidden)
    assert.deepEqual((await seeBacs(house, commissioner, payRunId, 1)).changes.map((each) => each.written), ['CREME CARE LTD'])
  })

  test('withdrawn, it is given out no more and another is made; an account that changed since the last file that stands is pointed out', async () => {
    await withdrawBacsFile(house, finance, { ...file, reason: 'The processing day has passed' })
    await assert.rejects(getBacsFile(house, finance, payRunId, 1), NotFound)
    assert.deepEqual(await kinds(), ['new', 'new'])
    const again = await makeBacsFile(house, finance, { ...file, processingOn: day('2026-03-10') })
    assert.equal(again.sequence, 2)
    await approved(theirs.providerId, '11111111')
    assert.deepEqual(await kinds(), ['as-before', 'changed'])
    await recordPaid(house, finance, { payRunId, paidOn: day('2026-03-06') })
    await assert.rejects(withdrawBacsFile(house, finance, { ...file, reason: 'Late' }), refused('paid'))
    await assert.rejects(makeBacsFile(house, finance, { ...file, processingOn: MONDAY }), refused('paid'))
  })

  test('negative control: nothing of it can be edited by either database role, and a file whose bytes changed is not given out', async () => {
    for (const table of ['bank_account', 'bank_account_decision', 'bacs_file', 'bacs_payment', 'bacs_withdrawal']) {
      await assert.rejects(read(house, finance, (work) => sql`delete from ${sql.table(`payment.${table}`)}`.execute(work.tx)), /permission denied/)
    }
    await sql`update payment.bacs_file set content = replace(content, '2400', '4200') where sequence = 2`.execute(house.db)
    await assert.rejects(getBacsFile(house, finance, payRunId, 1), /not those that were kept/)
  })
})
