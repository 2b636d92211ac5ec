import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { askForPrice, decidePrice } from '../../brokerage/actions/change-price.ts'
import { recordDeath } from '../../brokerage/actions/record-death.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { withdrawPlanned } from '../../visits/actions/withdraw-planned.ts'
import { demonstrationRuleSets } from '../rules/demonstration-rule-sets.ts'
import { explainTrace } from '../rules/explain-trace.ts'
import type { TraceStep } from '../terms/priced-visit.ts'
import { ruleSetDocument } from '../terms/rule-set.ts'
import { actorWith, aPaymentCouncil, aPlacement, aProvider, plan, sendRecord, withdraw } from '../testing/payment-council.ts'
import { adoptRuleSet } from './adopt-rule-set.ts'
import { runPayment } from './run-payment.ts'

const house = await openTestHouse({ now: '2026-02-03T09:00:00Z' })
const [finance, commissioner, broker, approver] = [actorWith('finance-officer'), actorWith('commissioner'), actorWith('broker'), { ...actorWith('commissioner'), name: 'Another' }]
const council = await aPaymentCouncil(house)
const placement = await aPlacement(house, council, await aProvider(house, 'Larch Care'))
const subcontractorId = await aProvider(house, 'Small Care')
const day = (text: string) => Temporal.PlainDate.from(text)
/** As the demonstration's first, with £100 for a start within 20 days, 80% for what is passed on and half of the two days after a death. */
const rules = ruleSetDocument.parse({ ...demonstrationRuleSets[0], startPremium: { pence: 10_000, withinDays: 20, urgency: 'any', fromOn: '2026-01-01', toOn: '2026-03-31' }, subcontracted: { percent: 80 }, death: { days: 2, percent: 50 } })
await adoptRuleSet(house, commissioner, { frameworkId: council.frameworkId, fromOn: day('2026-01-05'), document: rules })

interface Line { readonly visit_on: string; readonly kind: string; readonly pence: number; readonly trace: readonly TraceStep[] }
async function linesOf(fromOn: string): Promise<Line[]> {
  const { payRunId } = await runPayment(house, finance, { frameworkId: council.frameworkId, periodFromOn: day(fromOn) })
  const { rows } = await sql<Line>`select l.visit_on::text, l.kind, l.pence, l.trace from payment.pay_line l join payment.statement s on s.id = l.statement_id where s.pay_run_id = ${payRunId} order by l.visit_on, l.kind, l.id`.execute(house.db)
  return rows
}
const amounts = (lines: readonly Line[]) => lines.map((line) => [line.visit_on, line.kind, line.pence])
const words = (line: Line | undefined): string => explainTrace(line?.trace ?? []).map((step) => step.words).join(' ')

const first = await plan(house, placement, '2026-01-06')
await sendRecord(house, placement, { reference: 'A1', on: '2026-01-06', plannedVisitId: first })
for (const [reference, on] of [['A2', '2026-01-07'], ['A3', '2026-01-20']] as const) await sendRecord(house, placement, { reference, on, plannedVisitId: await plan(house, placement, on) })

test('the first visit of a package that began soon after its referral carries the premium, no other', async () => {
  const lines = await linesOf('2026-01-05')
  assert.deepEqual(amounts(lines), [['2026-01-06', 'visit', 11_200], ['2026-01-07', 'visit', 1200], ['2026-01-20', 'visit', 1200]])
  assert.match(words(lines[0]), /17 days/)
})

test('what becomes known later is corrected by the next run: another first visit, hours passed on, a death with visits in the plan', async () => {
  house.setNow('2026-02-05T09:00:00Z')
  await withdraw(house, first)
  await sql`insert into brokerage.subcontract (id, placement_id, provider_id, subcontractor_id, from_on, weekly_minutes, pence_per_hour, recorded_at, recorded_by)
    values (${randomUUID()}, ${placement.placementId}, ${placement.providerId}, ${subcontractorId}, '2026-01-20', 210, 2000, '2026-02-05T09:00:00Z', 'test')`.execute(house.db)
  for (const on of ['2026-02-19', '2026-02-21', '2026-02-22', '2026-02-23']) {
    const id = await plan(house, placement, on)
    if (on === '2026-02-19') await sendRecord(house, placement, { reference: 'A4', on, plannedVisitId: id })
  }
  house.setNow('2026-02-20T15:00:00Z')
  await recordDeath(house, broker, { placementId: placement.placementId, diedOn: day('2026-02-20') })
  await withdrawPlanned(house, systemActor('test'), { placementId: placement.placementId })
  house.setNow('2026-03-03T09:00:00Z')
  const lines = await linesOf('2026-02-02')
  assert.deepEqual(amounts(lines).filter(([, , pence]) => pence !== 0), [
    ['2026-01-06', 'adjustment', -11_200],
    ['2026-01-07', 'adjustment', 10_000],
    ['2026-01-20', 'adjustment', -240],
    ['2026-02-19', 'visit', 960],
    ['2026-02-21', 'visit', 600], // subcontracts end with the placement
    ['2026-02-22', 'visit', 600],
  ])
  assert.match(words(lines.find((line) => line.visit_on === '2026-02-21')), /death/)
  assert.match(words(lines.find((line) => line.visit_on === '2026-02-19')), /passed on to a subcontractor/)
})

test('the way to a visit is measured from the nearest place that the framework’s terms name to the person’s home', async () => {
  await sql`insert into market.area (code, name) values ('E01000001', 'Northampton 001A')`.execute(house.db)
  await sql`insert into market.postcode (postcode, area_code, longitude, latitude) values ('NN1 1AA', 'E01000001', -0.9, 52.24), ('NN2 2BB', 'E01000001', -0.9, 52.25), ('NN3 3CC', 'E01000001', -0.9, 52.34)`.execute(house.db)
  for (const [name, places, pence] of [['Near', ['NN3 3CC', 'NN2 2BB'], 1200], ['Far', ['NN3 3CC'], 1314], ['Unknown', ['ZE1 0AA'], 1200]] as const) {
    const framework = await aPaymentCouncil(house, name)
    const terms = { model: 'ranked', batchSize: 1, replyWorkingMinutes: 120, eligibility: { refusedRatings: [], languagesRequired: false }, measuredFrom: places.map((postcode) => ({ name: 'Surgery', postcode })) }
    await sql`update market.framework set terms = ${JSON.stringify(terms)} where id = ${framework.frameworkId}`.execute(house.db)
    // £2.28 an hour more from three miles on, as Norfolk County Council paid in 2018/19.
    const document = ruleSetDocument.parse({ ...demonstrationRuleSets[0], distanceBands: [{ fromMetres: 0, pencePerHour: 0, pencePerVisit: 0 }, { fromMetres: 4828, pencePerHour: 228, pencePerVisit: 0 }] })
    await adoptRuleSet(house, commissioner, { frameworkId: framework.frameworkId, fromOn: day('2026-01-05'), document })
    const held = await aPlacement(house, framework, await aProvider(house, `${name} Care`))
    await sendRecord(house, held, { reference: name, on: '2026-01-06', plannedVisitId: await plan(house, held, '2026-01-06') })
    const { totalPence } = await runPayment(house, finance, { frameworkId: framework.frameworkId, periodFromOn: day('2026-01-05') })
    assert.equal(totalPence, pence, name)
  }
})

test('a package with a price for the week pays it, spread over the week’s planned minutes, and by sevenths in a week it is held on some days only', async () => {
  for (const [name, packagePrice] of [['Weekly', { undelivered: 'pay-nothing' }], ['Hourly', undefined]] as const) {
    const framework = await aPaymentCouncil(house, name)
    const document = ruleSetDocument.parse({ ...demonstrationRuleSets[1], ...(packagePrice && { packagePrice }) })
    await adoptRuleSet(house, commissioner, { frameworkId: framework.frameworkId, fromOn: day('2026-01-05'), document })
    const held = await aPlacement(house, framework, await aProvider(house, `${name} Care`))
    for (const on of ['2026-01-06', '2026-01-07', '2026-01-13']) {
      const id = await plan(house, held, on)
      if (on !== '2026-01-07') await sendRecord(house, held, { reference: on, on, plannedVisitId: id })
    }
    const { priceId } = await askForPrice(house, commissioner, { placementId: held.placementId, fromOn: day('2026-01-05'), pencePerHour: null, pencePerWeek: 10_000, reason: 'Agreed as one' })
    await decidePrice(house, approver, { placementId: held.placementId, priceId, isApproved: true, note: null })
    await sql`insert into brokerage.placement_end (placement_id, provider_id, ends_on, reason, recorded_at, recorded_by) values (${held.placementId}, ${held.providerId}, '2026-01-14', 'other', '2026-01-14T09:00:00Z', 'test')`.execute(house.db)
    const run = runPayment(house, finance, { frameworkId: framework.frameworkId, periodFromOn: day('2026-01-05') })
    if (packagePrice === undefined) await assert.rejects(run, /a price for the week is agreed, and the payment rules pay no package by the week by 6 January 2026 \(3 visits\)/)
    // Half of £100 for one of two visits alike, then three sevenths: Monday to Wednesday.
    else assert.equal((await run).totalPence, 5000 + 4285)
  }
})
