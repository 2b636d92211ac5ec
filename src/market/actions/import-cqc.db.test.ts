import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { read } from '../../platform/action/transaction.ts'
import { csvText } from '../../platform/files/csv-write.ts'
import { badFiles, faultsOf } from '../../platform/files/testing/bad-files.ts'
import { getProviderRecord } from '../reads/provider-record.ts'
import { listRegister } from '../reads/provider-register.ts'
import { listProvidersByCqcId } from '../store/provider.read.ts'
import { DIRECTORY_HEADER, DIRECTORY_ROWS, LONG_HEADER, longFile, longRow, publishedDirectory, WIDE_HEADER, WIDE_ROWS } from '../testing/cqc-files.ts'
import { importCqc } from './import-cqc.ts'

const actor = systemActor('test')
const counts = (summary: object) => ({ ...summary })

test('A rating published later is added beside the one before, and the change is told', async (t) => {
  const house = await openTestHouse({ t })
  const first = await importCqc(house, actor, { name: 'a.csv', bytes: longFile({}, { domain: 'Safe' }) })
  assert.deepEqual(counts(first.summary), { read: 2, new: 2, changed: 0, repeated: 0, refused: 0 })
  const second = await importCqc(house, actor, { name: 'b.csv', bytes: longFile({ rating: 'Requires Improvement', published: '04/25/2025' }, { domain: 'Safe' }) })
  assert.deepEqual(counts(second.summary), { read: 2, new: 0, changed: 1, repeated: 1, refused: 0 })
  assert.deepEqual(second.changes.map(({ what, from, to }) => [what, from, to]), [['Overall rating', 'Good', 'Requires improvement']])
  const [entry] = await listRegister(house, actor)
  assert.ok(entry !== undefined)
  assert.equal(entry.rating.rating, 'requires-improvement')
  const record = await getProviderRecord(house, actor, entry.provider.id)
  assert.deepEqual(record.ratings.filter((rating) => rating.domain === 'overall').map((rating) => rating.rating).sort(), ['good', 'requires-improvement'])
})

test('A rating older than the newest held goes into the history and changes nothing of today', async (t) => {
  const house = await openTestHouse({ t })
  await importCqc(house, actor, { name: 'a.csv', bytes: longFile({}) })
  const older = await importCqc(house, actor, { name: 'b.csv', bytes: longFile({ rating: 'Inadequate', published: '01/05/2020' }) })
  assert.deepEqual(counts(older.summary), { read: 1, new: 1, changed: 0, repeated: 0, refused: 0 })
  assert.deepEqual(older.changes, [])
  assert.equal((await listRegister(house, actor))[0]?.rating.rating, 'good')
})

test('A preview writes nothing and says what the import then does', async (t) => {
  const house = await openTestHouse({ t })
  const bytes = longFile({}, { location: '1-1000000009', rating: 'Splendid' })
  const preview = await importCqc(house, actor, { name: 'a.csv', bytes, preview: true })
  assert.deepEqual(await listRegister(house, actor), [])
  const done = await importCqc(house, actor, { name: 'a.csv', bytes })
  assert.deepEqual(preview, done)
  assert.deepEqual(counts(done.summary), { read: 2, new: 1, changed: 0, repeated: 0, refused: 1 })
  assert.equal(done.refusals[0]?.column, 'Latest Rating')
})

test('The same file again is all repeated', async (t) => {
  const house = await openTestHouse({ t })
  const bytes = longFile({}, { domain: 'Caring' })
  await importCqc(house, actor, { name: 'a.csv', bytes })
  const again = await importCqc(house, actor, { name: 'other-name.csv', bytes })
  assert.deepEqual(counts(again.summary), { read: 2, new: 0, changed: 0, repeated: 2, refused: 0 })
})

test('The published directory is read from below its four lines, and marks which locations give home care', async (t) => {
  const house = await openTestHouse({ t })
  const outcome = await importCqc(house, actor, { name: 'directory.csv', bytes: publishedDirectory() })
  assert.deepEqual(counts(outcome.summary), { read: 2, new: 2, changed: 0, repeated: 0, refused: 0 })
  assert.deepEqual((await listRegister(house, actor)).map((entry) => [entry.provider.name, entry.rating.rating]), [['Willow Home Care Limited', 'not-rated']])
})

test('The wide form brings six ratings a row; a row without a date names its location and rates nothing', async (t) => {
  const house = await openTestHouse({ t })
  await importCqc(house, actor, { name: 'wide.csv', bytes: Buffer.from(csvText(WIDE_HEADER, WIDE_ROWS)) })
  const register = await listRegister(house, actor)
  assert.deepEqual(register.map((entry) => [entry.provider.name, entry.rating.rating]), [['Ash Care Ltd', 'not-rated'], ['Willow Home Care Limited', 'good']])
  const record = await getProviderRecord(house, actor, register[1]?.provider.id ?? '')
  assert.equal(record.ratings.length, 6)
})

test('A rating without its publication date and a location under two providers are refused with their rows', async (t) => {
  const house = await openTestHouse({ t })
  const outcome = await importCqc(house, actor, { name: 'a.csv', bytes: longFile({}, { domain: 'Safe', published: '' }, { domain: 'Caring', provider: '1-2999999999' }) })
  assert.deepEqual(outcome.refusals.map(({ row, column }) => [row, column]), [[3, 'Publication Date'], [4, 'Provider ID']])
  assert.deepEqual(counts(outcome.summary), { read: 3, new: 1, changed: 0, repeated: 0, refused: 2 })
})

const house = await openTestHouse()
const layouts = {
  'care directory with ratings': { header: LONG_HEADER, rows: [longRow(), longRow({ domain: 'Safe' })], required: 'Provider Name', identifier: 'Location ID', text: 'Location Name', date: { column: 'Publication Date', format: 'mm/dd/yyyy' as const } },
  'wide form': { header: WIDE_HEADER, rows: WIDE_ROWS, required: 'Provider Name', identifier: 'Location ID', text: 'Location Name', date: { column: 'Publication Date', format: 'mm/dd/yyyy' as const } },
  'care directory': { header: DIRECTORY_HEADER, rows: DIRECTORY_ROWS, required: 'Provider name', identifier: 'CQC Location ID (for office use only)', text: 'Name' },
}
for (const [name, good] of Object.entries(layouts)) {
  for (const bad of badFiles(good)) {
    test(`${name}: ${bad.title}`, async () => {
      const outcome = await importCqc(house, actor, { name: 'bad.csv', bytes: Buffer.from(bad.bytes()), preview: true })
      assert.deepEqual(faultsOf(bad.expected, outcome), [])
    })
  }
}

const REAL = join(import.meta.dirname, '../../../../shared/data/cqc')
test('The real files of Lincolnshire are read whole: nothing refused, every row has one fate', { skip: existsSync(REAL) ? false : 'the real files are not beside this checkout' }, async (t) => {
  const real = await openTestHouse({ t })
  const bytes = readFileSync(join(REAL, 'cqc_ratings_lincolnshire_2026.csv'))
  const outcome = await importCqc(real, actor, { name: 'long.csv', bytes })
  assert.deepEqual([outcome.summary.read, outcome.summary.refused], [4159, 0])
  assert.equal(outcome.summary.new + outcome.summary.repeated, 4159)
  const wide = await importCqc(real, actor, { name: 'wide.csv', bytes: readFileSync(join(REAL, 'cqc_homecare_locations_lincolnshire_2026_wide.csv')) })
  assert.deepEqual([wide.summary.read, wide.summary.new, wide.summary.refused], [114, 0, 0])
  const directory = await importCqc(real, actor, { name: 'directory.csv', bytes: readFileSync(join(REAL, 'cqc_directory_2016_slice_social_care_target_areas.csv')) })
  assert.deepEqual([directory.summary.read, directory.summary.refused], [512, 0])
  const providers = await read(real, actor, (work) => listProvidersByCqcId(work.tx, ['1-9438821988']))
  assert.equal(providers[0]?.name, 'MSP Case Management Ltd')
})

test('Every new location is told once; a home care location that a directory of its authority leaves out may have deregistered', async (t) => {
  const house = await openTestHouse({ t })
  const first = await importCqc(house, actor, { name: 'd.csv', bytes: publishedDirectory() })
  assert.deepEqual(first.changes.map(({ kind, location }) => [kind, location]), [['new', 'Willow Home Care Lincoln'], ['new', 'Elm House']])
  const [willow = [], elm = []] = DIRECTORY_ROWS
  const other = willow.map((cell) => (cell === '1-1000000001' ? '1-1000000044' : cell === 'Willow Home Care Lincoln' ? 'Hazel Care' : cell))
  const later = await importCqc(house, actor, { name: 'd2.csv', bytes: Buffer.from(csvText(DIRECTORY_HEADER, [other, elm])), preview: true })
  assert.deepEqual(later.changes.map(({ kind, location, cqcLocationId }) => [kind, location, cqcLocationId]), [['new', 'Hazel Care', '1-1000000044'], ['not-listed', 'Willow Home Care Lincoln', '1-1000000001']])
  const elsewhere = other.map((cell) => (cell === 'Lincolnshire' ? 'Rutland' : cell))
  const rutland = await importCqc(house, actor, { name: 'd3.csv', bytes: Buffer.from(csvText(DIRECTORY_HEADER, [elsewhere])), preview: true })
  assert.deepEqual(rutland.changes.map(({ kind }) => kind), ['new'])
})
