import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import { openOnDisk } from '../../platform/files/file-on-disk.ts'
import { visitsChangedSince, visitsToPay } from '../public.ts'
import { aCaseload, everyDay, endPlacement, type Caseload } from '../testing/a-caseload.ts'
import { aVisitFile, type FileRow } from '../testing/a-visit-file.ts'
import { findMissed } from './find-missed.ts'
import { importVisits } from './import-visits.ts'
import { planWeek } from './plan-week.ts'
import { withdrawPlanned } from './withdraw-planned.ts'

const house = await openTestHouse({ now: '2026-03-10T12:00:00Z' })
const SYSTEM = systemActor('test')
const WEEK = Temporal.PlainDate.from('2026-03-02')

async function planned(input: Parameters<typeof aCaseload>[1] = {}): Promise<Caseload> {
  const caseload = await aCaseload(house, input)
  await planWeek(house, SYSTEM, { weekOn: WEEK })
  return caseload
}
const send = (to: Caseload, rows: readonly FileRow[], preview = false) => importVisits(house, to.coordinator, { providerId: to.providerId, name: 'visits.csv', bytes: aVisitFile(rows), preview })
const row = (to: Caseload, changes: Partial<FileRow> = {}): FileRow => ({ visit_reference: 'V1', person_reference: to.people[0]?.personReference ?? '', visit_date: '2026-03-02', worker_reference: 'W1', check_in: '08:00', check_out: '08:30', ...changes })
const standing = async (of: Caseload) => (await house.db.selectFrom('visits.visit_exception').select(['kind']).where('provider_id', '=', of.providerId).where('cleared_at', 'is', null).orderBy('kind').execute()).map((each) => each.kind)
const records = (of: Caseload) => house.db.selectFrom('visits.visit_record').selectAll().where('provider_id', '=', of.providerId).orderBy('id').execute()
const toPay = (of: Caseload) => read(house, SYSTEM, (work) => visitsToPay(work, { frameworkId: of.frameworkId, providerId: of.providerId, fromOn: '2026-03-02', toOn: '2026-03-08' }))

test('a record is kept with its placement and planned visit, and audited', async () => {
  const of = await planned()
  const notes = () => house.db.selectFrom('kept.change').selectAll().execute()
  const before = await notes()
  const outcome = await send(of, [row(of)])
  assert.deepEqual(await notes(), before, 'nothing that the board shows: what is kept of it stays')
  assert.deepEqual(outcome.summary, { read: 1, new: 1, changed: 0, repeated: 0, refused: 0, unallocated: 0 })
  const [kept] = await records(of)
  assert.equal(kept?.placement_id, of.people[0]?.placementId)
  assert.ok(kept?.planned_visit_id)
  assert.equal(kept.actual_minutes, 30)
  const event = await house.db.selectFrom('audit.event').select('kind').where('subject_id', '=', outcome.visitFileId ?? '').executeTakeFirst()
  assert.equal(event?.kind, 'visit-file-received')
})

test('a preview answers the same and writes nothing', async () => {
  const of = await planned()
  const preview = await send(of, [row(of, { check_in: '09:00', check_out: '09:10' })], true)
  assert.deepEqual(await records(of), [])
  assert.deepEqual(preview.exceptions, { late: 1, short: 1 })
  assert.equal(preview.understood[0]?.hasPlacement, true)
  const real = await send(of, [row(of, { check_in: '09:00', check_out: '09:10' })])
  assert.deepEqual(real.summary, preview.summary)
  assert.deepEqual(real.exceptions, preview.exceptions)
})

test('the same file read in again changes nothing', async () => {
  const of = await planned()
  await send(of, [row(of)])
  const again = await send(of, [row(of)])
  assert.deepEqual(again.summary, { read: 1, new: 0, changed: 0, repeated: 1, refused: 0, unallocated: 0 })
  assert.match(again.notes[0] ?? '', /was read in on 10 March 2026/)
  assert.equal((await records(of)).length, 1)
})

test('a higher sequence replaces and its exceptions replace those of the old record; a lower one is kept as history', async () => {
  const of = await planned()
  await send(of, [row(of, { sequence: 2, check_in: '09:30', check_out: '10:00' })])
  assert.deepEqual(await standing(of), ['late'])
  const changed = await send(of, [row(of, { sequence: 3 })])
  assert.equal(changed.summary.changed, 1)
  assert.deepEqual(await standing(of), [])
  const older = await send(of, [row(of, { sequence: 1, outcome: 'missed', check_in: '', check_out: '' })])
  assert.deepEqual(older.summary, { read: 1, new: 0, changed: 0, repeated: 1, refused: 0, unallocated: 0 })
  assert.deepEqual((await records(of)).map((each) => [each.sequence, each.superseded_by === null]), [[2, false], [3, true], [1, false]])
  assert.deepEqual(await standing(of), [])
})

test('two versions in one file leave the higher one', async () => {
  const of = await planned()
  const outcome = await send(of, [row(of, { sequence: 1, check_out: '08:20' }), row(of, { sequence: 2 })])
  assert.deepEqual([outcome.summary.new, outcome.summary.changed], [1, 1])
  const current = (await records(of)).filter((each) => each.superseded_by === null)
  assert.deepEqual(current.map((each) => [each.sequence, each.planned_visit_id !== null]), [[2, true]])
})

test('the same sequence with other content is refused, with the repair', async () => {
  const of = await planned()
  await send(of, [row(of)])
  const outcome = await send(of, [row(of, { check_out: '08:40' })])
  assert.equal(outcome.summary.refused, 1)
  assert.match(outcome.refusals[0]?.fix ?? '', /sequence above 1/)
})

test('a record of a person nobody knows, or of another provider’s person, is kept as unallocated alike', async () => {
  const [of, other] = [await planned(), await planned()]
  const outcome = await send(of, [row(of, { person_reference: 'P999' }), row(other, { visit_reference: 'V2', worker_reference: 'W2' })])
  assert.deepEqual(outcome.summary, { read: 2, new: 0, changed: 0, repeated: 0, refused: 0, unallocated: 2 })
  assert.deepEqual((await records(of)).map((each) => each.placement_id), [null, null])
  assert.deepEqual(await standing(of), ['unplanned', 'unplanned'])
})

test('refused rows are kept with reason and fix, and as sent', async () => {
  const of = await planned()
  const outcome = await send(of, [row(of), row(of, { visit_reference: 'V2', visit_date: '2026-03-12' }), row(of, { visit_reference: 'V3', check_out: '' })])
  assert.deepEqual([outcome.summary.new, outcome.summary.refused], [1, 2])
  const file = await house.db.selectFrom('visits.visit_file').select('refusals').where('id', '=', outcome.visitFileId ?? '').executeTakeFirstOrThrow()
  const kept = file.refusals as { refusals: object[]; rowsCsv: string }
  assert.equal(kept.refusals.length, 2)
  assert.match(kept.rowsCsv, /V2.*The visit is in the future/)
})

test('corrected rows can be sent back as the file of refused rows was given', async () => {
  const of = await planned()
  const outcome = await send(of, [row(of, { check_out: '' })])
  const file = await house.db.selectFrom('visits.visit_file').select('refusals').where('id', '=', outcome.visitFileId ?? '').executeTakeFirstOrThrow()
  const repaired = (file.refusals as { rowsCsv: string }).rowsCsv.replace('08:00,,,', '08:00,,08:30,')
  const again = await importVisits(house, of.coordinator, { providerId: of.providerId, name: 'corrected.csv', bytes: Buffer.from(repaired), preview: false })
  assert.deepEqual([again.summary.new, again.summary.refused], [1, 0])
})

test('a planned visit without a record is missed once the day’s records have come, and not when they have not', async () => {
  const of = await planned({ people: 4 })
  const sent = of.people.slice(0, 2).map((person, index) => row(of, { visit_reference: `V${index}`, person_reference: person.personReference, worker_reference: `W${index}` }))
  await send(of, sent.slice(0, 1))
  assert.deepEqual(await standing(of), [])
  await send(of, sent)
  assert.deepEqual(await standing(of), ['missed', 'missed'])
  await send(of, of.people.slice(2).map((person, index) => row(of, { visit_reference: `L${index}`, person_reference: person.personReference, worker_reference: `L${index}` })))
  assert.deepEqual(await standing(of), [])
})

test('a file sent on the day itself finds nobody missed before 23:00; the night’s look does', async () => {
  house.setNow('2026-03-02T18:00:00Z')
  const of = await planned({ people: 2 })
  await send(of, [row(of)])
  assert.deepEqual(await standing(of), [])
  house.setNow('2026-03-02T23:15:00Z')
  await findMissed(house, SYSTEM, { on: WEEK })
  assert.deepEqual(await standing(of), ['missed'])
  const before = await house.db.selectFrom('visits.visit_exception').select('id').execute()
  await findMissed(house, SYSTEM, { on: WEEK })
  assert.deepEqual(await house.db.selectFrom('visits.visit_exception').select('id').execute(), before)
  house.setNow('2026-03-10T12:00:00Z')
})

test('a check-out before the check-in belongs to the next day', async () => {
  const of = await planned({ pattern: everyDay(1410, { minutes: 60 }) })
  await send(of, [row(of, { check_in: '23:30', check_out: '00:30' })])
  const [kept] = await records(of)
  assert.deepEqual([kept?.actual_starts_at, kept?.actual_ends_at, kept?.actual_minutes], ['2026-03-02T23:30:00+00:00', '2026-03-03T00:30:00+00:00', 60])
})

test('a care worker in two places is found across midnight and across files', async () => {
  const of = await planned({ people: 2, pattern: [...everyDay(1410, { minutes: 90 }), ...everyDay(15)] })
  await send(of, [row(of, { check_in: '23:30', check_out: '01:00' })])
  await send(of, [row(of, { visit_reference: 'V2', person_reference: of.people[1]?.personReference ?? '', visit_date: '2026-03-03', check_in: '00:15', check_out: '00:45' })])
  const found = await house.db.selectFrom('visits.visit_exception').select('facts').where('provider_id', '=', of.providerId).where('kind', '=', 'overlapping-worker').execute()
  assert.deepEqual(found.map((each) => (each.facts as { overlapMinutes: number }).overlapMinutes), [30])
})

test('an end withdraws the planned visits after it; records that answered them count as unplanned', async () => {
  const of = await planned()
  await send(of, [row(of), row(of, { visit_reference: 'V2', visit_date: '2026-03-05' })])
  await endPlacement(house, { placementId: of.people[0]?.placementId ?? '', providerId: of.providerId, endsOn: '2026-03-04' })
  await withdrawPlanned(house, SYSTEM, { placementId: of.people[0]?.placementId ?? '' })
  assert.ok((await standing(of)).includes('unplanned'))
  const visits = await toPay(of)
  assert.equal(visits.filter((visit) => visit.plannedVisitId !== null).length, 3)
  assert.deepEqual(visits.filter((visit) => visit.plannedVisitId === null).map((visit) => [visit.visitReference, visit.records.length]), [['V2', 1]])
})

test('payment sees each planned visit with its current records, and after a correction what it touched', async () => {
  const of = await planned({ pattern: [...everyDay(480), ...everyDay(720)] })
  await send(of, [row(of)])
  const first = await toPay(of)
  assert.equal(first.length, 14)
  assert.deepEqual(first[0]?.records.map((record) => [record.outcome, record.actualMinutes]), [['delivered', 30]])
  const newest = Math.max(...(await records(of)).map((record) => record.id))
  const later = { afterChange: newest, providerId: of.providerId, frameworkId: of.frameworkId, beforeOn: '2026-03-09' }
  assert.deepEqual(await read(house, SYSTEM, (work) => visitsChangedSince(work, later)), [])
  await send(of, [row(of, { sequence: 2, check_in: '12:00', check_out: '12:30' })])
  const touched = await read(house, SYSTEM, (work) => visitsChangedSince(work, later))
  assert.deepEqual(touched.filter((visit) => visit.plannedVisitId !== null).map((visit) => visit.records.length), [0, 1])
})

test('a record sent again under a higher sequence holds up to it: a version in between that comes later is history, in another file or in the same', async () => {
  const of = await planned()
  await send(of, [row(of)])
  const again = await send(of, [row(of, { sequence: 3 })])
  assert.deepEqual([again.summary.repeated, (await records(of)).length], [1, 1])
  const between = await send(of, [row(of, { sequence: 2, check_out: '08:20' }), row(of, { sequence: 3, check_out: '08:25' })])
  assert.deepEqual(between.refusals.map((each) => each.fix.includes('above 3')), [true])
  await send(of, [row(of, { visit_reference: 'V2', visit_date: '2026-03-03' }), row(of, { visit_reference: 'V2', visit_date: '2026-03-03', sequence: 4 }), row(of, { visit_reference: 'V2', visit_date: '2026-03-03', sequence: 3, check_out: '08:20' })])
  const held = await house.db.selectFrom('visits.visit_record').select(['visit_reference', 'sequence', 'confirmed_sequence', 'actual_minutes', 'superseded_by']).where('provider_id', '=', of.providerId).orderBy('visit_reference').orderBy('sequence').execute()
  assert.deepEqual(held.map((each) => [each.visit_reference.at(-1), each.sequence, each.confirmed_sequence, each.actual_minutes, each.superseded_by === null]), [['1', 1, 3, 30, true], ['1', 2, null, 20, false], ['2', 1, 4, 30, true], ['2', 3, null, 20, false]])
})

test('a provider cannot send for another, nor see its records', async () => {
  const [of, other] = [await planned(), await planned()]
  await send(other, [row(other)])
  await assert.rejects(importVisits(house, of.coordinator, { providerId: other.providerId, name: 'x.csv', bytes: aVisitFile([row(other)]), preview: true }), NotFound)
  const seen = await read(house, of.coordinator, (work) => work.tx.selectFrom('visits.visit_record').select('id').where('provider_id', '=', other.providerId).execute())
  assert.deepEqual(seen, [])
})

test('an import that fails half-way leaves nothing behind', async () => {
  const of = await planned()
  const broken = { ...house, jobs: { ...house.jobs, send: (): Promise<void> => Promise.reject(new Error('queue down')) } }
  await assert.rejects(importVisits(broken, of.coordinator, { providerId: of.providerId, name: 'x.csv', bytes: aVisitFile([row(of, { check_in: '09:30', check_out: '09:40' })]), preview: false }), /queue down/)
  assert.deepEqual([await records(of), await standing(of)], [[], []])
})

test('a file on disk is kept as one in memory is, in small stretches; one that changes while it is read leaves nothing behind', async () => {
  const of = await planned({ pattern: everyDay(480), people: 3 })
  const rows = of.people.flatMap(({ personReference }, at) => ['2026-03-02', '2026-03-03'].map((visit_date) => row(of, { visit_reference: `D${String(at)}-${visit_date}`, person_reference: personReference, visit_date, worker_reference: `W${String(at)}`, check_out: at === 1 ? '25:61' : '08:31' })))
  const path = join(mkdtempSync(join(tmpdir(), 'import-visits-')), 'visits.csv')
  writeFileSync(path, aVisitFile(rows))
  const file = openOnDisk(path, 100)
  const told: (readonly [number, number])[] = []
  const input = { providerId: of.providerId, name: 'visits.csv', bytes: file }
  const preview = await importVisits(house, of.coordinator, { ...input, preview: true, onProgress: (done, total) => { told.push([done, total]) } })
  assert.deepEqual([preview.summary, preview.refusedRows()], await send(of, rows, true).then((each) => [each.summary, each.refusedRows()]))
  assert.deepEqual([preview.summary.new, preview.summary.refused, told.at(-1)], [4, 2, [6, 6]])
  const changing = importVisits(house, of.coordinator, { ...input, preview: false, onProgress: () => { appendFileSync(path, 'more') } })
  await assert.rejects(changing, /changed while it was read/)
  assert.deepEqual(await records(of), [])
  file.close()
  rmSync(dirname(path), { recursive: true })
})
