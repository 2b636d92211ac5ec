import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { changeWeek, decideChange } from '../../brokerage/actions/change-week.ts'
import { recordStay, resumeCare } from '../../brokerage/actions/record-stay.ts'
import { recordAbsence } from '../../brokerage/actions/record-absence.ts'
import { recordSubcontract } from '../../brokerage/actions/record-subcontract.ts'
import { recordSuccession } from '../../brokerage/actions/record-succession.ts'
import { previewSuccession } from '../../brokerage/actions/see-succession.ts'
import { seeObligations } from '../../brokerage/actions/see-obligations.ts'
import { carryOutDueSuccessions } from '../../brokerage/actions/carry-out-succession.ts'
import { successionJobs } from '../../brokerage/jobs/succession-jobs.ts'
import { listPlacements } from '../../brokerage/public.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import { planWeek } from '../../visits/actions/plan-week.ts'
import { visitJobs } from '../../visits/jobs/handlers.ts'
import { aCaseload, everyDay } from '../../visits/testing/a-caseload.ts'
import { demonstrationRuleSets } from '../rules/demonstration-rule-sets.ts'
import { actorWith } from '../testing/payment-council.ts'
import { adoptRuleSet } from './adopt-rule-set.ts'
import { runPayment } from './run-payment.ts'

const house = await openTestHouse({ now: '2026-01-12T09:00:00Z', handlers: [...visitJobs, ...successionJobs] })
const [finance, commissioner, broker, system] = [actorWith('finance-officer'), actorWith('commissioner'), actorWith('broker'), systemActor('test')]
const day = (text: string) => Temporal.PlainDate.from(text)
const FROM = day('2026-01-22')

interface Planned {
  readonly person: string
  readonly visit_on: string
  readonly starts_at: string
  readonly minutes: number
  readonly provider_id: string
}
const plannedVisits = async (): Promise<Planned[]> =>
  (await sql<Planned>`select person_id as person, visit_on::text, starts_at::text, minutes * workers as minutes, provider_id from visits.planned_visit where withdrawn_at is null order by person_id, starts_at`.execute(house.db)).rows
const ask = async (placementId: string, fromOn: string, minutes: number): Promise<string> => {
  const asked = await changeWeek(house, broker, { placementId, fromOn: day(fromOn), toOn: null, pattern: everyDay(480, { minutes }), reason: 'More for good' })
  return asked.course === 'new-package' ? '' : asked.changeId
}
const cover = (rows: readonly Planned[]): string[] => rows.map((row) => `${row.person} ${row.starts_at} ${String(row.minutes)}`)

test('when a provider is bought every hour and every day goes on with its successor from its first day, each once, at the same rate; what was before stays', async () => {
  const of = await aCaseload(house, { startsOn: '2026-01-05', people: 6 })
  await sql`update market.framework set payment_anchor_on = '2026-01-05', terms = terms || '{"changes":{"tolerancePercent":20,"significantPercent":80}}'::jsonb where id = ${of.frameworkId}`.execute(house.db)
  await sql`insert into market.rate (id, framework_id, from_on, pence_per_hour, created_at) values (${randomUUID()}, ${of.frameworkId}, '2025-12-01', 2400, '2025-12-01T09:00:00Z')`.execute(house.db)
  await adoptRuleSet(house, commissioner, { frameworkId: of.frameworkId, fromOn: day('2026-01-05'), document: { ...demonstrationRuleSets[0], retainer: { days: 10, percent: 50 } } })
  const [successorId, otherId] = [randomUUID(), randomUUID()]
  for (const [id, name] of [[successorId, 'Successor Ltd'], [otherId, 'Other Ltd']]) await sql`insert into market.provider (id, name, created_at) values (${id}, ${name}, '2025-12-01T09:00:00Z')`.execute(house.db)
  const at = (n: number): string => of.people[n]?.placementId ?? ''
  // One of everything that a placement can have: days in hospital across the day, a change for some days across it, one for good before it and one after it, one that waits, hours passed on.
  await recordStay(house, broker, { placementId: at(0), fromOn: day('2026-01-15'), heldUntilOn: day('2026-01-30') })
  await resumeCare(house, broker, { placementId: at(0), resumesOn: day('2026-01-27') })
  await changeWeek(house, broker, { placementId: at(1), fromOn: day('2026-01-19'), toOn: day('2026-01-25'), pattern: everyDay(480, { minutes: 35 }), reason: 'A little more for a week' })
  for (const [n, from, minutes] of [[2, '2026-01-14', 45], [3, '2026-01-26', 40]] as const) {
    const changeId = await ask(at(n), from, minutes)
    await decideChange(house, commissioner, { placementId: at(n), changeId, isApproved: true, note: null })
  }
  const waitingId = await ask(at(4), '2026-01-29', 45)
  await recordAbsence(house, broker, { placementId: at(5), kind: 'holiday', fromOn: day('2026-01-20'), toOn: day('2026-01-24'), toldOn: day('2026-01-12') })
  await recordSubcontract(house, commissioner, { placementId: at(5), subcontractorId: otherId, fromOn: day('2026-01-12'), toOn: null, weeklyMinutes: 60, pencePerHour: 2400 })
  for (const week of [0, 1, 2, 3]) await planWeek(house, system, { weekOn: day('2026-01-05').add({ weeks: week }) })
  await house.runJobs()
  const before = await plannedVisits()
  const oldId = of.providerId

  const preview = await previewSuccession(house, commissioner, { providerId: oldId, successorId, fromOn: FROM })
  assert.deepEqual([preview.fault, preview.people, preview.placements, preview.subcontracts], [undefined, 6, 6, 1])
  assert.equal(preview.weeklyPence, preview.weeklyMinutes * 40)
  await assert.rejects(recordSuccession(house, commissioner, { providerId: oldId, successorId, fromOn: day('2026-01-12'), reason: 'buy-out', takesStandings: true, note: null }), (fault) => fault instanceof Refused && fault.code === 'succession-past')
  await recordSuccession(house, commissioner, { providerId: oldId, successorId, fromOn: FROM, reason: 'buy-out', takesStandings: true, note: null })
  // Until its day the successor sees nobody.
  const coordinator = { ...of.coordinator, organisationId: successorId }
  assert.equal((await read(house, coordinator, (work) => listPlacements(work, {}))).length, 0)
  assert.equal(await carryOutDueSuccessions(house, system), 0)

  house.setNow('2026-01-22T00:01:00Z')
  await house.runJobs()
  assert.equal(await carryOutDueSuccessions(house, system), 0, 'what its job carried out is not carried out again')
  const after = await plannedVisits()
  assert.deepEqual(cover(after), cover(before), 'the same visits of the same people at the same times, none twice, none missed')
  for (const visit of after) assert.equal(visit.provider_id, visit.visit_on < FROM.toString() ? oldId : successorId)

  const [past, now] = [await read(house, of.coordinator, (work) => listPlacements(work, {})), await read(house, coordinator, (work) => listPlacements(work, {}))]
  assert.deepEqual([past.length, past.every((each) => each.endsOn?.equals(FROM.subtract({ days: 1 }))), now.length, now.every((each) => each.startsOn.equals(FROM) && each.pencePerHour === past[0]?.pencePerHour)], [6, true, 6, true])
  const open = (await sql<{ id: string }>`select c.id from brokerage.pattern_change c left join brokerage.pattern_change_decision d on d.change_id = c.id where c.needs_approval and d.change_id is null`.execute(house.db)).rows
  assert.equal(open.length, 1)
  assert.notEqual(open[0]?.id, waitingId, 'what waited for approval waits on the new placement alone')
  const subcontracts = (await seeObligations(house, commissioner, of.frameworkId)).subcontracts.map((each) => [each.providerId === successorId, each.subcontractorId === otherId, each.toOn?.toString() ?? null, each.weeklyMinutes])
  assert.deepEqual(subcontracts.toSorted(), [[false, true, '2026-01-21', 60], [true, true, null, 60]].toSorted())

  house.setNow('2026-02-03T09:00:00Z')
  await runPayment(house, finance, { frameworkId: of.frameworkId, periodFromOn: day('2026-01-05') })
  const { rows: twice } = await sql`select v.person_id from payment.pay_line l join visits.planned_visit v on v.id = l.planned_visit_id group by v.person_id, v.starts_at having count(*) > 1`.execute(house.db)
  assert.equal(twice.length, 0)
  const { rows: paid } = await sql<{ provider_id: string; pence: number }>`select provider_id, sum(pence)::int as pence from payment.pay_line group by provider_id`.execute(house.db)
  // Every minute at 40p, and a retainer of £6.00 for each of the first ten days in hospital: seven with the one, three with the other.
  const owed = (providerId: string, held: number) => after.filter((each) => each.provider_id === providerId).reduce((sum, each) => sum + each.minutes * 40, 0) + held * 600
  assert.deepEqual(new Map(paid.map((row) => [row.provider_id, row.pence])), new Map([[oldId, owed(oldId, 7)], [successorId, owed(successorId, 3)]]))

  // Nobody waited for what passed on: whoever counts waits can tell it.
  const { rows: told } = await sql<{ provider_id: string }>`select distinct provider_id from brokerage.published_placement where is_passed_on`.execute(house.db)
  assert.deepEqual(told, [{ provider_id: successorId }])
})
