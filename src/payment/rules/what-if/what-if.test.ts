import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { URGENCIES } from '../../../care/terms.ts'
import { OUTCOMES } from '../../../visits/terms.ts'
import type { PricedRecord } from '../../terms/priced-visit.ts'
import type { RuleSetDocument } from '../../terms/rule-set.ts'
import { demonstrationRuleSets } from '../demonstration-rule-sets.ts'
import { priceByPeriod } from '../price-by-period.ts'
import { looksAcross } from '../price-in-order.ts'
import type { PricePlace } from '../price-totals.ts'
import { askedFacts, countedBy, signature } from './asked-facts.ts'
import { compareScenarios } from './compare-scenarios.ts'
import { whatIf, type Scenario, type WhatIfVisit } from './what-if.ts'

interface PlacedVisit extends WhatIfVisit {
  readonly place: PricePlace
}

const [planned, byTheMinute, fiveMinutes] = demonstrationRuleSets
assert.ok(planned !== undefined && byTheMinute !== undefined && fiveMinutes !== undefined)
const MINUTE: RuleSetDocument = byTheMinute

const records = fc.record({
  outcome: fc.oneof({ weight: 4, arbitrary: fc.constant('delivered' as const) }, fc.constantFrom(...OUTCOMES)),
  actualMinutes: fc.option(fc.integer({ min: 0, max: 70 })),
  claimedMinutes: fc.option(fc.integer({ min: 0, max: 70 })),
  startMinute: fc.integer({ min: 420, max: 440 }),
  endMinute: fc.integer({ min: 440, max: 480 }),
  noticeHours: fc.option(fc.integer({ min: 0, max: 40 })),
  secondWorker: fc.boolean(),
  isManual: fc.boolean(),
  daysToSend: fc.integer({ min: 0, max: 40 }),
})

const visits: fc.Arbitrary<PlacedVisit[]> = fc
  .array(
    fc.record({
      day: fc.integer({ min: 20_514, max: 20_580 }),
      provider: fc.constantFrom('F', 'H'),
      zone: fc.constantFrom('Rural', null),
      planned: fc.option(fc.record({ minutes: fc.constantFrom(15, 30, 45), workers: fc.constantFrom(1, 2) }), { freq: 8 }),
      records: fc.array(records, { maxLength: 2 }),
      pencePerHour: fc.constantFrom(2250, 2410),
      subcontracted: fc.boolean(),
      distanceMetres: fc.option(fc.integer({ min: 0, max: 9000 })),
      start: fc.option(fc.record({ on: fc.constantFrom('2026-03-02', '2026-05-01'), days: fc.nat({ max: 5 }), urgency: fc.constantFrom(...URGENCIES) }), { nil: undefined }),
    }),
    { maxLength: 40 },
  )
  .map((all) => all.map((each, at) => ({ ...each, key: String(at), placementId: `p${String(at % 3)}`, startsAtMinute: 420, orderMinutes: 210, weekPence: null, place: { provider: each.provider, zone: each.zone, serviceLine: null, month: '2026-03' } })))

/** Rule sets that ask for each of the facts by which visits are folded, and some that look across visits. */
const scenarios: Scenario[] = [
  ...demonstrationRuleSets,
  { ...MINUTE, basis: 'claimed' as const },
  { ...MINUTE, rounding: { unitMinutes: 15 as const, mode: 'nearest' as const, of: 'start-and-end' as const } },
  { ...MINUTE, lateRecords: { afterDays: 20, percent: 50 } },
  { ...MINUTE, subcontracted: { percent: 90 }, distanceBands: [{ fromMetres: 4000, pencePerHour: 100, pencePerVisit: 25 }] },
  { ...MINUTE, startPremium: { pence: 500, withinDays: 2, urgency: 'discharge' as const, fromOn: '2026-03-01', toOn: '2026-04-01' } },
  { ...MINUTE, fixedPrices: [{ minutes: 20, pence: 900 }] },
  { ...MINUTE, weekCap: { kind: 'percent' as const, percent: 0 } },
  { ...MINUTE, manual: { overPercent: 20, pay: 'pay-lesser' as const } },
].map((rules) => ({ name: rules.name, rules }))

describe('what if', () => {
  test('of two records that last as long, the one that takes the planned place is the same as when the visit is priced alone', () => {
    const record = { outcome: 'delivered' as const, actualMinutes: 67, startMinute: 420, endMinute: 440, noticeHours: null, secondWorker: false, isManual: false }
    const visit: PlacedVisit = { key: '0', provider: 'F', placementId: 'p0', day: 20_514, startsAtMinute: 420, orderMinutes: 210, weekPence: null, planned: { minutes: 15, workers: 1 }, pencePerHour: 2250, records: [{ ...record, claimedMinutes: null, daysToSend: 0 }, { ...record, claimedMinutes: 0, daysToSend: 21 }], place: { provider: 'F', zone: null, serviceLine: null, month: '2026-03' } }
    for (const rules of scenarios) {
      const [result] = whatIf([visit], [rules], (each) => each.place)
      assert.equal(result?.priceOf(0).pence, priceByPeriod(() => rules.rules, [visit])[0]?.pence, rules.name)
    }
  })

  test('two care workers who each have a planned place fold into one signature, whichever of them is the second and whichever record came first', () => {
    const record = { outcome: 'delivered' as const, noticeHours: null, isManual: false }
    const [short, long] = [{ ...record, actualMinutes: 25 }, { ...record, actualMinutes: 40 }]
    const [one, two] = [{ secondWorker: false }, { secondWorker: true }]
    const asked = askedFacts(MINUTE)
    const signatureOf = (workers: number, records: readonly PricedRecord[]) => signature(countedBy({ planned: { minutes: 30, workers }, records, pencePerHour: 2250 }, asked))
    const ways = [[{ ...short, ...one }, { ...long, ...two }], [{ ...long, ...two }, { ...short, ...one }], [{ ...long, ...one }, { ...short, ...two }], [{ ...short, ...two }, { ...long, ...one }]]
    assert.equal(new Set(ways.map((records) => signatureOf(2, records))).size, 1)
    // Where one was planned, who is called the second goes unpaid: only the order of the records changes nothing.
    assert.equal(new Set(ways.map((records) => signatureOf(1, records))).size, 2)
  })

  test('every rule set gives each visit the price and the trace it has when visits are priced one by one', () => {
    assert.ok(scenarios.some(({ rules }) => looksAcross(rules)) && scenarios.some(({ rules }) => !looksAcross(rules)))
    fc.assert(
      fc.property(visits, (list) => {
        const results = [...whatIf(list, scenarios, (visit) => visit.place)]
        for (const [at, { rules }] of scenarios.entries()) {
          const result = results[at]
          const alone = priceByPeriod(() => rules, list)
          assert.ok(result !== undefined)
          let pence = 0
          for (const [place, priced] of alone.entries()) {
            pence += priced?.pence ?? 0
            assert.equal(result.priceOf(place).pence, priced?.pence)
            assert.deepEqual(result.explain(place).trace, priced?.trace)
          }
          assert.equal(result.totals.pence, pence)
          assert.equal(result.totals.visits, list.length)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('the groups of a comparison add up to what the rule sets pay, and the visits that differ most are those', () => {
    fc.assert(
      fc.property(visits, fc.integer({ min: 1, max: 5 }), (list, most) => {
        const [before, after] = [...whatIf(list, [{ name: 'a', rules: MINUTE }, { name: 'b', rules: planned }], (visit) => visit.place)]
        assert.ok(before !== undefined && after !== undefined)
        const compared = compareScenarios(before, after, list.length, most)
        for (const groups of Object.values(compared.by)) assert.equal(groups.reduce((sum, group) => sum + group.penceMore, 0), compared.penceMore)
        assert.equal(compared.visitsPaidMore + compared.visitsPaidLess + compared.visitsPaidTheSame, list.length)
        const away = (place: number): number => Math.abs(after.priceOf(place).pence - before.priceOf(place).pence)
        const expected = list.map((_, place) => place).filter((place) => away(place) > 0).toSorted((a, b) => away(b) - away(a) || a - b).slice(0, most)
        assert.deepEqual(compared.mostDifferent, expected)
      }),
    )
  })
})
