import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { blockUse, type BlockFacts, type LostReason } from './block-use.ts'

interface WorkedCase {
  readonly rule: string
  readonly clause: string
  readonly guaranteed: number
  readonly from?: string
  readonly visits: readonly (readonly [planned: number, counted: number, lost: LostReason])[]
  readonly spot?: readonly (readonly [placement: string, minutes: number, pence: number, startsOn: string])[]
  readonly notTaken?: readonly (readonly [packageId: string, minutes: number, fromOn: string, toOn: string | null])[]
  readonly paidUntil?: string
  readonly used: number
  readonly above: number
  readonly unused: Readonly<Record<string, number>>
  readonly taken?: Readonly<Record<string, readonly [pence: number, blockPence: number]>>
}

const { cases } = parse(readFileSync(new URL('block-use.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly WorkedCase[] }
const at = { zoneId: 'North', providerId: 'block' }
const spotDay = ([placementId, minutes, pence, startsOn]: readonly [string, number, number, string], visitOn = '2026-01-06') => ({ placementId, packageId: `of ${placementId}`, zoneId: 'North', providerId: `other ${placementId}`, serviceLine: 'core', startsOn, visitOn, visits: 1, minutes, pence })
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

describe('the use of guaranteed hours', () => {
  for (const worked of cases) {
    test(`${worked.clause}: ${worked.rule}`, () => {
      const [week] = blockUse({
        weeks: ['2026-01-05'],
        guarantees: [{ ...at, fromOn: worked.from ?? '2025-06-02', weeklyMinutes: worked.guaranteed }],
        visits: worked.visits.map(([plannedMinutes, countedMinutes, lost]) => ({ ...at, visitOn: '2026-01-07', plannedMinutes, countedMinutes, lost })),
        notTaken: (worked.notTaken ?? []).map(([packageId, weeklyMinutes, fromOn, toOn]) => ({ ...at, packageId, weeklyMinutes, fromOn, toOn })),
        paid: (worked.spot ?? []).map((each) => spotDay(each)),
        paidUntil: worked.paidUntil ?? '2026-01-11',
        rateOf: () => 2400,
      })
      assert.ok(week !== undefined)
      assert.equal(week.usedMinutes, worked.used)
      assert.equal(week.aboveMinutes, worked.above)
      assert.deepEqual(week.unused, worked.unused)
      if (worked.taken !== undefined) assert.deepEqual(Object.fromEntries(week.spot.map((each) => [each.placementId, [each.pence, each.blockPence]])), worked.taken)
    })
  }

  test('guaranteed hours are used or unused for a reason, and no spot hour is counted twice or beyond what was unused, whatever the visits', () => {
    const weeks = ['2026-01-05', '2026-01-12']
    const day = fc.integer({ min: 0, max: 13 }).map((days) => Temporal.PlainDate.from('2026-01-05').add({ days }).toString())
    const zoneId = fc.constantFrom('North', 'South')
    const providerId = fc.constantFrom('block', 'other block')
    const lost = fc.constantFrom<LostReason>('hospital', 'away', 'cancelled', 'not-let-in', 'missed', 'no-record', 'shorter')
    const minutes = fc.integer({ min: 0, max: 300 })
    const facts: fc.Arbitrary<BlockFacts> = fc.record({
      weeks: fc.constant(weeks),
      guarantees: fc.uniqueArray(fc.record({ zoneId, providerId, fromOn: fc.constantFrom('2025-12-01', '2026-01-07', '2026-01-12'), weeklyMinutes: fc.integer({ min: 0, max: 900 }) }), { maxLength: 6, selector: (each) => `${each.zoneId} ${each.providerId} ${each.fromOn}` }),
      visits: fc.array(fc.record({ zoneId, providerId, visitOn: day, plannedMinutes: minutes, countedMinutes: minutes, lost }), { maxLength: 12 }),
      notTaken: fc.array(fc.record({ zoneId, providerId, packageId: fc.constantFrom('of p0', 'of p1', 'k'), weeklyMinutes: minutes, fromOn: day, toOn: fc.option(day) }), { maxLength: 4 }),
      paid: fc.array(fc.record({ id: fc.integer({ min: 0, max: 6 }), visitOn: day, minutes, pence: fc.integer({ min: -500, max: 9000 }) }), { maxLength: 12 }).map((list) => list.map((each) => ({ ...spotDay([`p${String(each.id)}`, each.minutes, each.pence, '2026-01-01'], each.visitOn), zoneId: each.id % 2 === 0 ? 'North' : 'South' }))),
      paidUntil: fc.constantFrom('2026-01-11', '2026-01-18'),
      rateOf: fc.constant(() => 2000),
    })
    fc.assert(
      fc.property(facts, (given) => {
        const found = blockUse(given)
        for (const week of found) {
          assert.equal(week.usedMinutes + sum(Object.values(week.unused)), week.guaranteedMinutes)
          assert.ok(Object.values(week.unused).every((each) => each > 0))
          assert.ok(sum(week.spot.map((each) => each.minutes)) <= week.guaranteedMinutes - week.usedMinutes)
        }
        const taken = found.flatMap((week) => week.spot.map((each) => `${week.weekOn} ${each.placementId}`))
        assert.equal(new Set(taken).size, taken.length)
      }),
    )
  })
})
