import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { VisitFacts } from '../terms/priced-visit.ts'
import { demonstrationRuleSets } from './demonstration-rule-sets.ts'
import { priceAlike } from './price-alike.ts'
import { priceVisit } from './price-visit.ts'

const record = fc.record(
  {
    recordId: fc.nat(),
    outcome: fc.constantFrom('delivered' as const, 'missed' as const, 'cancelled' as const, 'no-access' as const),
    actualMinutes: fc.option(fc.integer({ min: -1, max: 60 })),
    noticeHours: fc.option(fc.nat({ max: 60 })),
    secondWorker: fc.boolean(),
    claimedMinutes: fc.option(fc.nat({ max: 60 })),
    daysToSend: fc.nat({ max: 20 }),
    isManual: fc.boolean(),
  },
  { requiredKeys: ['outcome', 'actualMinutes', 'noticeHours', 'secondWorker'] },
)
const visit: fc.Arbitrary<VisitFacts> = fc.record(
  {
    planned: fc.option(fc.record({ minutes: fc.constantFrom(15, 30, 45), workers: fc.constantFrom(1, 2) })),
    records: fc.array(record, { maxLength: 3 }),
    pencePerHour: fc.constantFrom(2000, 2210),
    blockedBy: fc.constant(['short' as const]),
    agreed: fc.record({ minutes: fc.constantFrom(40, 60), number: fc.nat() }),
    retained: fc.record({ minutes: fc.constant(30), workers: fc.constant(1), day: fc.integer({ min: 1, max: 20 }) }),
    subcontracted: fc.boolean(),
  },
  { requiredKeys: ['planned', 'records', 'pencePerHour'] },
)

test('every visit of many has the price and the trace that it has alone', () => {
  fc.assert(fc.property(fc.array(visit, { maxLength: 40 }), (visits) => {
    const price = priceAlike()
    for (const rules of demonstrationRuleSets) for (const each of visits) assert.deepEqual(price(rules, each), priceVisit(rules, each))
  }))
})

test('visits that are alike share one trace', () => {
  const [rules] = demonstrationRuleSets
  assert.ok(rules !== undefined)
  const price = priceAlike()
  const facts = (recordId: number, actualMinutes: number): VisitFacts => ({ planned: { minutes: 30, workers: 1 }, records: [{ outcome: 'delivered', actualMinutes, noticeHours: null, secondWorker: false, ...{ recordId } }], pencePerHour: 2210 })
  assert.equal(price(rules, facts(1, 28)).trace, price(rules, facts(2, 28)).trace)
  assert.notEqual(price(rules, facts(1, 28)).trace, price(rules, facts(3, 29)).trace)
})
