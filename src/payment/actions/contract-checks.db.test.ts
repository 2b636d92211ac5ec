import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { askPage, openPage } from '../../../test/support/render-page.ts'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { Forbidden, NotFound, Refused } from '../../platform/action/refused.ts'
import { blockUsePage } from '../pages/block-use/route.ts'
import { feesPage, setFeeTermsAction } from '../pages/fee-at-risk/route.ts'
import { contestFeeAction, decideFeeAction, feeResultPage } from '../pages/fee-result/route.ts'
import { seeBlockUse } from '../reads/block-use.ts'
import { seeFees } from '../reads/fees.ts'
import { demonstrationRuleSets } from '../rules/demonstration-rule-sets.ts'
import { actorWith, aPaymentCouncil, aPlacement, aProvider, plan, sendRecord } from '../testing/payment-council.ts'
import { adoptRuleSet } from './adopt-rule-set.ts'
import { measureFees } from './measure-fees.ts'
import { runPayment } from './run-payment.ts'
import { approveRun } from '../testing/approve-run.ts'

const house = await openTestHouse({ now: '2026-02-09T09:00:00Z' })
const [finance, commissioner] = [actorWith('finance-officer'), actorWith('commissioner')]
const day = (text: string) => Temporal.PlainDate.from(text)
const council = await aPaymentCouncil(house)
const { frameworkId, zoneId } = council
const [block, other] = [await aProvider(house, 'Acorn Care'), await aProvider(house, 'Beech Care')]
const byTheMinute = demonstrationRuleSets[1]
assert.ok(byTheMinute !== undefined)
await adoptRuleSet(house, commissioner, { frameworkId, fromOn: day('2026-01-05'), document: byTheMinute })
await sql`insert into market.block (id, framework_id, zone_id, provider_id, from_on, weekly_minutes, recorded_at, recorded_by) values (${randomUUID()}, ${frameworkId}, ${zoneId}, ${block}, '2026-01-05', 600, '2025-12-20T09:00:00Z', 'test')`.execute(house.db)
await sql`insert into market.standing (id, framework_id, zone_id, provider_id, service_line, tier, from_on) values (${randomUUID()}, ${frameworkId}, ${zoneId}, ${block}, 'core', 'lead', '2026-01-05')`.execute(house.db)
const [ours, theirs] = [await aPlacement(house, council, block), await aPlacement(house, council, other)]
// In the week of 5 January the block stays 20 of 30 minutes once and misses a visit; others are paid 40 minutes. A visit of 3 February is not paid yet.
for (const [reference, placement, on, minutes] of [['A1', ours, '2026-01-05', 20], ['B1', theirs, '2026-01-06', 40], ['A3', ours, '2026-02-03', 30]] as const) {
  await sendRecord(house, placement, { reference, on, plannedVisitId: await plan(house, placement, on, { minutes: reference === 'B1' ? 40 : 30 }), minutes })
}
await sendRecord(house, ours, { reference: 'A2', on: '2026-01-07', plannedVisitId: await plan(house, ours, '2026-01-07'), outcome: 'missed' })
const { payRunId } = await runPayment(house, finance, { frameworkId, periodFromOn: day('2026-01-05') })

describe('the use of guaranteed hours', () => {
  test('is counted from what was paid, and from records until then; what others were paid is held against it', async () => {
    const seen = await seeBlockUse(house, finance, { weeks: 5 })
    const [first, last] = [seen?.weeks[0], seen?.weeks.at(-1)]
    assert.deepEqual([first?.weekOn, first?.isPaid, first?.usedMinutes, first?.unused], ['2026-01-05', true, 20, { missed: 30, shorter: 10, 'nothing-offered': 540 }])
    assert.deepEqual(first?.spot.map((each) => [each.providerName, each.minutes, each.pence, each.blockPence, each.visits]), [['Beech Care', 40, 1600, 1600, 1]])
    assert.deepEqual([last?.weekOn, last?.isPaid, last?.usedMinutes, last?.spot], ['2026-02-02', false, 30, []])
  })

  test('is a page with a table by week, by block and of the hours bought from others, for the council alone', async () => {
    const asked = { house, actor: finance, url: '/block-use?weeks=5' }
    const { $ } = await openPage(blockUsePage, asked)
    assert.equal($('#weeks tbody tr').length, 5)
    assert.match($('#spot tbody tr').text().replace(/\s+/g, ' '), /5 January 2026 .*Beech CareNorth Acorn Care 1 0.67 £16.00 £16.00 Nothing/)
    const csv = await askPage(blockUsePage, { ...asked, url: '/block-use?weeks=5&format=csv&table=weeks' })
    assert.ok(csv.kind === 'download' && String(csv.body).includes('2026-01-05,10,0.33,0.67'))
    await assert.rejects(askPage(blockUsePage, { ...asked, actor: actorWith('provider-finance', block) }), Forbidden)
  })
})

describe('a fee at risk', () => {
  const terms = { framework: frameworkId, 'from-day': '5', 'from-month': '1', 'from-year': '2026', risk: '10', bonus: '0', days: '14', 'target-missed': '0.5', 'weight-missed': '1' }
  const provider = actorWith('provider-finance', block)

  test('has terms from a payment period on, each figure given by the council', async () => {
    const { $, status } = await openPage(setFeeTermsAction, { house, actor: commissioner, url: '/fee-at-risk/terms', body: { framework: frameworkId, 'target-missed': '0.55' } })
    assert.equal(status, 400)
    assert.deepEqual($('.govuk-error-summary a').toArray().map((each) => $(each).attr('href')), ['#from-day', '#risk', '#bonus', '#days', '#target-missed', '#weight-missed'])
    const { $: midway } = await openPage(setFeeTermsAction, { house, actor: commissioner, url: '/fee-at-risk/terms', body: { ...terms, 'from-day': '6' } })
    assert.match(midway('#from-error').text(), /first day of a payment period: 5 January 2026/)
    assert.ok((await askPage(setFeeTermsAction, { house, actor: commissioner, url: '/fee-at-risk/terms', body: terms })).kind === 'redirect')
  })

  test('is measured once a run is approved, contested by its provider alone, decided, and put on a later statement as a line of its own', async () => {
    await assert.rejects(measureFees(house, commissioner, { payRunId }), Refused)
    await approveRun(house, payRunId)
    assert.deepEqual(await measureFees(house, commissioner, { payRunId }), { results: 2 })
    await assert.rejects(measureFees(house, commissioner, { payRunId }), Refused)
    const mine = (await seeFees(house, provider, frameworkId))?.results[0]
    assert.ok(mine !== undefined)
    // 20 minutes at £24.00 are £8.00: 80 pence at risk; one of two visits was missed.
    assert.deepEqual([mine.feePence, mine.pence, mine.requirements[0]?.numerator, mine.requirements[0]?.denominator], [800, -80, 1, 2])
    const asked = { house, params: { feeResultId: mine.id }, url: `/fee-at-risk/${mine.id}` }
    await assert.rejects(openPage(feeResultPage, { ...asked, actor: actorWith('provider-finance', other) }), NotFound)
    assert.ok((await askPage(contestFeeAction, { ...asked, actor: provider, body: { reason: 'The person was away' } })).kind === 'redirect')
    const { $ } = await openPage(decideFeeAction, { ...asked, actor: commissioner, body: { pounds: '9', reason: 'Agreed in part' } })
    assert.match($('#pounds-error').text(), /no more than was measured/)
    assert.ok((await askPage(decideFeeAction, { ...asked, actor: commissioner, body: { pounds: '0.30', reason: 'Agreed in part' } })).kind === 'redirect')
    house.setNow('2026-03-03T09:00:00Z')
    const next = await runPayment(house, finance, { frameworkId, periodFromOn: day('2026-02-02') })
    const { rows } = await sql<{ pence: number; total: number }>`select l.pence, s.total_pence as total from payment.pay_line l join payment.statement s on s.id = l.statement_id where l.kind = 'fee' and s.pay_run_id = ${next.payRunId}`.execute(house.db)
    assert.deepEqual(rows, [{ pence: -30, total: 1170 }])
    const { $: after } = await openPage(feeResultPage, { ...asked, actor: commissioner })
    assert.match(after('main').text().replace(/\s+/g, ' '), /The person was away.*−£0.30. Agreed in part.*Statement S/)
    const { $: list } = await openPage(feesPage, { house, actor: commissioner, url: '/fee-at-risk' })
    assert.match(list('#results tbody').text(), /On a statement/)
  })
})
