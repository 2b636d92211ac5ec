import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { PACKAGE_PLACED } from '../../brokerage/terms.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { read } from '../../platform/action/transaction.ts'
import { visitJobs } from '../jobs/handlers.ts'
import { newestChange, visitsChangedSince, visitsToPay } from '../public.ts'
import { aCaseload, everyDay, placeCaseload, type Caseload } from '../testing/a-caseload.ts'
import { aVisitFile, type FileRow } from '../testing/a-visit-file.ts'
import { importVisits } from './import-visits.ts'
import { planWeek } from './plan-week.ts'

const house = await openTestHouse({ now: '2026-03-10T12:00:00Z' })
const SYSTEM = systemActor('test')
const WEEK = Temporal.PlainDate.from('2026-03-02')
const planNewPlacement = visitJobs.find((job) => job.topic === PACKAGE_PLACED.name)

const send = (to: Caseload, rows: readonly FileRow[]) => importVisits(house, to.coordinator, { providerId: to.providerId, name: 'visits.csv', bytes: aVisitFile(rows), preview: false })
const row = (to: Caseload, changes: Partial<FileRow> = {}): FileRow => ({ visit_reference: 'V1', person_reference: to.people[0]?.personReference ?? '', visit_date: '2026-03-02', worker_reference: 'W1', check_in: '08:00', check_out: '08:30', ...changes })
const standing = async (of: Caseload) => (await house.db.selectFrom('visits.visit_exception').select('kind').where('provider_id', '=', of.providerId).where('cleared_at', 'is', null).orderBy('kind').execute()).map((each) => each.kind)
const records = (of: Caseload) => house.db.selectFrom('visits.visit_record').selectAll().where('provider_id', '=', of.providerId).orderBy('id').execute()
const allocations = (of: Caseload) => house.db.selectFrom('visits.allocation').selectAll().where('provider_id', '=', of.providerId).orderBy('id').execute()

/** The job that follows a placement, for each person of a caseload. */
async function runPlacementJob(of: Caseload): Promise<void> {
  for (const { placementId, packageId, callOffId } of of.people) await planNewPlacement?.handle(house, { placementId, packageId, callOffId })
}

async function place(of: Caseload): Promise<void> {
  await placeCaseload(house, of)
  await runPlacementJob(of)
}

describe('a record that came before its placement', () => {
  test('is allocated when the placement is made, and answers its planned visit', async () => {
    await planWeek(house, SYSTEM, { weekOn: WEEK })
    const of = await aCaseload(house, { isPlaced: false })
    await send(of, [row(of)])
    assert.deepEqual([(await records(of))[0]?.placement_id, await standing(of)], [null, ['unplanned']])
    await placeCaseload(house, of)
    await planWeek(house, SYSTEM, { weekOn: WEEK })
    const [kept] = await records(of)
    assert.equal(kept?.placement_id, of.people[0]?.placementId)
    assert.ok(kept?.planned_visit_id)
    assert.deepEqual(await standing(of), [])
  })

  test('keeps what it was before on a row of its own, with a number above every record before it', async () => {
    const of = await aCaseload(house, { isPlaced: false })
    await send(of, [row(of)])
    await place(of)
    const [kept] = await records(of)
    const [allocation, ...more] = await allocations(of)
    assert.deepEqual([allocation?.visit_record_id, allocation?.from_placement_id, allocation?.placement_id, allocation?.planned_visit_id], [kept?.id, null, kept?.placement_id, kept?.planned_visit_id])
    assert.ok((allocation?.id ?? 0) > (kept?.id ?? 0))
    assert.deepEqual(more, [])
  })

  test('raises its exceptions then: late, and missed for what nobody recorded on a day that was reported', async () => {
    const of = await aCaseload(house, { isPlaced: false, pattern: [...everyDay(480), ...everyDay(1080)] })
    await send(of, [row(of, { check_in: '09:30', check_out: '10:00' })])
    await place(of)
    assert.deepEqual(await standing(of), ['late', 'missed'])
  })

  test('is what payment sees as changed since the number it saw, once; the job again changes nothing', async () => {
    const of = await aCaseload(house, { isPlaced: false })
    await send(of, [row(of)])
    const seen = await read(house, SYSTEM, (work) => newestChange(work))
    const since = (afterChange: number) => read(house, SYSTEM, (work) => visitsChangedSince(work, { afterChange, providerId: of.providerId, frameworkId: of.frameworkId, beforeOn: '2026-03-09' }))
    assert.deepEqual(await since(seen), [])
    await place(of)
    assert.deepEqual((await since(seen)).filter((visit) => visit.plannedVisitId !== null).map((visit) => visit.records.length), [1])
    const newest = await read(house, SYSTEM, (work) => newestChange(work))
    assert.deepEqual(await since(newest), [])
    const before = [await records(of), await allocations(of)]
    await runPlacementJob(of)
    assert.deepEqual([await records(of), await allocations(of)], before)
  })

  test('of a person that another provider was given stays unallocated', async () => {
    const [of, other] = [await aCaseload(house, { isPlaced: false }), await aCaseload(house)]
    await send(of, [row(of, { person_reference: other.people[0]?.personReference ?? '' })])
    await place(of)
    assert.deepEqual((await records(of)).map((each) => each.placement_id), [null])
  })

  test('cannot be allocated by a provider itself', async () => {
    const of = await aCaseload(house)
    await send(of, [row(of)])
    await assert.rejects(read(house, of.coordinator, (work) => sql`update visits.visit_record set placement_id = null`.execute(work.tx)), /permission denied/)
    await assert.rejects(read(house, of.coordinator, (work) => sql`insert into visits.allocation select * from visits.allocation`.execute(work.tx)), /permission denied/)
  })
})

const time = fc.constantFrom('07:40', '08:00', '08:20', '09:10', '12:00', '12:40', '16:00')
const sentRow = fc.record({ reference: fc.constantFrom('A', 'B', 'C'), sequence: fc.integer({ min: 1, max: 3 }), on: fc.constantFrom('2026-03-02', '2026-03-03'), at: time, person: fc.constantFrom(0, 1) })
const files = fc.array(fc.uniqueArray(sentRow, { minLength: 1, maxLength: 3, selector: (each) => each.reference }), { minLength: 1, maxLength: 3 })

/** What payment would be told, and what stands as exceptions, in words that do not hang on ids. */
async function outcomeOf(of: Caseload): Promise<unknown> {
  const visits = await read(house, SYSTEM, (work) => visitsToPay(work, { frameworkId: of.frameworkId, providerId: of.providerId, fromOn: '2026-03-02', toOn: '2026-03-08' }))
  const planned = await house.db.selectFrom('visits.planned_visit').select(['id', 'starts_at']).where('provider_id', '=', of.providerId).execute()
  const starts = new Map(planned.map((visit) => [visit.id, visit.starts_at]))
  const person = (placementId: string | null): number => of.people.findIndex((each) => each.placementId === placementId)
  const paid = visits.map((visit) => [person(visit.placementId), visit.visitOn, visit.plannedVisitId === null ? visit.visitReference : starts.get(visit.plannedVisitId), visit.records.map((record) => record.actualMinutes)])
  const exceptions = await sql<{ kind: string; visit_on: string; facts: unknown }>`select kind, visit_on::text, facts from visits.visit_exception where provider_id = ${of.providerId} and cleared_at is null`.execute(house.db)
  return { paid: paid.map((each) => JSON.stringify(each)).toSorted(), exceptions: exceptions.rows.map((each) => `${each.kind} ${each.visit_on}`).toSorted() }
}

test('whatever comes first, placement, planning or the files, payment is told the same and the same exceptions stand', async () => {
  await fc.assert(
    fc.asyncProperty(files, fc.nat({ max: 3 }), fc.nat({ max: 3 }), async (sent, one, two) => {
      const pattern = [...everyDay(480), ...everyDay(540), ...everyDay(720)]
      const [first, later] = [await aCaseload(house, { people: 2, pattern }), await aCaseload(house, { people: 2, pattern, isPlaced: false })]
      const rowsFor = (of: Caseload) => sent.map((file) => file.map((each) => row(of, { visit_reference: each.reference, sequence: each.sequence, visit_date: each.on, check_in: each.at, check_out: each.at.replace(/.$/, '7'), person_reference: of.people[each.person]?.personReference ?? '', worker_reference: each.reference })))
      await planWeek(house, SYSTEM, { weekOn: WEEK })
      for (const rows of rowsFor(first)) await send(first, rows)
      const [placedAt, plannedAt] = [Math.min(one, two, sent.length), Math.min(Math.max(one, two), sent.length)]
      const rows = rowsFor(later)
      for (let at = 0; at <= rows.length; at += 1) {
        if (at === placedAt) await placeCaseload(house, later)
        if (at === plannedAt) await planWeek(house, SYSTEM, { weekOn: WEEK })
        const file = rows[at]
        if (file !== undefined) await send(later, file)
      }
      assert.deepEqual(await outcomeOf(later), await outcomeOf(first))
    }),
    { numRuns: 60 },
  )
})
