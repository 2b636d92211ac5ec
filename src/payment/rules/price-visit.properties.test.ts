import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { penceFor } from '../../kernel/amounts.ts'
import type { PricedVisit, VisitFacts } from '../terms/priced-visit.ts'
import { ruleSetDocument, type RuleSetDocument } from '../terms/rule-set.ts'
import { demonstrationRuleSets } from './demonstration-rule-sets.ts'
import { explainTrace } from './explain-trace.ts'
import { countVisit, priceVisit } from './price-visit.ts'
import { explainPrecedence, ruleSetSentences } from './rule-set-sentences.ts'
import type { Tally } from './tally.ts'
import { countedParts } from './what-if/counted-parts.ts'

const fixed = fc.constantFrom('pay-nothing' as const, 'pay-planned' as const)
const none = fc.constant({ kind: 'none' as const })
const minutesLimit = fc.record({ kind: fc.constant('minutes' as const), minutes: fc.nat({ max: 60 }) })
const percentLimit = fc.record({ kind: fc.constant('percent' as const), percent: fc.nat({ max: 100 }) })

const ruleSets: fc.Arbitrary<RuleSetDocument> = fc.record({
  layout: fc.constant(1 as const),
  name: fc.constant('Any'),
  source: fc.constant('Property'),
  basis: fc.constantFrom('planned' as const, 'actual' as const, 'lesser' as const),
  rounding: fc.record({
    unitMinutes: fc.constantFrom(1 as const, 5 as const, 10 as const, 15 as const, 30 as const),
    mode: fc.constantFrom('nearest' as const, 'up' as const, 'down' as const),
    of: fc.constant('visit' as const),
  }),
  tolerance: fc.oneof(none, minutesLimit, percentLimit),
  capOverPlan: fc.oneof(none, minutesLimit, percentLimit),
  minimum: fc.oneof(none, fc.record({ kind: fc.constant('minutes' as const), minutes: fc.integer({ min: 1, max: 60 }), below: fc.constantFrom('pay-nothing' as const, 'pay-minimum' as const) })),
  missed: fc.constant('pay-nothing' as const),
  cancelled: fc.oneof(
    fixed.map((kind) => ({ kind })),
    fc.record({ kind: fc.constant('by-notice' as const), enoughNoticeHours: fc.integer({ min: 1, max: 72 }), enough: fixed, short: fixed, unknown: fixed }),
  ),
  noAccess: fixed,
  refused: fixed,
  hospital: fixed,
  notRequired: fixed,
  noRecord: fixed,
  missingWorker: fixed,
  noTime: fixed,
  unplanned: fc.constantFrom('pay-nothing' as const, 'pay-actual' as const),
  secondWorker: fc.constantFrom('pay-each' as const, 'pay-planned-only' as const),
})

const records = fc.record({
  actualMinutes: fc.option(fc.integer({ min: -30, max: 1500 }), { freq: 8 }),
  outcome: fc.oneof({ weight: 5, arbitrary: fc.constant('delivered' as const) }, { weight: 3, arbitrary: fc.constantFrom('missed' as const, 'cancelled' as const, 'no-access' as const, 'refused' as const, 'hospital' as const, 'not-required' as const) }),
  noticeHours: fc.option(fc.integer({ min: -5, max: 100 })),
  secondWorker: fc.boolean(),
})

const plans = fc.record({ minutes: fc.integer({ min: 1, max: 720 }), workers: fc.integer({ min: 1, max: 2 }) })
const visits: fc.Arbitrary<VisitFacts> = fc.record({
  planned: fc.option(plans, { freq: 6 }),
  records: fc.array(records, { maxLength: 3 }),
  pencePerHour: fc.integer({ min: 0, max: 9999 }),
})

function check(rule: (rules: RuleSetDocument, visit: VisitFacts) => void): void {
  fc.assert(fc.property(ruleSets, visits, rule), { numRuns: 2000 })
}

/** A visit planned for one care worker and delivered by one. */
function oneDelivered(planned: number, actualMinutes: number): VisitFacts {
  return { planned: { minutes: planned, workers: 1 }, records: [{ actualMinutes, outcome: 'delivered', noticeHours: null, secondWorker: false }], pencePerHour: 1800 }
}

function payableFor(rules: RuleSetDocument, planned: number, actual: number): number {
  return priceVisit(rules, oneDelivered(planned, actual)).payableMinutes
}

function mostOverPlan({ basis, capOverPlan: cap }: RuleSetDocument, planned: number): number {
  if (basis !== 'actual') return 0
  if (cap.kind === 'none') return Number.POSITIVE_INFINITY
  return cap.kind === 'minutes' ? cap.minutes : Math.floor((planned * cap.percent) / 100)
}

/** The minutes that each care worker's steps end in, read from the trace alone. */
function minutesByTrace({ trace }: PricedVisit): number {
  let total = 0
  let current = 0
  for (const step of trace) {
    if (step[0] === 'worker') {
      total += current
      current = 0
    } else if (step[0] === 'fixed' || step[0] === 'unplanned' || step[0] === 'round') current = step[4]
    else if (step[0] === 'cancelled') current = step[5]
    else if (step[0] === 'planned' || step[0] === 'actual' || step[0] === 'lesser') current = step[3]
    else if (step[0] === 'tolerance') current = step[1]
    else if (step[0] === 'raise') current = step[2]
    else if (step[0] === 'cap') current = step[4]
  }
  return total + current
}

describe('every rule set and every visit', () => {
  test('the generated rule sets are documents that the schema takes, and its JSON Schema can be made', () => {
    fc.assert(
      fc.property(ruleSets, (rules) => {
        assert.deepEqual(JSON.stringify(ruleSetDocument.parse(rules)), JSON.stringify(rules))
      }),
    )
    assert.equal(z.toJSONSchema(ruleSetDocument).type, 'object')
  })

  test('minutes and pence are whole numbers and never below zero', () => {
    check((rules, visit) => {
      const priced = priceVisit(rules, visit)
      for (const figure of [priced.countedMinutes, priced.payableMinutes, priced.pence]) assert.ok(Number.isSafeInteger(figure) && figure >= 0)
    })
  })

  test('pence are the payable minutes at the rate, rounded once', () => {
    check((rules, visit) => {
      const priced = priceVisit(rules, visit)
      assert.equal(priced.pence, penceFor(priced.payableMinutes, visit.pencePerHour))
    })
  })

  test('the last step of the trace is the result, and the steps of the care workers add up to it', () => {
    check((rules, visit) => {
      const priced = priceVisit(rules, visit)
      assert.deepEqual(priced.trace.at(-1), ['money', priced.payableMinutes, visit.pencePerHour, priced.pence])
      assert.equal(minutesByTrace(priced), priced.payableMinutes)
    })
  })

  test('the trace survives storage as JSON and is explained in whole sentences', () => {
    check((rules, visit) => {
      const { trace } = priceVisit(rules, visit)
      assert.deepEqual(JSON.parse(JSON.stringify(trace)), trace)
      const steps = explainTrace(trace)
      assert.ok(steps.length >= 1)
      for (const step of steps) assert.match(`${step.label}: ${step.words}`, /^[A-Z](?!.*(undefined|null|NaN| {2})).*\.(\d\d\.)?$/)
    })
  })

  test('the order of the records changes nothing, not even the trace', () => {
    check((rules, visit) => {
      assert.deepEqual(priceVisit(rules, { ...visit, records: visit.records.toReversed() }), priceVisit(rules, visit))
    })
  })

  test('a visit for which each care worker of the plan came pays the sum of the care workers priced alone', () => {
    fc.assert(
      fc.property(ruleSets, plans, fc.array(records, { minLength: 2, maxLength: 2 }), (rules, plan, pair) => {
        const facts = { planned: { ...plan, workers: 2 }, records: pair, pencePerHour: 1939 }
        const alone = pair.map((record) => priceVisit(rules, { ...facts, planned: { ...plan, workers: 1 }, records: [record] }).payableMinutes)
        assert.equal(priceVisit(rules, facts).payableMinutes, alone.reduce((sum, minutes) => sum + minutes, 0))
      }),
    )
  })

  test('the parts by which a what-if counts a visit add up to it, whatever the rules: minutes, and those at a fixed price with that price', () => {
    const fixedPrices = fc.option(fc.constant<NonNullable<RuleSetDocument['fixedPrices']>>([{ minutes: 15, pence: 700 }, { minutes: 30, pence: 1250 }]))
    fc.assert(
      fc.property(ruleSets, fixedPrices, visits, (rules, prices, visit) => {
        const whole: RuleSetDocument = prices === null ? rules : { ...rules, fixedPrices: prices }
        const sums = (counted: readonly Tally[]): number[] => [counted.reduce((sum, each) => sum + each.payableMinutes, 0), counted.reduce((sum, each) => sum + each.fixedMinutes, 0), counted.reduce((sum, each) => sum + each.fixedPence, 0)]
        assert.deepEqual(sums(countedParts(visit).map((part) => countVisit(whole, part))), sums([countVisit(whole, visit)]))
      }),
      { numRuns: 2000 },
    )
  })

  test('under planned basis the recorded minutes change nothing that is paid', () => {
    check((rules, visit) => {
      const planned: RuleSetDocument = { ...rules, basis: 'planned' }
      const plan = visit.planned ?? { minutes: 30, workers: 1 }
      const other = visit.records.map((record) => ({ ...record, actualMinutes: 7 }))
      assert.equal(priceVisit(planned, { ...visit, planned: plan }).pence, priceVisit(planned, { ...visit, planned: plan, records: other }).pence)
    })
  })

  test('no planned care worker counts more than the cap over the plan', () => {
    check((rules, visit) => {
      if (visit.planned === null) return
      const most = visit.planned.minutes + mostOverPlan(rules, visit.planned.minutes)
      const workers = Math.max(visit.planned.workers, visit.records.length)
      assert.ok(priceVisit(rules, visit).payableMinutes <= workers * most)
    })
  })

  test('without a tolerance a longer visit never pays less', () => {
    fc.assert(
      fc.property(ruleSets, fc.integer({ min: 1, max: 720 }), fc.nat({ max: 900 }), fc.nat({ max: 900 }), (any, planned, a, b) => {
        const rules: RuleSetDocument = { ...any, tolerance: { kind: 'none' } }
        assert.ok(payableFor(rules, planned, Math.min(a, b)) <= payableFor(rules, planned, Math.max(a, b)))
      }),
      { numRuns: 2000 },
    )
  })

  test('with neither tolerance, cap nor minimum, actual time is paid to within less than a unit, and half a unit when nearest', () => {
    fc.assert(
      fc.property(ruleSets, fc.integer({ min: 1, max: 720 }), fc.nat({ max: 900 }), (any, planned, actual) => {
        const rules: RuleSetDocument = { ...any, basis: 'actual', tolerance: { kind: 'none' }, capOverPlan: { kind: 'none' }, minimum: { kind: 'none' } }
        const away = payableFor(rules, planned, actual) - actual
        const { unitMinutes, mode } = rules.rounding
        assert.ok(Math.abs(away) < unitMinutes && (mode !== 'nearest' || Math.abs(away) * 2 <= unitMinutes))
        assert.ok(mode === 'nearest' || (mode === 'up' ? away >= 0 : away <= 0))
      }),
    )
  })

  test('inside the tolerance the plan is paid to the minute, when the visit was not too short', () => {
    fc.assert(
      fc.property(ruleSets, fc.integer({ min: 1, max: 240 }), fc.nat({ max: 30 }), fc.integer({ min: -30, max: 30 }), (any, planned, size, away) => {
        fc.pre(Math.abs(away) <= size && planned + away >= 0)
        const rules: RuleSetDocument = { ...any, tolerance: { kind: 'minutes', minutes: size }, minimum: { kind: 'none' } }
        assert.equal(payableFor(rules, planned, planned + away), planned)
      }),
    )
  })

  test('a rule set is told in sentences, each once', () => {
    fc.assert(
      fc.property(ruleSets, (rules) => {
        const sentences = ruleSetSentences(rules)
        assert.equal(new Set(explainPrecedence(rules).map((step) => step.label)).size, sentences.length)
        for (const sentence of sentences) assert.match(sentence, /^[A-Z](?!.*(undefined|null|NaN)).*\.$/)
      }),
    )
  })

  test('the demonstration rule sets are named as demonstrations, with their source', () => {
    for (const rules of demonstrationRuleSets) assert.match(ruleSetDocument.parse(rules).name, /^Demonstration: /)
    assert.deepEqual(demonstrationRuleSets.map((rules) => payableFor(rules, 30, 27)), [30, 27, 25])
  })

  test('a setting that is not known is refused', () => {
    assert.equal(ruleSetDocument.safeParse({ ...demonstrationRuleSets[0], rounding: { unitMinutes: 7, mode: 'nearest', of: 'visit' } }).success, false)
    assert.equal(ruleSetDocument.safeParse({ ...demonstrationRuleSets[0], roundings: 5 }).success, false)
  })
})
