import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { openTestHouse } from '../../../test/support/test-house.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { Forbidden, NotFound, Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import { csvRows } from '../../platform/files/csv-rows.ts'
import { anAccount } from '../../platform/web/testing/test-app.ts'
import { getPaymentsFile, getRemittance } from '../reads/kept-file.ts'
import { seeHolds } from '../reads/holds.ts'
import { seeExports, seePayRun } from '../reads/one-pay-run.ts'
import { demonstrationRuleSets } from '../rules/demonstration-rule-sets.ts'
import { listStatements } from '../store/statement.read.ts'
import { approveRun } from '../testing/approve-run.ts'
import { actorWith, aPaymentCouncil, aPlacement, aProvider, plan, type TestPlacement } from '../testing/payment-council.ts'
import { adoptRuleSet } from './adopt-rule-set.ts'
import { setApprovalLimit } from './approval-limits.ts'
import { decideRun, putForwardRun } from './decide-run.ts'
import { exportPayments } from './export-payments.ts'
import { holdPayment, releaseHold } from './hold-payment.ts'
import { recordPaid } from './record-paid.ts'
import { runPayment } from './run-payment.ts'

const house = await openTestHouse({ now: '2026-03-02T09:00:00Z' })
const [finance, commissioner, administrator] = [actorWith('finance-officer'), actorWith('commissioner'), actorWith('administrator')]
const day = (text: string) => Temporal.PlainDate.from(text)
const TODAY = day('2026-03-02')
let made = 0

interface Scene {
  readonly payRunId: string
  readonly ours: TestPlacement
  readonly theirs: TestPlacement
}

/** A draft of January: two visits of £12.00 for one provider, one for another. */
async function aDraft(): Promise<Scene> {
  made += 1
  const council = await aPaymentCouncil(house, `Framework ${String(made)}`)
  await adoptRuleSet(house, commissioner, { frameworkId: council.frameworkId, fromOn: day('2026-01-05'), document: demonstrationRuleSets[0] })
  const ours = await aPlacement(house, council, await aProvider(house, `Acorn ${String(made)}`))
  const theirs = await aPlacement(house, council, await aProvider(house, `Beech ${String(made)}`))
  for (const on of ['2026-01-12', '2026-01-13']) await plan(house, ours, on)
  await plan(house, theirs, '2026-01-12')
  const { payRunId } = await runPayment(house, finance, { frameworkId: council.frameworkId, periodFromOn: day('2026-01-05') })
  return { payRunId, ours, theirs }
}

async function anApproved(): Promise<Scene> {
  const scene = await aDraft()
  await approveRun(house, scene.payRunId)
  return scene
}

const refused = (code: string) => (fault: unknown) => fault instanceof Refused && fault.code === code
const stateOf = async (payRunId: string) => (await seePayRun(house, finance, payRunId)).state
const providerOf = (placement: TestPlacement) => actorWith('provider-finance', placement.providerId)
const seenBy = (actor: Actor, payRunId: string) => read(house, actor, (work) => listStatements(work.tx, { payRunId }))
const linesOf = async (placement: TestPlacement) => (await sql<{ id: number }>`select id from payment.pay_line where provider_id = ${placement.providerId} order by visit_on`.execute(house.db)).rows.map((row) => row.id)
const columnOf = (content: string, name: string): string[] => {
  const [heading, ...rows] = [...csvRows(content)].map((record) => record.cells)
  return rows.map((cells) => cells[heading?.indexOf(name) ?? -1] ?? '')
}

describe('the approval of a payment run', () => {
  test('goes from draft through review to approved by somebody else, and only then do providers see and hear of their statements', async () => {
    const { payRunId, ours } = await aDraft()
    const account = await anAccount(house, 'provider-finance', ours.providerId)
    const told = async () => (await sql<{ template: string }>`select template from notify.message where recipient_user_id = ${account.id}`.execute(house.db)).rows.map((row) => row.template)
    assert.equal(await stateOf(payRunId), 'draft')
    await assert.rejects(decideRun(house, commissioner, { payRunId, isApproved: true, note: null }), refused('not-put-forward'))
    await assert.rejects(exportPayments(house, finance, { payRunId }), refused('not-approved'))
    await putForwardRun(house, finance, { payRunId, note: null })
    assert.equal(await stateOf(payRunId), 'in-review')
    assert.deepEqual([await seenBy(providerOf(ours), payRunId), await told()], [[], []])
    await assert.rejects(decideRun(house, finance, { payRunId, isApproved: true, note: null }), refused('own-run'))
    await assert.rejects(decideRun(house, { ...commissioner, scopes: ['payment.approve-runs'] }, { payRunId, isApproved: true, note: null }), refused('program'))
    await assert.rejects(decideRun(house, actorWith('analyst'), { payRunId, isApproved: true, note: null }), Forbidden)
    await assert.rejects(decideRun(house, commissioner, { payRunId, isApproved: false, note: null }), refused('reason'))
    await decideRun(house, commissioner, { payRunId, isApproved: false, note: 'One visit looks wrong' })
    assert.equal(await stateOf(payRunId), 'draft')
    await approveRun(house, payRunId)
    assert.equal(await stateOf(payRunId), 'approved')
    assert.deepEqual([(await seenBy(providerOf(ours), payRunId)).length, await told()], [1, ['statement-ready']])
    const { events } = await seePayRun(house, finance, payRunId)
    assert.deepEqual(events.map((event) => [event.kind, event.by.name, event.note]), [['put-forward', 'Test finance-officer', null], ['sent-back', 'Test commissioner', 'One visit looks wrong'], ['put-forward', 'Test finance-officer', null], ['approved', 'Test commissioner', null]])
  })

  test('of 64 approvers at once exactly one approves, within the limit that holds for each', async () => {
    const { payRunId } = await aDraft()
    await putForwardRun(house, finance, { payRunId, note: null })
    await assert.rejects(setApprovalLimit(house, commissioner, { of: { role: 'commissioner' }, kind: 'any', pence: null, note: null }), Forbidden)
    await setApprovalLimit(house, administrator, { of: { role: 'commissioner' }, kind: 'limit', pence: 3599, note: null })
    await assert.rejects(decideRun(house, commissioner, { payRunId, isApproved: true, note: null }), refused('limit-too-low'))
    house.setNow('2026-03-02T09:01:00Z')
    await setApprovalLimit(house, administrator, { of: { role: 'commissioner' }, kind: 'limit', pence: 3600, note: null })
    const approvers = Array.from({ length: 64 }, (_, at): Actor => ({ ...commissioner, name: `Approver ${String(at)}` }))
    const answers = await Promise.allSettled(approvers.map((approver) => decideRun(house, approver, { payRunId, isApproved: true, note: null })))
    assert.equal(answers.filter((answer) => answer.status === 'fulfilled').length, 1)
    for (const answer of answers) if (answer.status === 'rejected') assert.ok(refused('decided')(answer.reason), String(answer.reason))
    const { rows } = await sql`select kind, amount_pence, limit_pence from payment.pay_run_event where pay_run_id = ${payRunId} order by nr`.execute(house.db)
    assert.deepEqual(rows, [{ kind: 'put-forward', amount_pence: null, limit_pence: null }, { kind: 'approved', amount_pence: 3600, limit_pence: 3600 }])
  })

  test('negative control: what happened to a run can be edited by neither database role', async () => {
    for (const table of ['pay_run_event', 'hold', 'hold_release', 'payment_export', 'payment_due', 'held_line', 'remittance', 'approval_limit']) {
      await assert.rejects(read(house, finance, (work) => sql`delete from ${sql.table(`payment.${table}`)}`.execute(work.tx)), /permission denied/)
    }
  })
})

describe('holds and payments files', () => {
  test('a held line is left out of the file and shown as held; released, it is paid by the next file of the run, so that the files add up to the statements', async () => {
    const { payRunId, ours, theirs } = await anApproved()
    const [first] = await linesOf(ours)
    const { holdId } = await holdPayment(house, finance, { what: { scope: 'line', payLineId: first ?? 0 }, mustAct: 'provider', reason: 'Send the record of the second care worker' })
    await assert.rejects(holdPayment(house, finance, { what: { scope: 'line', payLineId: first ?? 0 }, mustAct: 'broker', reason: 'Again' }), refused('held'))
    assert.deepEqual((await seeHolds(house, providerOf(ours), { isStanding: true })).map((each) => [each.hold.payLineId, each.hold.mustAct]), [[first, 'provider']])
    assert.deepEqual(await seeHolds(house, providerOf(theirs), { isStanding: true }), [])

    const file = await exportPayments(house, finance, { payRunId })
    assert.deepEqual([file.nr, file.rowCount, file.totalPence, file.heldCount, file.heldPence], [1, 2, 2400, 1, 1200])
    const { content } = await getPaymentsFile(house, finance, payRunId, 1)
    assert.deepEqual([columnOf(content, 'amount'), columnOf(content, 'held_amount').toSorted()], [['12.00', '12.00'], ['0.00', '12.00']])
    assert.equal((await getPaymentsFile(house, finance, payRunId, 1)).content, content)
    await assert.rejects(exportPayments(house, finance, { payRunId }), refused('not-paid'))

    await assert.rejects(recordPaid(house, finance, { payRunId, paidOn: TODAY.add({ days: 1 }) }), refused('too-late'))
    assert.deepEqual(await recordPaid(house, finance, { payRunId, paidOn: TODAY }), { remittances: 2 })
    assert.equal(await stateOf(payRunId), 'paid')
    await assert.rejects(exportPayments(house, finance, { payRunId }), refused('nothing'))
    await releaseHold(house, finance, { holdId, note: 'The record came' })
    await assert.rejects(releaseHold(house, finance, { holdId, note: 'Again' }), refused('released'))

    const second = await exportPayments(house, finance, { payRunId })
    assert.deepEqual([second.nr, second.sequence, second.rowCount, second.totalPence, second.heldCount], [2, file.sequence + 1, 1, 1200, 0])
    await recordPaid(house, finance, { payRunId, paidOn: TODAY })
    const { run, exports, remittances } = await seeExports(house, finance, payRunId)
    assert.equal(exports.reduce((sum, each) => sum + each.totalPence, 0), run.totalPence)
    assert.equal(remittances.reduce((sum, each) => sum + each.pence, 0), run.totalPence)
    await assert.rejects(holdPayment(house, finance, { what: { scope: 'line', payLineId: first ?? 0 }, mustAct: 'broker', reason: 'Late' }), refused('exported'))

    const own = remittances.find((each) => each.providerId === ours.providerId)
    assert.ok(own)
    const remittance = await getRemittance(house, providerOf(ours), own.id)
    assert.deepEqual([columnOf(remittance.content, 'person'), columnOf(remittance.content, 'amount')], [[ours.personReference], ['12.00']])
    await assert.rejects(getRemittance(house, providerOf(theirs), own.id), NotFound)
  })

  test('all of a provider held leaves it out of the file, and a person’s lines are held with one provider alone', async () => {
    const { payRunId, ours, theirs } = await anApproved()
    await holdPayment(house, finance, { what: { scope: 'provider', providerId: ours.providerId }, mustAct: 'commissioner', reason: 'The contract is being looked at' })
    const [line] = await linesOf(theirs)
    const { holdId } = await holdPayment(house, finance, { what: { scope: 'person', payLineId: line ?? 0 }, mustAct: 'practitioner', reason: 'Was the person at home?' })
    await assert.rejects(exportPayments(house, finance, { payRunId }), refused('nothing'))
    await releaseHold(house, finance, { holdId, note: 'They were' })
    const file = await exportPayments(house, finance, { payRunId })
    assert.deepEqual([file.rowCount, file.totalPence, file.heldCount], [1, 1200, 2])
  })

  test('files made at once are numbered without a gap, and one run is exported once', async () => {
    const runs = [await anApproved(), await anApproved(), await anApproved()]
    const answers = await Promise.allSettled(runs.flatMap(({ payRunId }) => [1, 2, 3].map(() => exportPayments(house, finance, { payRunId }))))
    assert.equal(answers.filter((answer) => answer.status === 'fulfilled').length, runs.length)
    const { rows } = await sql<{ files: number; last: number }>`select count(*)::int as files, max(sequence) as last from payment.payment_export`.execute(house.db)
    assert.equal(rows[0]?.files, rows[0]?.last)
  })

  test('negative control: a file whose bytes changed is not given out', async () => {
    const { payRunId } = await anApproved()
    await exportPayments(house, finance, { payRunId })
    await sql`update payment.payment_export set content = replace(content, '24.00', '42.00') where pay_run_id = ${payRunId}`.execute(house.db)
    await assert.rejects(getPaymentsFile(house, finance, payRunId, 1), /not those that were kept/)
  })
})
