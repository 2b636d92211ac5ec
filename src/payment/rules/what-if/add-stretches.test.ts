import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { RuleSetDocument } from '../../terms/rule-set.ts'
import { demonstrationRuleSets } from '../demonstration-rule-sets.ts'
import { priceByPeriod } from '../price-by-period.ts'
import { atOnce } from '../../../kernel/in-pieces.ts'
import { addStretch, beginWhatIf, rateRaised } from './add-stretches.ts'
import { dayNumber } from '../day-number.ts'
import type { PaidVisit } from './paid-visit.ts'

const [plannedHours, byTheMinute] = demonstrationRuleSets
assert.ok(plannedHours !== undefined && byTheMinute !== undefined)
const minute: RuleSetDocument = byTheMinute

/** A Monday, on which a payment period begins. */
const FIRST = dayNumber(Temporal.PlainDate.from('2026-01-05'))

const visits: fc.Arbitrary<PaidVisit[]> = fc
  .array(
    fc.record({ day: fc.integer({ min: FIRST, max: FIRST + 83 }), provider: fc.constantFrom('F', 'H'), placement: fc.constantFrom('1', '2'), actual: fc.integer({ min: 0, max: 50 }), isManual: fc.boolean(), pence: fc.integer({ min: 0, max: 2000 }), pencePerHour: fc.constantFrom(2250, 2411) }),
    { maxLength: 40 },
  )
  .map((all) =>
    all.map(({ day, provider, placement, actual, isManual, pence, pencePerHour }, at) => ({
      key: String(at).padStart(3, '0'),
      provider,
      placementId: `${provider}${placement}`,
      day,
      visitOn: '',
      startsAtMinute: 420,
      planned: { minutes: 30, workers: 1 },
      records: [{ outcome: 'delivered' as const, actualMinutes: actual, noticeHours: null, secondWorker: false, isManual }],
      pencePerHour,
      orderMinutes: 60,
      weekPence: null,
      place: { provider, zone: null, serviceLine: 'core', month: day % 2 === 0 ? '2026-01' : '2026-02' },
      paid: { minutes: 30, pence, payLineId: null },
    })),
  )

describe('a what-if reckoned stretch by stretch', () => {
  test('is the same as all visits reckoned at once, whatever the rules and rates', () => {
    const scenarios = [
      { name: 'a', document: minute, ratesTenths: 0 },
      { name: 'b', document: plannedHours, ratesTenths: 35 },
      { name: 'c', document: { ...minute, weekCap: { kind: 'minutes' as const, minutes: 0 }, manual: { overPercent: 30, pay: 'pay-nothing' as const } }, ratesTenths: -20 },
    ]
    fc.assert(
      fc.property(visits, (list) => {
        const so = beginWhatIf(scenarios)
        for (const stretch of Map.groupBy(list, (visit) => `${visit.provider} ${String(Math.floor((visit.day - FIRST) / 28))}`).values()) atOnce(addStretch(so, stretch, 3))
        assert.equal(so.paidPence, list.reduce((sum, visit) => sum + visit.paid.pence, 0))
        for (const { scenario, pence, mostDifferent, by, visitsPaidMore, visitsPaidLess, visitsPaidTheSame } of so.comparisons) {
          const rated = list.map((visit) => ({ ...visit, pencePerHour: rateRaised(visit.pencePerHour, scenario.ratesTenths) }))
          const prices = priceByPeriod(() => scenario.document, rated, FIRST).map((priced) => priced?.pence ?? 0)
          assert.equal(pence, prices.reduce((sum, each) => sum + each, 0))
          assert.equal(visitsPaidMore + visitsPaidLess + visitsPaidTheSame, list.length)
          for (const groups of Object.values(by)) assert.equal([...groups.values()].reduce((sum, group) => sum + group.penceMore, 0), pence - so.paidPence)
          const differences = prices.map((each, at) => Math.abs(each - (list[at]?.paid.pence ?? 0))).filter((each) => each > 0).toSorted((a, b) => b - a)
          assert.deepEqual(mostDifferent.map(({ visit, tried }) => Math.abs(tried.pence - visit.paid.pence)), differences.slice(0, 3))
        }
      }),
      { numRuns: 80 },
    )
  })

  test('rates are raised and lowered to the nearest penny, a half up', () => {
    assert.deepEqual([rateRaised(2250, 0), rateRaised(2250, 35), rateRaised(2410, 35), rateRaised(2410, -1000), rateRaised(1500, 1)], [2250, 2329, 2494, 0, 1502])
  })
})
