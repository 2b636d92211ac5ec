import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage } from '../../../test/support/render-page.ts'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor, type Actor } from '../../platform/access/actor.ts'
import { Forbidden, NotFound, Refused } from '../../platform/action/refused.ts'
import { fixedClock } from '../../platform/action/clock.ts'
import { EXCEPTION_SETTINGS } from '../rules/exception-settings.ts'
import { KPI_DEFINITIONS } from '../rules/kpi-definitions.ts'
import { continuityMeasures, recordMeasures, visitMeasures } from '../rules/kpi-measures.ts'
import { addMeasures, kpiValue } from '../rules/kpi-value.ts'
import type { Outcome } from '../terms.ts'
import { recordDetails, type CheckMethod } from '../terms/record-details.ts'
import { aCaseload, everyDay, type Caseload } from '../testing/a-caseload.ts'
import { aVisitFile, type FileRow } from '../testing/a-visit-file.ts'
import { setExceptionSettings } from './exception-settings.ts'
import { kpisPage } from '../pages/kpis/route.ts'
import { findMissed } from './find-missed.ts'
import { importVisits } from './import-visits.ts'
import { planWeek } from './plan-week.ts'
import { seeKpis } from './see-kpis.ts'
import { seeKpiVisits } from './see-kpi-visits.ts'
import { tallyDays } from './tally-days.ts'

const house = await openTestHouse({ now: '2026-03-10T12:00:00Z' })
const SYSTEM = systemActor('test')
const council: Actor = { ...systemActor('Cleo'), role: 'commissioner' }
const [FROM, TO] = [Temporal.PlainDate.from('2026-03-02'), Temporal.PlainDate.from('2026-03-08')]
const period = { fromOn: FROM, toOn: TO }

/** A week of two people at 8am and at midday, sent with much that is not as planned. */
async function aWeek(name: string, shift: number): Promise<Caseload> {
  const of = await aCaseload(house, { name, people: 2, pattern: [...everyDay(480, { timeCritical: true }), ...everyDay(720, { minutes: 20 })] })
  await planWeek(house, SYSTEM, { weekOn: FROM })
  const rows: FileRow[] = []
  for (let day = 2; day <= 8; day += 1) {
    of.people.forEach(({ personReference: person_reference }, at) => {
      const visit_date = `2026-03-0${String(day)}`
      const said = { person_reference, visit_date, worker_reference: `W${String((day * (at + 1) + shift) % 4)}` }
      const late = String((day * 9 + shift) % 60).padStart(2, '0')
      if (day !== 5) rows.push({ ...said, visit_reference: `A${String(day)}${String(at)}`, check_in: `08:${late}`, check_in_method: day === 3 ? 'manual' : 'app', check_out: `09:${late}`, check_out_method: 'app' })
      if (day === 4) rows.push({ ...said, visit_reference: `B${String(day)}${String(at)}`, planned_start: '12:00', outcome: at === 0 ? 'hospital' : 'missed' })
      else rows.push({ ...said, visit_reference: `B${String(day)}${String(at)}`, check_in: '12:05', check_out: day % 2 === 0 ? '12:20' : '12:50', ...(day === 6 ? {} : { check_in_method: 'tag', check_out_method: 'tag' }) })
    })
  }
  rows.push({ visit_reference: 'X1', person_reference: 'P999999', visit_date: '2026-03-03', check_in: '10:00', check_out: '10:30' })
  const outcome = await importVisits(house, of.coordinator, { providerId: of.providerId, name: 'visits.csv', bytes: aVisitFile(rows), preview: false })
  assert.equal(outcome.summary.refused, 0)
  await house.db.updateTable('visits.visit_record').set({ travel_minutes: 12, travel_mile_hundredths: 130, travel_mode: 'cycle' }).where('provider_id', '=', of.providerId).where('visit_on', '=', '2026-03-02').execute()
  return of
}

/** Measures by the pure rules of every visit and record that the store holds. */
async function recount(providerIds: readonly string[]) {
  const planned = await house.db.selectFrom('visits.planned_visit').selectAll().where('provider_id', 'in', providerIds).where('withdrawn_at', 'is', null).where('visit_on', '>=', FROM.toString()).where('visit_on', '<=', TO.toString()).execute()
  const held = await house.db.selectFrom('visits.visit_record').selectAll().where('provider_id', 'in', providerIds).where('superseded_by', 'is', null).execute()
  const missed = new Set((await house.db.selectFrom('visits.visit_exception').select('planned_visit_id').where('kind', '=', 'missed').where('cleared_at', 'is', null).execute()).map((each) => each.planned_visit_id))
  const second = (at: string | null): number | null => (at === null ? null : Temporal.Instant.from(at).epochMilliseconds / 1000)
  const visits = planned.map((visit) => visitMeasures({
    startSecond: second(visit.starts_at) ?? 0, windowMinutes: visit.window_minutes, minutes: visit.minutes, workers: visit.workers, timeCritical: visit.time_critical, isFoundMissed: missed.has(visit.id),
    allowedMinutes: visit.time_critical ? EXCEPTION_SETTINGS.onTimeCriticalMinutes : EXCEPTION_SETTINGS.onTimeMinutes,
    records: held.filter((each) => each.planned_visit_id === visit.id).map((each) => ({ outcome: each.outcome as Outcome, startSecond: second(each.adjusted_starts_at ?? each.actual_starts_at), minutes: each.adjusted_minutes ?? each.actual_minutes })),
  }))
  const records = held.map((each) => recordMeasures({
    hasPlacement: each.placement_id !== null, outcome: each.outcome as Outcome, checkInMethod: each.check_in_method as CheckMethod | null, checkOutMethod: each.check_out_method as CheckMethod | null, calledIn: each.actual_starts_at !== null, calledOut: each.actual_ends_at !== null,
    adjustedMinutes: each.adjusted_minutes, actualMinutes: each.actual_minutes, travelMinutes: each.travel_minutes, travelMileHundredths: each.travel_mile_hundredths, travelMode: recordDetails.shape.travelMode.parse(each.travel_mode),
  }))
  const placements = [...Map.groupBy(held.filter((each) => each.placement_id !== null && each.outcome === 'delivered'), (each) => each.placement_id).values()].map((own) => continuityMeasures(own.map((each) => each.worker_reference), 2))
  return KPI_DEFINITIONS.map((definition) => kpiValue(definition, addMeasures([...visits, ...records, ...placements])))
}

const orchard = await aWeek('Orchard Home Care', 0)
const willow = await aWeek('Willow Care', 5)
for (let day = 0; day < 7; day += 1) await findMissed(house, SYSTEM, { on: FROM.add({ days: day }) })

test('what the database counts is what the rules count of the same visits, of each provider, of all, and from kept counts', async () => {
  const own = await seeKpis(house, orchard.coordinator, { ...period, usual: 2 })
  assert.deepEqual(own.values, await recount([orchard.providerId]))
  const all = await recount([orchard.providerId, willow.providerId])
  assert.deepEqual((await seeKpis(house, council, { ...period, usual: 2 })).values, all)
  const later = { ...house, clock: fixedClock('2026-03-10T15:00:00Z') }
  assert.ok((await tallyDays(later, SYSTEM)) > 0)
  assert.ok((await house.db.selectFrom('visits.kpi_day').select('planned').execute()).length > 0)
  assert.deepEqual((await seeKpis(later, council, { ...period, usual: 2 })).values, all)
  const named = Object.fromEntries(all.map((each) => [each.key, each]))
  assert.equal(named.missed?.numerator, 6, 'nobody came on the fifth, and one record of each provider says so')
  assert.deepEqual(named.missed.excluded, [{ measure: 'hospital', count: 2 }])
  assert.equal(named['way-cycled']?.value, 100)
})

test('a provider sees itself alone; the council compares, and the parts add up', async () => {
  const own = await seeKpis(house, orchard.coordinator, { ...period, group: 'provider' })
  assert.deepEqual(own.groups.map((row) => row.id), [orchard.providerId])
  assert.deepEqual(own.providers, [])
  const seen = await seeKpis(house, council, { ...period, group: 'provider' })
  assert.deepEqual(seen.groups.map((row) => row.name), ['Orchard Home Care', 'Willow Care'])
  const parts = (key: string): number => seen.groups.reduce((sum, row) => sum + (row.values.find((value) => value.key === key)?.numerator ?? 0), 0)
  for (const { key, numerator } of seen.values) assert.equal(Math.round(parts(key) * 1000), Math.round(numerator * 1000), key)
  assert.deepEqual(seen.trend.at(-1)?.values.find((value) => value.key === 'on-time'), seen.values.find((value) => value.key === 'on-time'))
})

test('behind each figure stand as many visits as it counts, and behind what is left out', async () => {
  const { values } = await seeKpis(house, council, period)
  for (const value of values) {
    const definition = KPI_DEFINITIONS.find((each) => each.key === value.key)
    assert.ok(definition)
    const behind = (part: string) => seeKpiVisits(house, council, { ...period, kpi: value.key, part, limit: 500, offset: 0 })
    if (definition.of === 'placement') assert.equal((await behind('counted')).total, 4)
    else if (definition.numerator !== 'counted_minutes' && definition.unit === 'share' && definition.numerator !== 'travel_minutes') {
      assert.equal((await behind('counted')).total, value.numerator, value.key)
      assert.equal((await behind('rest')).total, value.denominator - value.numerator, value.key)
    }
    for (const { measure, count } of value.excluded) if (measure !== 'over_minutes' && definition.of !== 'placement') assert.equal((await behind(measure)).total, count, `${value.key}: ${measure}`)
  }
  const minutes = await seeKpiVisits(house, council, { ...period, kpi: 'delivered', part: 'counted', limit: 500, offset: 0 })
  assert.equal(minutes.rows.reduce((sum, row) => sum + row.adds, 0), values.find((each) => each.key === 'delivered')?.numerator)
  await assert.rejects(seeKpiVisits(house, council, { ...period, kpi: 'delivered', part: 'walked', limit: 5, offset: 0 }), NotFound)
  await assert.rejects(seeKpis(house, council, { fromOn: TO, toOn: FROM }), Refused)
})

test('an analyst sees the figures that the council sees, and no visit behind them', async () => {
  const analyst: Actor = { ...systemActor('Ada'), role: 'analyst' }
  assert.deepEqual(await seeKpis(house, analyst, period), await seeKpis(house, council, period))
  await assert.rejects(seeKpiVisits(house, analyst, { ...period, kpi: 'delivered', part: 'counted', limit: 5, offset: 0 }), Forbidden)
  const linksOf = async (actor: Actor): Promise<number> => (await openPage(kpisPage, { house, actor, url: '/kpis', query: { from: FROM.toString(), to: TO.toString() } })).$('a[href^="/kpis/visits"]').length
  assert.equal(await linksOf(analyst), 0)
  assert.ok((await linksOf(council)) > 5)
})

test('what a framework sets as on time counts from its date, also where counts were kept', async () => {
  const before = await seeKpis(house, council, { ...period, providerId: orchard.providerId })
  await setExceptionSettings({ ...house, clock: fixedClock('2026-03-10T15:30:00Z') }, council, { frameworkId: orchard.frameworkId, fromOn: FROM, document: { ...EXCEPTION_SETTINGS, onTimeCriticalMinutes: 0, onTimeMinutes: 0 }, source: 'Clause 9' })
  const after = await seeKpis(house, council, { ...period, providerId: orchard.providerId })
  const share = (seen: typeof before) => seen.values.find((value) => value.key === 'on-time-critical')?.numerator ?? -1
  assert.ok(share(before) > share(after))
  assert.equal(share(after), 0)
})
