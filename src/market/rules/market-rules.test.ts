import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import type { Rating, Standing } from '../terms.ts'
import { overallRating } from './overall-rating.ts'
import { ratingOfWords } from './rating-of-words.ts'
import { sizeBand } from './size-band.ts'
import { newStandings } from './new-standing.ts'
import { standingsOn } from './standings-on.ts'
import { termsSentences } from './terms-sentences.ts'

interface Case {
  readonly rule: string
  readonly on: string
  readonly ratings: readonly (readonly [location: string, rating: Rating, published: string])[]
  readonly counts: Rating
}

const cases = parse(readFileSync(join(import.meta.dirname, 'overall-rating.cases.yaml'), 'utf8')) as Case[]
for (const each of cases) {
  test(`Overall rating: ${each.rule}`, () => {
    const ratings = each.ratings.map(([locationId, rating, publishedOn], id) => ({ id, locationId, serviceGroup: 'Overall', domain: 'overall' as const, rating, publishedOn: Temporal.PlainDate.from(publishedOn), inherited: false }))
    assert.equal(overallRating(ratings, Temporal.PlainDate.from(each.on)).rating, each.counts)
    assert.equal(overallRating(ratings.toReversed(), Temporal.PlainDate.from(each.on)).rating, each.counts, 'in any order')
  })
}

test('Ratings are read in any capitals, and every way of saying that there is none is one', () => {
  assert.deepEqual(['Requires Improvement', 'Requires improvement', 'OUTSTANDING', 'Inspected but not rated', 'Regulations met', 'Insufficient evidence to rate', ''].map(ratingOfWords), ['requires-improvement', 'requires-improvement', 'outstanding', 'not-rated', 'not-rated', 'not-rated', 'not-rated'])
  assert.equal(ratingOfWords('Very good'), undefined)
})

test('Size bands: micro under 250 hours a week, local to 1,000, large above', () => {
  assert.deepEqual([249.99, 250, 1000, 1000.02].map((hours) => sizeBand(Math.round(hours * 60))), ['micro', 'local', 'local', 'large'])
})

test('A contract model reads as sentences', () => {
  const sentences = termsSentences({ model: 'ranked', batchSize: 1, replyWorkingMinutes: 90, eligibility: { refusedRatings: ['inadequate', 'requires-improvement'], languagesRequired: true } })
  assert.equal(sentences[1], 'A provider has 1.5 working hours to answer; then the next is asked.')
  assert.equal(sentences[2], 'A provider rated inadequate or requires improvement by the CQC is given no new package.')
})

test('Whatever standings are granted one after another, a provider never stands twice in a zone for a line on one day', () => {
  const framework = { startsOn: Temporal.PlainDate.from('2025-01-01'), endsOn: Temporal.PlainDate.from('2026-12-31'), terms: { model: 'tiered' as const, steps: [], eligibility: { refusedRatings: [], languagesRequired: false } } }
  const proposal = fc.record({ from: fc.nat(400), length: fc.option(fc.nat(60)), provider: fc.constantFrom('a', 'b') })
  fc.assert(
    fc.property(fc.array(proposal, { maxLength: 12 }), fc.nat(400), (proposals, offset) => {
      const held: Standing[] = []
      for (const { from, length, provider } of proposals) {
        const fromOn = framework.startsOn.add({ days: from })
        const standing = { zoneId: 'z', providerId: provider, serviceLine: 'core', tier: 'lead' as const, rank: 1, fromOn }
        if (!newStandings(framework, held, [standing]).ok) continue
        held.push({ ...standing, id: String(held.length), frameworkId: 'f', toOn: length === null ? null : fromOn.add({ days: length }), reason: null })
      }
      const on = framework.startsOn.add({ days: offset })
      const standing = held.filter((each) => Temporal.PlainDate.compare(each.fromOn, on) <= 0 && (each.toOn === null || Temporal.PlainDate.compare(on, each.toOn) <= 0))
      assert.equal(standing.length, standingsOn(held, 'core', on).length)
    }),
  )
})
