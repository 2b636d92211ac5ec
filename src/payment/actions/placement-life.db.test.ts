import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { changeWeek, decideChange } from '../../brokerage/actions/change-week.ts'
import { endPlacement } from '../../brokerage/actions/end-placement.ts'
import { askForPrice, decidePrice } from '../../brokerage/actions/change-price.ts'
import { changePayer } from '../../brokerage/actions/change-payer.ts'
import { changeReturn, recordAbsence } from '../../brokerage/actions/record-absence.ts'
import { takeBackDeath } from '../../brokerage/actions/take-back-death.ts'
import { recordDeath } from '../../brokerage/actions/record-death.ts'
import { lifeJobs } from '../../brokerage/jobs/life-jobs.ts'
import { recordStay, resumeCare } from '../../brokerage/actions/record-stay.ts'
import { Forbidden, Refused } from '../../platform/action/refused.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { read } from '../../platform/action/transaction.ts'
import { importVisits } from '../../visits/actions/import-visits.ts'
import { planWeek } from '../../visits/actions/plan-week.ts'
import { visitJobs } from '../../visits/jobs/handlers.ts'
import { aCaseload, everyDay, type Caseload } from '../../visits/testing/a-caseload.ts'
import { aVisitFile } from '../../visits/testing/a-visit-file.ts'
import { listPayRunSums, listSumsByPlace } from '../store/pay-run.read.ts'
import { demonstrationRuleSets } from '../rules/demonstration-rule-sets.ts'
import type { RuleSetDocument } from '../terms/rule-set.ts'
import { actorWith } from '../testing/payment-council.ts'
import { adoptRuleSet } from './adopt-rule-set.ts'
import { runPayment } from './run-payment.ts'

const house = await openTestHouse({ now: '2026-03-30T09:00:00Z', handlers: [...visitJobs, ...lifeJobs] })
const [finance, commissioner, broker] = [actorWith('finance-officer'), actorWith('commissioner'), actorWith('broker')]
const day = (text: string) => Temporal.PlainDate.from(text)
const PERIODS = ['2026-01-05', '2026-02-02', '2026-03-02'].map(day)
const run = async (of: Caseload, period: number): Promise<number> => (await runPayment(house, finance, { frameworkId: of.frameworkId, periodFromOn: PERIODS[period] ?? day('') })).totalPence

/** A provider with one person, half an hour every day at £24.00 an hour from 5 January, paid as planned; a retainer of half for 10 days; all of January planned. */
async function aScene(rules: Partial<RuleSetDocument> = {}): Promise<Caseload & { readonly placementId: string }> {
  const of = await aCaseload(house, { startsOn: '2026-01-05' })
  await sql`update market.framework set payment_anchor_on = '2026-01-05', terms = terms || '{"changes":{"tolerancePercent":20,"significantPercent":50}}'::jsonb where id = ${of.frameworkId}`.execute(house.db)
  await sql`insert into market.rate (id, framework_id, from_on, pence_per_hour, created_at) values (${randomUUID()}, ${of.frameworkId}, '2025-12-01', 2400, '2025-12-01T09:00:00Z')`.execute(house.db)
  await adoptRuleSet(house, commissioner, { frameworkId: of.frameworkId, fromOn: day('2026-01-05'), document: { ...demonstrationRuleSets[0], retainer: { days: 10, percent: 50 }, ...rules } })
  for (const week of [0, 1, 2, 3]) await planWeek(house, systemActor('test'), { weekOn: day('2026-01-05').add({ weeks: week }) })
  return { ...of, placementId: of.people[0]?.placementId ?? '' }
}
const standing = async (placementId: string): Promise<string[]> => {
  const { rows } = await sql<{ visit_on: string; minutes: number }>`select visit_on::text, minutes from visits.planned_visit where placement_id = ${placementId} and withdrawn_at is null order by starts_at`.execute(house.db)
  return rows.map((row) => `${row.visit_on} ${String(row.minutes)}`)
}
const linesPaid = async (placementId: string): Promise<unknown> => (await sql`select * from payment.pay_line where placement_id = ${placementId} order by id`.execute(house.db)).rows

describe('days in hospital', () => {
  test('take the visits out, pay a retainer for the days of the rule while the place is held, and give the visits back on resume', async () => {
    const scene = await aScene()
    assert.equal((await standing(scene.placementId)).length, 28)
    await recordStay(house, scene.coordinator, { placementId: scene.placementId, fromOn: day('2026-01-12'), heldUntilOn: day('2026-01-16') })
    await house.runJobs()
    assert.equal((await standing(scene.placementId)).at(-1), '2026-01-11 30')
    await resumeCare(house, broker, { placementId: scene.placementId, resumesOn: day('2026-01-26') })
    await house.runJobs()
    assert.equal((await standing(scene.placementId)).length, 14)
    // 14 visits at £12.00, and five held days at £6.00: the place is held until 16 January only.
    assert.equal(await run(scene, 0), 14 * 1200 + 5 * 600)
  })

  test('recorded after the visits were paid are made good in the next run, and taken back when the stay never was; nothing paid is edited', async () => {
    const scene = await aScene()
    assert.equal(await run(scene, 0), 28 * 1200)
    const paid = await linesPaid(scene.placementId)
    await recordStay(house, broker, { placementId: scene.placementId, fromOn: day('2026-01-20'), heldUntilOn: day('2026-02-20') })
    await house.runJobs()
    // 13 days in hospital: £12.00 less each, and £6.00 more on the first ten.
    assert.equal(await run(scene, 1), -13 * 1200 + 10 * 600)
    await resumeCare(house, broker, { placementId: scene.placementId, resumesOn: day('2026-01-20') })
    await house.runJobs()
    assert.equal(await run(scene, 2), 13 * 1200 - 10 * 600)
    assert.equal((await standing(scene.placementId)).length, 28)
    assert.deepEqual(((await linesPaid(scene.placementId)) as unknown[]).slice(0, 28), paid)
  })

  test('that a later week is planned into are held in it from the start', async () => {
    const scene = await aScene()
    await recordStay(house, broker, { placementId: scene.placementId, fromOn: day('2026-01-30'), heldUntilOn: day('2026-02-05') })
    await house.runJobs()
    await planWeek(house, systemActor('test'), { weekOn: day('2026-02-02') })
    assert.equal((await standing(scene.placementId)).at(-1), '2026-01-29 30')
    await run(scene, 0)
    assert.equal(await run(scene, 1), 4 * 600, 'four held days of February')
  })

  test('cannot be recorded twice at once', async () => {
    const scene = await aScene()
    const asked = { placementId: scene.placementId, fromOn: day('2026-03-20'), heldUntilOn: day('2026-04-05') }
    const all = await Promise.allSettled([1, 2, 3, 4].map(() => recordStay(house, broker, asked)))
    assert.equal(all.filter((each) => each.status === 'fulfilled').length, 1)
    assert.ok(all.every((each) => each.status === 'fulfilled' || (each.reason instanceof Refused && each.reason.code === 'stay-open')))
  })
})

describe('a change of the week', () => {
  const ask = (scene: { placementId: string }, minutes: number, fromOn: string, toOn: string | null) => changeWeek(house, broker, { placementId: scene.placementId, fromOn: day(fromOn), toOn: toOn === null ? null : day(toOn), pattern: everyDay(480, { minutes }), reason: 'Needs more time' })

  test('for some days within the tolerance holds at once, also back-dated: the visits follow, records find them, and the next run pays the difference', async () => {
    const scene = await aScene()
    await importVisits(house, scene.coordinator, { providerId: scene.providerId, name: 'v.csv', preview: false, bytes: aVisitFile([{ visit_reference: 'A', person_reference: scene.people[0]?.personReference ?? '', visit_date: '2026-01-20', check_in: '08:00', check_out: '08:35' }]) })
    assert.equal(await run(scene, 0), 28 * 1200)
    assert.equal((await ask(scene, 35, '2026-01-19', '2026-01-20')).course, 'at-once')
    await house.runJobs()
    assert.deepEqual((await standing(scene.placementId)).slice(13, 17), ['2026-01-18 30', '2026-01-19 35', '2026-01-20 35', '2026-01-21 30'])
    const { rows } = await sql<{ minutes: number }>`select p.minutes from visits.visit_record r join visits.planned_visit p on p.id = r.planned_visit_id where r.visit_reference = 'A' and p.withdrawn_at is null and r.provider_id = ${scene.providerId}`.execute(house.db)
    assert.deepEqual(rows.map((row) => row.minutes), [35])
    assert.equal(await run(scene, 1), 2 * 200)
    assert.equal(await run(scene, 2), 0)
  })

  test('above the tolerance holds once somebody else has approved it, and not before', async () => {
    const scene = await aScene()
    const asked = await ask(scene, 40, '2026-01-19', null)
    assert.ok(asked.course === 'approval')
    await house.runJobs()
    assert.equal((await standing(scene.placementId)).at(-1), '2026-02-01 30')
    const decision = { placementId: scene.placementId, changeId: asked.changeId, isApproved: true, note: null }
    await assert.rejects(decideChange(house, broker, decision), (fault: unknown) => fault instanceof Refused && fault.code === 'own-change')
    await decideChange(house, actorWith('practitioner'), decision)
    await house.runJobs()
    assert.equal((await standing(scene.placementId)).at(-1), '2026-02-01 40')
    await assert.rejects(decideChange(house, actorWith('practitioner'), decision), (fault: unknown) => fault instanceof Refused && fault.code === 'already-decided')
  })

  test('for good above the threshold ends the placement the day before and makes a new package with the new week', async () => {
    const scene = await aScene()
    const asked = await ask(scene, 60, '2026-04-06', null)
    assert.ok(asked.course === 'new-package')
    const { rows } = await sql<{ weekly_minutes: number; source: string; ends_on: string; cause: string }>`select k.weekly_minutes, r.source, e.ends_on::text, f.cause from brokerage.follow_on f join care.package k on k.id = f.package_id join care.referral r on r.id = k.referral_id join brokerage.placement_end e on e.placement_id = f.placement_id where k.id = ${asked.packageId}`.execute(house.db)
    assert.deepEqual(rows, [{ weekly_minutes: 420, source: 'change', ends_on: '2026-04-05', cause: 'change' }])
  })
})

/** Everything paid for a placement so far, and what of it the NHS bears. */
const sumsOf = async (placementId: string): Promise<readonly [pence: number, nhsPence: number]> => {
  const { rows } = await sql<{ pence: number; nhs: number }>`select coalesce(sum(pence), 0)::int as pence, coalesce(sum(nhs_pence), 0)::int as nhs from payment.pay_line where placement_id = ${placementId}`.execute(house.db)
  return [rows[0]?.pence ?? 0, rows[0]?.nhs ?? 0]
}

describe('days away', () => {
  test('on holiday are cancelled visits, paid by the notice that the provider had; back-dated they are made good, and a sooner return gives visits back', async () => {
    const scene = await aScene({ cancelled: { kind: 'by-notice', enoughNoticeHours: 24, enough: 'pay-nothing', short: 'pay-planned', unknown: 'pay-planned' } })
    assert.equal(await run(scene, 0), 28 * 1200)
    const paid = await linesPaid(scene.placementId)
    // Told on 12 January by its end: the visit at 8am on the 13th had eight hours of notice, those from the 14th enough.
    const { absenceId } = await recordAbsence(house, scene.coordinator, { placementId: scene.placementId, kind: 'holiday', fromOn: day('2026-01-13'), toOn: day('2026-01-19'), toldOn: day('2026-01-12') })
    await house.runJobs()
    assert.deepEqual((await standing(scene.placementId)).slice(7, 9), ['2026-01-12 30', '2026-01-20 30'])
    assert.equal(await run(scene, 1), -6 * 1200)
    await changeReturn(house, broker, { placementId: scene.placementId, absenceId, returnsOn: day('2026-01-16') })
    await house.runJobs()
    assert.equal(await run(scene, 2), 4 * 1200)
    assert.equal((await sumsOf(scene.placementId))[0], 25 * 1200 + 1200)
    assert.deepEqual(((await linesPaid(scene.placementId)) as unknown[]).slice(0, 28), paid)
  })

  test('in respite pay the retainer while the place is held, and a stay in hospital in the middle goes before', async () => {
    const scene = await aScene()
    await recordAbsence(house, broker, { placementId: scene.placementId, kind: 'respite', fromOn: day('2026-01-12'), toOn: day('2026-01-18'), toldOn: day('2026-01-10') })
    await recordStay(house, broker, { placementId: scene.placementId, fromOn: day('2026-01-17'), heldUntilOn: day('2026-01-17') })
    await resumeCare(house, broker, { placementId: scene.placementId, resumesOn: day('2026-01-26') })
    await house.runJobs()
    // 14 visits stand; seven days of respite less the last two in hospital, of which the place was held on one.
    assert.equal(await run(scene, 0), 14 * 1200 + 5 * 600 + 600)
    await assert.rejects(recordAbsence(house, broker, { placementId: scene.placementId, kind: 'holiday', fromOn: day('2026-01-18'), toOn: day('2026-01-20'), toldOn: day('2026-01-10') }), (fault: unknown) => fault instanceof Refused && fault.code === 'away-overlaps')
  })
})

test('another price holds once somebody else approved it; back-dated, the next run pays the difference and edits nothing', async () => {
  const scene = await aScene()
  assert.equal(await run(scene, 0), 28 * 1200)
  const paid = await linesPaid(scene.placementId)
  const asked = { placementId: scene.placementId, fromOn: day('2026-01-26'), pencePerHour: 2600, reason: 'Two care workers who speak Polish' }
  const { priceId } = await askForPrice(house, commissioner, asked)
  assert.equal(await run(scene, 1), 0)
  await assert.rejects(decidePrice(house, commissioner, { placementId: scene.placementId, priceId, isApproved: true, note: null }), (fault: unknown) => fault instanceof Refused && fault.code === 'own-price')
  await decidePrice(house, finance, { placementId: scene.placementId, priceId, isApproved: true, note: null })
  // Seven visits of half an hour, at £1.00 more each.
  assert.equal(await run(scene, 2), 7 * 100)
  assert.deepEqual(((await linesPaid(scene.placementId)) as unknown[]).slice(0, 28), paid)
})

test('another payer from a paid day moves the amounts between council and NHS, the provider’s total stays, and lines add up', async () => {
  const scene = await aScene()
  await run(scene, 0)
  assert.deepEqual(await sumsOf(scene.placementId), [28 * 1200, 0])
  const change = (fromOn: string, of: Omit<Parameters<typeof changePayer>[2], 'placementId' | 'fromOn' | 'reason'>) => changePayer(house, finance, { placementId: scene.placementId, fromOn: day(fromOn), reason: 'Agreed with the NHS', ...of })
  await assert.rejects(change('2026-01-19', { funder: 'nhs', nhsPercent: null, contributionPence: 2500 }), (fault: unknown) => fault instanceof Refused && fault.code === 'nhs-is-free')
  await change('2026-01-19', { funder: 'joint', nhsPercent: 40, contributionPence: 2500 })
  await change('2026-01-26', { funder: 'nhs', nhsPercent: null, contributionPence: null })
  assert.equal(await run(scene, 1), 0)
  assert.deepEqual(await sumsOf(scene.placementId), [28 * 1200, 7 * 480 + 7 * 1200])
  // Each statement keeps what the NHS bears of it, and so do the run and each zone of it.
  const { rows } = await sql<{ id: string; nhs: number }>`select s.pay_run_id as id, s.nhs_pence::int as nhs from payment.statement s join payment.pay_run r on r.id = s.pay_run_id where s.provider_id = ${scene.providerId} order by r.from_on`.execute(house.db)
  assert.deepEqual(rows.map((row) => row.nhs), [0, 7 * 480 + 7 * 1200])
  const payRunId = rows[1]?.id ?? ''
  const [sums, zones] = await read(house, finance, async (work) => [await listPayRunSums(work.tx, { payRunId }), await listSumsByPlace(work.tx, payRunId)])
  assert.deepEqual([sums[0]?.totalPence, sums[0]?.nhsPence, zones.map((zone) => [zone.pence, zone.nhsPence])], [0, 7 * 480 + 7 * 1200, [[0, 7 * 480 + 7 * 1200]]])
  await change('2026-01-19', { funder: 'council', nhsPercent: null, contributionPence: null })
  assert.equal(await run(scene, 2), 0)
  assert.deepEqual(await sumsOf(scene.placementId), [28 * 1200, 7 * 1200])
})

test('a death ends all care on that day, an end to come gives way and is kept, and visits paid after it are taken back', async () => {
  const scene = await aScene()
  await run(scene, 0)
  await endPlacement(house, broker, { placementId: scene.placementId, endsOn: day('2026-04-30'), reason: 'moved-to-care-home' })
  await recordDeath(house, scene.coordinator, { placementId: scene.placementId, diedOn: day('2026-01-21') })
  await house.runJobs()
  assert.equal((await standing(scene.placementId)).at(-1), '2026-01-21 30')
  assert.equal(await run(scene, 1), -11 * 1200)
  const { rows } = await sql<{ now: string; reason: string; before: string }>`select e.ends_on::text as now, e.reason, b.ends_on::text as before from brokerage.placement_end e join brokerage.placement_end_before b using (placement_id) where placement_id = ${scene.placementId}`.execute(house.db)
  assert.deepEqual(rows, [{ now: '2026-01-21', reason: 'died', before: '2026-04-30' }])
  await assert.rejects(recordDeath(house, broker, { placementId: scene.placementId, diedOn: day('2026-01-21') }), (fault: unknown) => fault instanceof Refused && fault.code === 'already-recorded')
  await assert.rejects(takeBackDeath(house, scene.coordinator, { placementId: scene.placementId, reason: 'The wrong person' }), Forbidden)
  await takeBackDeath(house, broker, { placementId: scene.placementId, reason: 'Somebody of the same name' })
  await house.runJobs()
  assert.equal((await standing(scene.placementId)).length, 28, 'visits are planned again from that day')
  const after = await sql<{ now: string; reason: string }>`select ends_on::text as now, reason from brokerage.placement_end where placement_id = ${scene.placementId}`.execute(house.db)
  assert.deepEqual(after.rows, [{ now: '2026-04-30', reason: 'moved-to-care-home' }], 'the end that stood before stands again')
  assert.equal(await run(scene, 2), 11 * 1200)
  await assert.rejects(takeBackDeath(house, broker, { placementId: scene.placementId, reason: 'Again' }), (fault: unknown) => fault instanceof Refused && fault.code === 'no-death')
  await recordDeath(house, broker, { placementId: scene.placementId, diedOn: day('2026-01-28') })
  await house.runJobs()
  assert.equal((await standing(scene.placementId)).at(-1), '2026-01-28 30', 'a death is recorded again after a mistake')
})
