import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { answerOffer } from '../../brokerage/actions/answer-offer.ts'
import { openCallOff } from '../../brokerage/actions/open-call-off.ts'
import { splitPackage } from '../../brokerage/actions/split-package.ts'
import { BROKER, aMarket, aPackage } from '../../brokerage/testing/a-market.ts'
import { offerIdOf } from '../../brokerage/testing/offers-of.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { importVisits } from '../../visits/actions/import-visits.ts'
import { planWeek } from '../../visits/actions/plan-week.ts'
import { everyDay } from '../../visits/testing/a-caseload.ts'
import { aVisitFile } from '../../visits/testing/a-visit-file.ts'
import { demonstrationRuleSets } from '../rules/demonstration-rule-sets.ts'
import { actorWith } from '../testing/payment-council.ts'
import { adoptRuleSet } from './adopt-rule-set.ts'
import { runPayment } from './run-payment.ts'

const house = await openTestHouse({ now: '2026-03-02T09:00:00Z' })
const [finance, commissioner] = [actorWith('finance-officer'), actorWith('commissioner')]
const [, toTheMinute] = demonstrationRuleSets
const day = (text: string) => Temporal.PlainDate.from(text)
const MORNINGS = everyDay(450, { latestMinute: 480, minutes: 30, workers: 2 })
const WEEK = Array.from({ length: 7 }, (_, index) => day('2026-03-09').add({ days: index }).toString())
const WEDNESDAY = '2026-03-11'

test('a visit by two care workers that two providers share is planned for each, recorded by each and paid to each; whoever stays away has missed it, and is not paid', async () => {
  const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'lead', null]])
  const { packageId, personId } = await aPackage(house, market, { pattern: MORNINGS })
  const oneEach = MORNINGS.map(({ dayOfWeek, earliestMinute }) => ({ dayOfWeek, earliestMinute, workers: 1 as const }))
  const parts = await splitPackage(house, BROKER, { packageId, parts: [oneEach, oneEach], reason: 'Nobody can send two' })
  for (const [index, name] of ['Ash', 'Birch'].entries()) {
    const part = parts[index]?.packageId ?? ''
    await openCallOff(house, BROKER, { packageId: part })
    await answerOffer(house, market.coordinator(name), { offerId: await offerIdOf(house, part, name), answer: 'accepted', startsOn: day('2026-03-09') })
  }
  await adoptRuleSet(house, commissioner, { frameworkId: market.frameworkId, fromOn: day('2026-03-02'), document: toTheMinute })
  await planWeek(house, systemActor('test'), { weekOn: day('2026-03-09') })
  const nameOf = (id: string): string => (id === market.providerId('Ash') ? 'Ash' : 'Birch')
  const planned = await house.db.selectFrom('visits.planned_visit').select(['provider_id', 'workers', 'minutes']).execute()
  assert.deepEqual(Object.entries(Object.groupBy(planned, (each) => `${nameOf(each.provider_id)} ${String(each.workers)} ${String(each.minutes)}`)).map(([key, rows]) => [key, rows?.length]).toSorted(), [['Ash 1 30', 7], ['Birch 1 30', 7]])

  house.setNow('2026-03-16T09:00:00Z')
  const { reference } = await house.db.selectFrom('care.person').select('reference').where('id', '=', personId).executeTakeFirstOrThrow()
  for (const name of ['Ash', 'Birch']) {
    const rows = WEEK.map((on, index) => ({ visit_reference: `${name}-${String(index)}`, person_reference: reference, visit_date: on, worker_reference: `${name} 1`, ...(name === 'Birch' && on === WEDNESDAY ? { outcome: 'missed' } : { check_in: '07:35', check_out: '08:05' }) }))
    const { summary } = await importVisits(house, market.coordinator(name), { providerId: market.providerId(name), name: 'week.csv', preview: false, bytes: aVisitFile(rows) })
    assert.deepEqual([summary.read, summary.new, summary.unallocated], [7, 7, 0])
  }
  const exceptions = await house.db.selectFrom('visits.visit_exception').select(['provider_id', 'kind', 'visit_on']).where('cleared_at', 'is', null).execute()
  assert.deepEqual(exceptions.map((each) => [nameOf(each.provider_id), each.kind, each.visit_on]), [['Birch', 'missed', WEDNESDAY]])

  house.setNow('2026-03-30T09:00:00Z')
  const run = await runPayment(house, finance, { frameworkId: market.frameworkId, periodFromOn: day('2026-03-02') })
  const statements = await house.db.selectFrom('payment.statement').select(['provider_id', 'visits_pence', 'payable_minutes']).where('pay_run_id', '=', run.payRunId).execute()
  // £20.00 an hour: half an hour is £10.00, for seven days and for six.
  assert.deepEqual(statements.map((each) => [nameOf(each.provider_id), each.visits_pence, each.payable_minutes]).toSorted(), [['Ash', 7000, 210], ['Birch', 6000, 180]])
})
