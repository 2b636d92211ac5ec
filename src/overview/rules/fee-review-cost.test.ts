import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Rate } from '../../market/terms.ts'
import { costsBy, reviewCost, total, type WeeklyMinutes } from './fee-review-cost.ts'

const aRate = (id: string, pencePerHour: number): Rate => ({ id, frameworkId: 'f', zoneId: null, serviceLine: null, tier: null, dayCategory: null, timeBand: null, fromOn: Temporal.PlainDate.from('2025-04-01'), pencePerHour })
const week = (zoneId: string, providerId: string, minutes: number): WeeklyMinutes => ({ zoneId, providerId, minutes, serviceLine: 'core', tier: 'lead', dayCategory: 'weekday', startMinute: 540 })

test('Each zone and provider costs its minutes at the rate before and at the one proposed; a rate left out stays', () => {
  const rates = new Map([['n', aRate('n', 2000)], ['s', aRate('s', 2400)]])
  const found = reviewCost([week('n', 'a', 60), week('n', 'a', 30), week('n', 'b', 20), week('s', 'a', 60), week('x', 'a', 45)], ({ zoneId }) => rates.get(zoneId), [{ rate: aRate('n', 2000), pencePerHour: 2100 }])
  assert.deepEqual(found.costs.map(({ zoneId, providerId, minutes, beforePence, afterPence }) => [zoneId, providerId, minutes, beforePence, afterPence]), [['n', 'a', 90, 3000, 3150], ['n', 'b', 20, 667, 700], ['s', 'a', 60, 2400, 2400]])
  assert.equal(found.unpricedMinutes, 45)
})

test('By zone and by provider the cost sums to the same whole, and no minute is lost', () => {
  const weeks = fc.array(fc.tuple(fc.constantFrom('n', 's', 'x'), fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 600 })).map(([zone, provider, minutes]) => week(zone, provider, minutes)))
  fc.assert(
    fc.property(weeks, fc.integer({ min: 1000, max: 3000 }), fc.integer({ min: 1000, max: 3000 }), (all, before, after) => {
      const rate = aRate('r', before)
      const { costs, unpricedMinutes } = reviewCost(all, ({ zoneId }) => (zoneId === 'x' ? undefined : rate), [{ rate, pencePerHour: after }])
      for (const key of ['zoneId', 'providerId'] as const) {
        const rows = costsBy(costs, (cost) => cost[key])
        for (const figure of ['minutes', 'beforePence', 'afterPence'] as const) assert.equal(total(rows, figure), total(costs, figure))
      }
      assert.equal(total(costs, 'minutes') + unpricedMinutes, total(all, 'minutes'))
    }),
  )
})
