import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { badFiles, faultsOf } from '../../platform/files/testing/bad-files.ts'
import { aCaseload, everyDay } from '../testing/a-caseload.ts'
import { countFates } from '../testing/count-fates.ts'
import { keptRefusals } from '../files/kept-refusals.ts'
import { visitJsonSchema } from '../files/visit-json.ts'
import { aVisitFile, HEADER, type FileRow } from '../testing/a-visit-file.ts'
import { importVisits } from './import-visits.ts'
import { planWeek } from './plan-week.ts'

const house = await openTestHouse({ now: '2026-03-10T12:00:00Z' })
const of = await aCaseload(house, { people: 3, pattern: [...everyDay(480), ...everyDay(720, { workers: 2 })] })
await planWeek(house, systemActor('test'), { weekOn: Temporal.PlainDate.from('2026-03-02') })
const send = (bytes: Uint8Array, preview: boolean) => importVisits(house, of.coordinator, { providerId: of.providerId, name: 'visits.csv', bytes: Buffer.from(bytes), preview })
const person = of.people[0]?.personReference ?? ''

const tendwell = badFiles({
  header: HEADER,
  rows: [
    ['V1', '1', person, '2026-03-02', '', '', 'W1', 'no', '08:00', 'app', '08:30', 'app', 'delivered', ''],
    ['V2', '1', person, '2026-03-03', '', '', 'W1', 'no', '08:00', 'app', '08:30', 'app', 'delivered', ''],
  ],
  required: 'visit_date',
  identifier: 'visit_reference',
  date: { column: 'visit_date', format: 'yyyy-mm-dd' },
  time: 'planned_start',
})
const ACCESS = ['FileReference', 'Description', 'Created', 'ProviderRef', 'ContractNumber', 'ServiceUserRef', 'ServiceUserDetails', 'WeekEnding', 'OurRef', 'ServiceUserContribution', 'PaymentClaimed', 'ServiceType', 'VisitDate', 'StartTimeClaimed', 'DurationClaimed', 'ActualStartTime', 'ActualDuration', 'SecondaryVisit', 'NumberOfCarers']
const accessRow = (date: string) => ['F1', 'Weekly', '2026-03-09T08:00:00', 'P1', 'C1', person, 'Not given', '08/03/2026', '', '0', '', 'HOME CARE', date, '08:00:00', '00:30:00', '08:04:00', '00:28:30', 'false', '1']
const access = badFiles({ header: ACCESS, rows: [accessRow('02/03/2026'), accessRow('03/03/2026')], required: 'VisitDate', identifier: 'ServiceUserRef', text: 'Description', date: { column: 'VisitDate', format: 'dd/mm/yyyy' }, time: 'ActualStartTime' })

for (const [layout, files] of [['our layout', tendwell], ['the Access layout', access]] as const) {
  for (const file of files) {
    test(`in ${layout}, ${file.title}`, async () => {
      const outcome = await send(file.bytes(), true)
      assert.deepEqual(faultsOf(file.expected, outcome, []), [])
    })
  }
}

test('the Access layout keeps claimed and actual apart, and a later export replaces an earlier one', async () => {
  const file = (created: string, actual: string) => Buffer.from(`${ACCESS.join(',')}\r\n${accessRow('02/03/2026').map((cell, at) => (at === 2 ? created : at === 16 ? actual : cell)).join(',')}\r\n`)
  const first = await send(file('2026-03-09T08:00:00', '00:28:30'), false)
  const second = await send(file('2026-03-10T08:00:00', '00:29:30'), false)
  assert.deepEqual([first.summary.new, second.summary.changed], [1, 1])
  assert.match(second.notes.join(' '), /F1 was read in before/)
  const kept = await house.db.selectFrom('visits.visit_record').select(['claimed_minutes', 'actual_minutes', 'visit_reference']).where('provider_id', '=', of.providerId).where('superseded_by', 'is', null).execute()
  assert.deepEqual(kept, [{ claimed_minutes: 30, actual_minutes: 29, visit_reference: `${person}/2026-03-02/08:00` }])
})

test('the documented example is taken whole', async () => {
  const outcome = await send(readFileSync(new URL('../../../docs/files/examples/visit-records.csv', import.meta.url)), true)
  assert.deepEqual([outcome.summary.read, outcome.summary.refused, outcome.summary.unallocated], [5, 0, 5])
})

const cell = <T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<T>) => fc.oneof({ weight: 9, arbitrary: good }, { weight: 1, arbitrary: bad })
const anyRow: fc.Arbitrary<FileRow> = fc.record({
  visit_reference: fc.integer({ min: 1, max: 12 }).map((number) => `R${number}`),
  sequence: fc.integer({ min: 1, max: 4 }),
  person_reference: cell(fc.constantFrom(...of.people.map((each) => each.personReference)), fc.constant('P0')),
  visit_date: cell(fc.constantFrom('2026-03-02', '2026-03-03', '2026-03-08'), fc.constantFrom('2026-13-01', '2026-04-01', 'soon')),
  worker_reference: fc.constantFrom('W1', 'W2'),
  check_in: cell(fc.constantFrom('07:50', '08:00', '12:10', '23:50'), fc.constantFrom('25:00', '')),
  check_out: cell(fc.constantFrom('08:20', '12:40', '00:10'), fc.constantFrom('', 'late')),
  outcome: cell(fc.constantFrom('delivered', 'missed', 'cancelled'), fc.constant('unknown')),
})

/** Rows of a file of its own that say nothing new: the same sequence with the same content, or the content of the newest version under a higher sequence. */
function saysNothingNew(rows: readonly FileRow[], refused: ReadonlySet<number>): number {
  const held = new Map<string, { sequence: number; content: string }[]>()
  let count = 0
  rows.forEach(({ visit_reference, sequence = 1, ...rest }, place) => {
    if (refused.has(place + 2)) return
    const versions = held.get(visit_reference) ?? []
    const content = JSON.stringify(rest)
    const newest = versions.toSorted((a, b) => b.sequence - a.sequence)[0]
    if (versions.some((each) => each.sequence === sequence) || (newest !== undefined && sequence > newest.sequence && newest.content === content)) count += 1
    else held.set(visit_reference, [...versions, { sequence, content }])
  })
  return count
}
const refusedLines = (refusals: readonly { readonly row: number }[]) => new Set(refusals.map((refusal) => refusal.row))
const seeFile = async (id: string) => keptRefusals((await house.db.selectFrom('visits.visit_file').select('refusals').where('id', '=', id).executeTakeFirstOrThrow()).refusals).refusals

test('whatever a file holds, every row read has one fate, what is kept is what was counted, and sending it again changes nothing', async () => {
  let number = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 20 }), async (rows) => {
      number += 1
      const mine = rows.map((row) => ({ ...row, visit_reference: `${number}-${row.visit_reference}` }))
      const preview = await send(aVisitFile(mine), true)
      const { summary, visitFileId } = await send(aVisitFile(mine), false)
      assert.deepEqual(summary, preview.summary)
      const { older, ...counted } = await countFates(house.db, visitFileId ?? '', aVisitFile(mine))
      const repeated = summary.repeated
      assert.deepEqual(summary, { ...counted, repeated })
      assert.ok(older <= repeated)
      // rows = new + changed + repeated + refused + unallocated, each counted from the bytes and the store; rows that say nothing new by a model of the sequence rule.
      assert.equal(counted.read, counted.new + counted.changed + counted.refused + counted.unallocated + older + saysNothingNew(mine, refusedLines(await seeFile(visitFileId ?? ''))))
      const current = await house.db.selectFrom('visits.visit_record').select('visit_reference').where('superseded_by', 'is', null).where('visit_reference', 'like', `${number}-%`).execute()
      assert.equal(current.length, new Set(current.map((each) => each.visit_reference)).size)
      assert.ok(current.length >= summary.new && current.length <= summary.new + summary.unallocated)
      const exceptions = await house.db.selectFrom('visits.visit_exception').select(['id', 'cleared_at']).orderBy('id').execute()
      // Other bytes, so that the rows are looked at and not the hash.
      const again = await send(Buffer.concat([aVisitFile(mine), Buffer.from('\r\n')]), false)
      assert.equal(again.summary.new + again.summary.changed + again.summary.unallocated, 0)
      assert.deepEqual(await house.db.selectFrom('visits.visit_exception').select(['id', 'cleared_at']).orderBy('id').execute(), exceptions)
    }),
    { numRuns: 25 },
  )
})

test('the documented JSON example is taken whole, and its schema is the one that is documented', async () => {
  const outcome = await send(readFileSync(new URL('../../../docs/files/examples/visit-records.json', import.meta.url)), true)
  assert.deepEqual([outcome.layout, outcome.summary.read, outcome.summary.refused, outcome.summary.unallocated], ['tendwell-json', 3, 0, 3])
  assert.deepEqual(JSON.parse(readFileSync(new URL('../../../docs/files/visit-records.schema.json', import.meta.url), 'utf8')), JSON.parse(JSON.stringify(visitJsonSchema())))
})

test('the same visit says the same in CSV and in JSON: calls, claim, adjusted times, distances, travel and reason are kept apart', async () => {
  const full = { visit_reference: 'F1', sequence: 3, person_reference: person, visit_date: '2026-03-05', planned_start: '08:00', planned_minutes: 30, check_in: '08:02', check_in_method: 'tag', check_out: '', outcome: 'delivered', claimed_start: '08:00', claimed_minutes: 30, adjusted_in: '08:02', adjusted_out: '08:31', adjusted_by: 'office', adjusted_at: '2026-03-06T09:00:00Z', reason_code: 'no-check-out', check_in_metres: 7, verification: 'location', travel_minutes: 5, travel_miles: 1.25, travel_mode: 'walk' }
  const csv = Buffer.from(`${Object.keys(full).join(',')}\r\n${Object.values(full).join(',')}\r\n`)
  const first = await send(csv, false)
  assert.deepEqual([first.summary.new, first.refusals], [1, []])
  const kept = await house.db.selectFrom('visits.visit_record').selectAll().where('visit_reference', '=', 'F1').executeTakeFirstOrThrow()
  assert.deepEqual(
    [kept.actual_starts_at, kept.actual_ends_at, kept.actual_minutes, kept.adjusted_minutes, kept.claimed_minutes, kept.rostered_minutes, kept.travel_mile_hundredths, kept.check_in_metres, kept.verification],
    ['2026-03-05T08:02:00+00:00', null, null, 29, 30, 30, 125, 7, 'location'],
  )
  const json = await send(Buffer.from(JSON.stringify({ layout: 'tendwell-visits', version: 1, visits: [{ ...full, check_out: null }] })), false)
  assert.deepEqual([json.summary.repeated, json.refusals], [1, []])
  const sent = (changes: object) => send(Buffer.from(JSON.stringify({ layout: 'tendwell-visits', version: 1, visits: [{ ...full, ...changes }] })), true)
  assert.match(String((await sent({ reason_code: 'because' })).refusals[0]?.reason), /reason code is not known/)
  assert.match(String((await sent({ reason_code: null })).refusals[0]?.reason), /adjusted without a reason/)
  assert.match(String((await sent({ adjusted_in: null, adjusted_out: null })).refusals[0]?.reason), /no check-in or no check-out/)
  assert.match(String((await sent({ travel_minutes: 'five' })).refusals[0]?.reason), /of another kind/)
})
