import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Placement } from '../../brokerage/terms.ts'
import type { CarePackage } from '../../care/terms.ts'
import { currentWeek, packagesNow } from './current-week.ts'
import { searchOfWords } from './search-of-words.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const carePackage: CarePackage = {
  id: 'k1', reference: 'K1', personId: 'p1', referralId: 'r1', serviceLine: 'core', source: 'community', urgency: 'planned', funder: 'council', receivedOn: day('2026-02-20'), needs: [], needsNote: null,
  languages: [], genderPreference: null, startByOn: day('2026-03-02'), frameworkId: 'f1', zoneId: 'z1', weeklyMinutes: 315, weeklyVisits: 7, mostWorkers: 1, withdrawnOn: null, part: null,
  pattern: [1, 2, 3, 4, 5, 6, 7].map((dayOfWeek) => ({ dayOfWeek, earliestMinute: 450, latestMinute: 480, minutes: 45, workers: 1, timeCritical: false })),
}
const placement: Placement = {
  id: 'pl1', packageId: 'k1', personId: 'p1', providerId: 'v1', frameworkId: 'f1', zoneId: 'z1', serviceLine: 'core', tier: 'lead', startsOn: day('2026-03-02'), endsOn: day('2026-03-29'),
  pencePerHour: 2145, agreedPencePerHour: null, placedAt: Temporal.Instant.from('2026-02-25T10:00:00Z'),
}
const weeks = new Map([['pl1', { pattern: carePackage.pattern, weeklyMinutes: 315, pence: 11_261, agreed: { pencePerHour: null, pencePerWeek: null } }]])
const statusOn = (on: string, placements: readonly Placement[] = [placement], each = carePackage) => packagesNow([each], placements, day(on), weeks)[0]?.status

describe('where a package stands', () => {
  test('it is to start until its first day, current on its first and last day, and ended after', () => {
    assert.deepEqual(['2026-03-01', '2026-03-02', '2026-03-29', '2026-03-30'].map((on) => statusOn(on)), ['to-start', 'current', 'current', 'ended'])
  })
  test('without a placement it waits, unless it was withdrawn', () => {
    assert.equal(statusOn('2026-03-01', []), 'waiting')
    assert.equal(statusOn('2026-03-01', [], { ...carePackage, withdrawnOn: day('2026-02-27') }), 'withdrawn')
  })
  test('the week now holds the visits and the cost of current packages only', () => {
    assert.deepEqual(currentWeek(packagesNow([carePackage], [placement], day('2026-03-01'), weeks)), { visits: [], minutes: 0, pence: 0 })
    const week = currentWeek(packagesNow([carePackage], [placement], day('2026-03-10'), weeks))
    assert.deepEqual([week.visits.length, week.minutes, week.pence], [7, 315, 11_261])
    const shorter = new Map([['pl1', { pattern: carePackage.pattern.slice(0, 3), weeklyMinutes: 135, pence: 5625, agreed: { pencePerHour: 2500, pencePerWeek: null } }]])
    const changed = currentWeek(packagesNow([carePackage], [placement], day('2026-03-10'), shorter))
    assert.deepEqual([changed.visits.length, changed.minutes, changed.pence], [3, 135, 5625], 'as the week and the price were changed')
  })
})

describe('what a search asks for', () => {
  const cases: [string, unknown][] = [
    ['p100001', { by: 'reference', text: 'P100001' }],
    ['nn136aa', { by: 'postcode', text: 'NN13 6AA' }],
    ['NN13 6', { by: 'postcode', text: 'NN13 6' }],
    ['nn13', { by: 'postcode', text: 'NN13 ' }],
    ['CS-880213', { by: 'reference', text: 'CS-880213' }],
    ['  Mary  Ann Bell ', { by: 'name', words: ['Mary', 'Ann', 'Bell'] }],
    ['x', undefined],
  ]
  for (const [typed, asked] of cases) {
    test(`"${typed}" is ${asked === undefined ? 'too little' : JSON.stringify(asked)}`, () => {
      assert.deepEqual(searchOfWords(typed), asked)
    })
  }
})
