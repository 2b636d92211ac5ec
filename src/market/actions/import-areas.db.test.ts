import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { read } from '../../platform/action/transaction.ts'
import { csvText } from '../../platform/files/csv-write.ts'
import { badFiles, faultsOf } from '../../platform/files/testing/bad-files.ts'
import { listAreas } from '../store/area.read.ts'
import { boundaryFile, LOOKUP_HEADER, LOOKUP_ROWS, lookupFile, POPULATION_HEADER, POSTCODE_HEADER, POSTCODE_ROWS, postcodeFile } from '../testing/area-files.ts'
import { importAreas } from './import-areas.ts'

const actor = systemActor('test')
const counts = (summary: object) => ({ ...summary })

test('Boundaries, lookup and population add to one area, in any order; the district of the lookup stands against the best fit of the boundaries', async (t) => {
  for (const order of [[boundaryFile(), lookupFile()], [lookupFile(), boundaryFile()]]) {
    const house = await openTestHouse({ t })
    for (const bytes of order) await importAreas(house, actor, { name: 'file', bytes })
    await importAreas(house, actor, { name: 'people', bytes: Buffer.from(csvText(POPULATION_HEADER, [['E01900002', '1500', '420']])) })
    const [area] = await read(house, actor, (work) => listAreas(work.tx, ['E01900002']))
    assert.deepEqual([area?.districtCode, area?.districtName, area?.population65Plus, area?.boundary?.type, area?.latitude], ['E07900002', 'South Test', 420, 'Polygon', 53])
  }
})

test('A postcode in an area that is not known is refused with its reason, and taken once the area is', async (t) => {
  const house = await openTestHouse({ t })
  const bytes = postcodeFile(['ZZ9 9ZZ', '53', '-0.5', '10', 'E01900099'])
  await importAreas(house, actor, { name: 'lookup', bytes: lookupFile() })
  const outcome = await importAreas(house, actor, { name: 'postcodes', bytes })
  assert.deepEqual(counts(outcome.summary), { read: 3, new: 2, changed: 0, repeated: 0, refused: 1 })
  assert.deepEqual(outcome.refusals.map(({ row, column, value }) => [row, column, value]), [[4, 'lsoa21_code', 'E01900099']])
  await importAreas(house, actor, { name: 'lookup', bytes: Buffer.from(csvText(LOOKUP_HEADER, [['E01900099', 'Testshire 009Z', 'E07900001', 'North Test', '-0.5', '53.1', '']])) })
  assert.deepEqual(counts((await importAreas(house, actor, { name: 'postcodes', bytes })).summary), { read: 3, new: 1, changed: 0, repeated: 2, refused: 0 })
})

test('Population of an area that is not known is refused: it has no name', async (t) => {
  const house = await openTestHouse({ t })
  const outcome = await importAreas(house, actor, { name: 'people', bytes: Buffer.from(csvText(POPULATION_HEADER, [['E01900001', '1500', '420']])) })
  assert.deepEqual(counts(outcome.summary), { read: 1, new: 0, changed: 0, repeated: 0, refused: 1 })
})

const house = await openTestHouse()
await importAreas(house, actor, { name: 'lookup', bytes: lookupFile() })
const layouts = {
  postcodes: { header: POSTCODE_HEADER, rows: POSTCODE_ROWS, required: 'lat', identifier: 'lsoa21_code' },
  lookup: { header: LOOKUP_HEADER, rows: LOOKUP_ROWS, required: 'ltla24_name', identifier: 'lsoa21_code', text: 'lsoa21_name' },
}
for (const [name, good] of Object.entries(layouts)) {
  for (const bad of badFiles(good)) {
    test(`${name}: ${bad.title}`, async () => {
      const outcome = await importAreas(house, actor, { name: 'bad.csv', bytes: Buffer.from(bad.bytes()), preview: true })
      assert.deepEqual(faultsOf(bad.expected, outcome), [])
    })
  }
}

test('GeoJSON that breaks off is refused with the place where it does', async () => {
  const outcome = await importAreas(house, actor, { name: 'a.geojson', bytes: boundaryFile().subarray(0, 200) })
  assert.equal(outcome.summary.read, 0)
  assert.match(outcome.refusals[0]?.reason ?? '', /breaks off/)
})

const REAL = join(import.meta.dirname, '../../../../shared/data/geography')
test('The real boundaries, lookup and 22,206 postcodes of Lincolnshire are read whole', { skip: existsSync(REAL) ? false : 'the real files are not beside this checkout' }, async (t) => {
  const real = await openTestHouse({ t })
  const run = async (name: string) => counts((await importAreas(real, actor, { name, bytes: readFileSync(join(REAL, name)) })).summary)
  assert.deepEqual(await run('lsoa21_lincolnshire.geojson'), { read: 435, new: 435, changed: 0, repeated: 0, refused: 0 })
  assert.deepEqual(await run('lsoa21_lookup_centroids_ruc21.csv'), { read: 2153, new: 1718, changed: 435, repeated: 0, refused: 0 })
  assert.deepEqual(await run('postcodes_lincolnshire.csv'), { read: 22206, new: 22206, changed: 0, repeated: 0, refused: 0 })
})
