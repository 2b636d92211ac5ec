import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { setRates } from '../../market/actions/set-rates.ts'
import { demonstrationRuleSets } from '../rules/demonstration-rule-sets.ts'
import { actorWith, aPaymentCouncil, aPlacement, aProvider, plan, sendRecord } from '../testing/payment-council.ts'
import { adoptRuleSet } from './adopt-rule-set.ts'
import { runPayment } from './run-payment.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

test('A visit is paid at the rate for its day and for the time band in which it starts, by the clock in England', async () => {
  const house = await openTestHouse({ now: '2026-04-20T09:00:00Z' })
  const commissioner = actorWith('commissioner')
  const council = await aPaymentCouncil(house, 'Framework')
  const placement = await aPlacement(house, council, await aProvider(house, 'Provider'))
  await adoptRuleSet(house, commissioner, { frameworkId: council.frameworkId, fromOn: day('2026-01-05'), document: demonstrationRuleSets[2] })
  const rate = { zoneId: null, serviceLine: null, tier: null, fromOn: day('2026-01-05') }
  await setRates(house, commissioner, {
    frameworkId: council.frameworkId,
    rates: [{ ...rate, dayCategory: 'bank-holiday', pencePerHour: 4800 }, { ...rate, dayCategory: 'sunday', pencePerHour: 3600 }, { ...rate, timeBand: { fromMinute: 1140, toMinute: 420 }, pencePerHour: 3000 }],
  })
  const visits: readonly (readonly [on: string, hour: number])[] = [['2026-03-27', 18], ['2026-03-27', 19], ['2026-03-28', 6], ['2026-03-29', 19]]
  for (const [index, [on, hour]] of visits.entries()) await sendRecord(house, placement, { reference: `V${String(index)}`, on, plannedVisitId: await plan(house, placement, on, { hour }), minutes: 30 })
  for (const period of ['2026-01-05', '2026-02-02']) await runPayment(house, actorWith('finance-officer'), { frameworkId: council.frameworkId, periodFromOn: day(period) })
  const paid = await runPayment(house, actorWith('finance-officer'), { frameworkId: council.frameworkId, periodFromOn: day('2026-03-02') })
  const { rows } = await sql<{ pence_per_hour: number }>`select l.pence_per_hour from payment.pay_line l join payment.statement s on s.id = l.statement_id where s.pay_run_id = ${paid.payRunId} order by l.id`.execute(house.db)
  // Friday 6pm and 7pm, Saturday 6am, and the evening of the Sunday on which the clocks go forward: the day goes before the band.
  assert.deepEqual(rows.map((row) => row.pence_per_hour), [2400, 3000, 3000, 3600])
})
