import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import type { Rate } from '../terms.ts'
import { feeReview, reviewedPence } from './fee-review.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const cases = parse(readFileSync(new URL('fee-review.cases.yaml', import.meta.url), 'utf8')) as readonly { readonly rule: string; readonly review: readonly [number, number, number, number, number]; readonly gives: number }[]
const framework = { startsOn: day('2024-04-01'), endsOn: day('2028-03-31') }
const aRate = (id: string, more: Partial<Rate>): Rate => ({ id, frameworkId: 'f', zoneId: 'a', serviceLine: null, tier: null, dayCategory: null, timeBand: null, fromOn: day('2025-04-01'), pencePerHour: 2000, ...more })
const inputs = { fromOn: day('2026-04-01'), wageShare: 7000, wageChange: 410, priceShare: 2000, priceChange: 380 }

describe('the yearly fee review', () => {
  for (const worked of cases) {
    test(worked.rule, () => {
      const [pence, ...percents] = worked.review
      const [wageShare = 0, wageChange = 0, priceShare = 0, priceChange = 0] = percents.map((percent) => Math.round(percent * 100))
      assert.equal(reviewedPence(pence, { wageShare, wageChange, priceShare, priceChange }), worked.gives)
    })
  }

  test('the rate in force the day before is reviewed, once for each zone, line, tier, day and band', () => {
    const found = feeReview(framework, [aRate('old', { fromOn: day('2024-04-01'), pencePerHour: 1900 }), aRate('now', {}), aRate('sunday', { dayCategory: 'sunday', pencePerHour: 3000 })], inputs)
    assert.ok(found.ok)
    assert.deepEqual(found.value.changed.map(({ rate, pencePerHour }) => [rate.id, pencePerHour]), [['now', 2073], ['sunday', 3109]])
  })

  test('a rate that is set from that day or later already stays as it was decided', () => {
    const found = feeReview(framework, [aRate('a', {}), aRate('b', { zoneId: 'b' }), aRate('later', { fromOn: day('2026-07-01') })], inputs)
    assert.ok(found.ok)
    assert.deepEqual([found.value.changed.map(({ rate }) => rate.id), found.value.leftOut.map(({ rate, reason }) => [rate.id, reason])], [['b'], [['a', 'A rate from 1 July 2026 is set already']]])
  })

  test('shares over a hundred percent, changes beyond reason, a date outside the framework and a review that changes nothing are refused', () => {
    const clause = (more: Partial<typeof inputs>, rates = [aRate('a', {})]) => feeReview(framework, rates, { ...inputs, ...more }).reasons[0]?.clause
    assert.deepEqual([clause({ wageShare: 8001 }), clause({ wageShare: -1 }), clause({ wageChange: 10_001 }), clause({ wageChange: 4.1 }), clause({ fromOn: day('2024-04-01') }), clause({ fromOn: day('2028-04-01') }), clause({ wageChange: 0, priceChange: 0 }), clause({}, [])], ['review-shares', 'review-shares', 'review-changes', 'review-figures', 'review-in-term', 'review-in-term', 'review-empty', 'review-empty'])
  })

  test('the sum is exact: it agrees with unlimited whole numbers, and never differs by more than half a penny', () => {
    const share = fc.integer({ min: 0, max: 5000 })
    const change = fc.integer({ min: -5000, max: 10_000 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000 }), share, change, share, change, (pence, wageShare, wageChange, priceShare, priceChange) => {
        const scaled = BigInt(pence) * (100_000_000n + BigInt(wageShare) * BigInt(wageChange) + BigInt(priceShare) * BigInt(priceChange))
        assert.equal(BigInt(reviewedPence(pence, { wageShare, wageChange, priceShare, priceChange })), (scaled * 2n + 100_000_000n) / 200_000_000n)
      }),
      { numRuns: 2000 },
    )
  })
})
