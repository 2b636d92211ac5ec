import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { EnvironmentFault, Forbidden, Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import { seeContribution, seeContributions } from '../reads/contributions.ts'
import { getRechargeFile } from '../reads/recharge.ts'
import { demonstrationRuleSets } from '../rules/demonstration-rule-sets.ts'
import { approveRun } from '../testing/approve-run.ts'
import { actorWith, aPaymentCouncil, aPlacement, aProvider, plan, sendRecord } from '../testing/payment-council.ts'
import { adoptRuleSet } from './adopt-rule-set.ts'
import { setContributionTerms } from './contribution-terms.ts'
import { sha256Of } from './export-payments.ts'
import { makeRecharge } from './make-recharge.ts'
import { reckonContributions } from './reckon-contributions.ts'
import { runPayment } from './run-payment.ts'

const house = await openTestHouse({ now: '2026-03-02T09:00:00Z' })
const [finance, commissioner] = [actorWith('finance-officer'), actorWith('commissioner')]
const day = (text: string) => Temporal.PlainDate.from(text)
const refused = (code: string) => (fault: unknown) => fault instanceof Refused && fault.code === code
const council = await aPaymentCouncil(house)
const { frameworkId } = council
await adoptRuleSet(house, commissioner, { frameworkId, fromOn: day('2026-01-05'), document: demonstrationRuleSets[0] })
const providerId = await aProvider(house, 'Acorn')
const ours = await aPlacement(house, council, providerId)
const joint = await aPlacement(house, council, providerId)
const referralOf = (personId: string) => sql`(select id from care.referral where person_id = ${personId})`
await sql`update care.referral set contribution_pence = 2000 where id = ${referralOf(ours.personId)}`.execute(house.db)
await sql`update care.referral set funder = 'joint', nhs_percent = 40 where id = ${referralOf(joint.personId)}`.execute(house.db)

/** Four visits of £12.00 in the first week, of which one was missed, and one of a person whose care the NHS pays 40% of. */
const visits = [await plan(house, ours, '2026-01-05'), await plan(house, ours, '2026-01-06'), await plan(house, ours, '2026-01-07'), await plan(house, ours, '2026-01-08')]
for (const [at, plannedVisitId] of visits.entries()) await sendRecord(house, ours, { reference: `V${String(at)}`, on: `2026-01-0${String(5 + at)}`, plannedVisitId, outcome: at === 3 ? 'missed' : 'delivered' })
await sendRecord(house, joint, { reference: 'J1', on: '2026-01-05', plannedVisitId: await plan(house, joint, '2026-01-05') })
const { payRunId } = await runPayment(house, finance, { frameworkId, periodFromOn: day('2026-01-05') })

describe('contributions', () => {
  test('are reckoned by the framework’s terms once a run is approved; asked again nothing is added, and a late record takes back by a line of its own', async () => {
    await assert.rejects(reckonContributions(house, finance, { payRunId }), refused('not-approved'))
    await assert.rejects(makeRecharge(house, finance, { payRunId }), refused('not-approved'))
    await approveRun(house, payRunId)
    await assert.rejects(reckonContributions(house, finance, { payRunId }), refused('no-terms'))
    const document = { counts: ['missed' as const], shortFromMinutes: 1 }
    await assert.rejects(setContributionTerms(house, finance, { frameworkId, fromOn: day('2026-01-06'), document }), refused('not-monday'))
    await assert.rejects(setContributionTerms(house, commissioner, { frameworkId, fromOn: day('2026-01-05'), document }), Forbidden)
    await setContributionTerms(house, finance, { frameworkId, fromOn: day('2026-01-05'), document })
    // £20.00 is due for the first week, a quarter of its minutes was missed; nothing was planned in the other three.
    assert.deepEqual(await reckonContributions(house, finance, { payRunId }), { lines: 4, pence: 500 })
    assert.deepEqual(await reckonContributions(house, finance, { payRunId }), { lines: 0, pence: 0 })
    const seen = await seeContributions(house, finance, {})
    assert.deepEqual(seen?.lines.map((line) => [line.weekOn.toString(), line.contributionPence, line.duePence, line.lostMinutes, line.pence]), [['2026-01-05', 2000, 2000, 30, 500], ['2026-01-12', 2000, 0, 0, 0], ['2026-01-19', 2000, 0, 0, 0], ['2026-01-26', 2000, 0, 0, 0]])
    await sendRecord(house, ours, { reference: 'V3', sequence: 2, on: '2026-01-08', plannedVisitId: visits[3] ?? null })
    const later = await runPayment(house, finance, { frameworkId, periodFromOn: day('2026-02-02') })
    await approveRun(house, later.payRunId)
    const added = await reckonContributions(house, finance, { payRunId: later.payRunId })
    assert.equal(added.pence, -500)
    const line = (await seeContributions(house, finance, { payRunId: later.payRunId }))?.lines.find((each) => each.nr === 2)
    assert.deepEqual([line?.weekOn.toString(), line?.refundPence, line?.pence], ['2026-01-05', 0, -500])
    const { week, person } = await seeContribution(house, finance, line?.id ?? 0)
    assert.deepEqual([week.map((each) => each.pence), person.reference], [[500, -500], ours.personReference])
    const { rows } = await sql`select 1 from audit.event where kind = 'person-read' and person_id = ${ours.personId} and actor_name = 'Test finance-officer'`.execute(house.db)
    assert.equal(rows.length, 1)
  })

  test('negative control: lines and files can be edited by neither role, and providers see none of them', async () => {
    for (const table of ['contribution_terms', 'contribution_line', 'nhs_recharge']) {
      await assert.rejects(read(house, finance, (work) => sql`delete from ${sql.table(`payment.${table}`)}`.execute(work.tx)), /permission denied/)
      await assert.rejects(read(house, actorWith('provider-finance', providerId), (work) => sql`select 1 from ${sql.table(`payment.${table}`)}`.execute(work.tx)), /permission denied/)
    }
    await assert.rejects(seeContributions(house, actorWith('provider-finance', providerId), {}), Forbidden)
  })
})

describe('the NHS recharge file', () => {
  test('asks for the NHS’s share by person reference, once, and is given out as long as its bytes fit their digest', async () => {
    const file = await makeRecharge(house, finance, { payRunId })
    const kept = await getRechargeFile(house, finance, payRunId)
    assert.equal(kept.content, `recharge,row,payer,framework,period_from,period_to,person,visits,hours,amount,nhs_amount,adjustments,adjustment_amount,adjustment_nhs_amount,total_nhs_amount,currency\r\n1,1,NHS,Home care 2026,2026-01-05,2026-02-01,${joint.personReference},1,0.5,12.00,4.80,0,0.00,0.00,4.80,GBP\r\n`)
    assert.deepEqual([file.sequence, file.rowCount, file.totalPence, file.nhsPence, file.sha256], [1, 1, 1200, 480, sha256Of(kept.content)])
    await assert.rejects(makeRecharge(house, finance, { payRunId }), refused('made'))
    await assert.rejects(makeRecharge(house, commissioner, { payRunId }), Forbidden)
    await sql`update payment.nhs_recharge set content = replace(content, '4.80', '9.80')`.execute(house.db)
    await assert.rejects(getRechargeFile(house, finance, payRunId), EnvironmentFault)
  })
})
