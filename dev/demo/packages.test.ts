import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { patternMinutes, patternsOf } from './packages.ts'
import { seededRandom } from './random.ts'

test('patterns made for a number of minutes a week sum to exactly that, each visit of a length that a package may have', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 30_000 }), fc.integer(), (minutes, seed) => {
      const patterns = patternsOf(minutes, seededRandom(seed))
      assert.equal(patterns.reduce((sum, pattern) => sum + patternMinutes(pattern), 0), minutes)
      for (const visit of patterns.flat()) assert.ok(visit.minutes <= 240, `${String(visit.minutes)} minutes`)
    }),
  )
})
