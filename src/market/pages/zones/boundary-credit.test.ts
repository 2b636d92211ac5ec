import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boundaryCredit } from './boundary-credit.ts'

const file = { name: 'lsoa.geojson', importedAt: Temporal.Instant.from('2026-03-02T09:00:00Z') }

test('boundaries under codes of the Office for National Statistics are credited to it, with the file they came from', () => {
  assert.match(boundaryCredit({ file, ons: 22, others: 0 }, false), /^Boundaries from lsoa\.geojson, read in on 2 March 2026\. Source: Office for National Statistics/)
})

test('boundaries under other codes are credited to the file alone', () => {
  assert.equal(boundaryCredit({ file, ons: 0, others: 5 }, false), 'Boundaries from lsoa.geojson, read in on 2 March 2026.')
})

test('where codes are mixed, only the areas with its codes are credited to the Office for National Statistics', () => {
  assert.match(boundaryCredit({ file, ons: 20, others: 2 }, false), /for areas with its codes\.$/)
})

test('invented boundaries are said to be invented, whatever their codes', () => {
  const words = boundaryCredit({ file, ons: 22, others: 0 }, true)
  assert.match(words, /invented/)
  assert.doesNotMatch(words, /Office for National Statistics/)
})

test('boundaries of no known file are credited as imported', () => {
  assert.equal(boundaryCredit({ file: undefined, ons: 0, others: 0 }, false), 'Boundaries as imported.')
})
