import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { prepareRates } from './prepared-rates.ts'
import { rateFor, type RateFact, type RateQuestion } from './rate-for.ts'

type Place = string | null
interface WorkedCase {
  readonly rule: string
  readonly clause: string
  readonly rates: readonly (readonly [string, Place, Place, Place, string, number])[]
  readonly ask: readonly [Place, Place, Place, string]
  readonly answer?: string
  readonly refused?: string
  readonly says?: string
}

const { cases } = parse(readFileSync(new URL('rate-for.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly WorkedCase[] }

const firstDay = Temporal.PlainDate.from('2026-02-26')
const days = fc.nat({ max: 6 }).map((after) => firstDay.add({ days: after }))
const place = fc.constantFrom('a', 'b', null)
const places = fc.record({ zoneId: place, serviceLine: place, tier: place }, { noNullPrototype: true })
const rates: fc.Arbitrary<RateFact[]> = fc
  .array(fc.tuple(places, days, fc.integer({ min: 1000, max: 3000 })), { maxLength: 14 })
  .map((all) => all.map(([where, fromOn, pencePerHour], at) => ({ ...where, id: String(at), fromOn, pencePerHour })))
const questions: fc.Arbitrary<RateQuestion> = fc.tuple(places, days).map(([where, on]) => ({ ...where, on }))

describe('the rate for a visit', () => {
  for (const worked of cases) {
    test(`${worked.clause}: ${worked.rule}`, () => {
      const facts = worked.rates.map(([id, zoneId, serviceLine, tier, fromOn, pencePerHour]) => ({ id, zoneId, serviceLine, tier, fromOn: Temporal.PlainDate.from(fromOn), pencePerHour }))
      const [zoneId, serviceLine, tier, on] = worked.ask
      const decision = rateFor(facts, { zoneId, serviceLine, tier, on: Temporal.PlainDate.from(on) })
      if (worked.answer === undefined) assert.deepEqual([decision.ok, decision.reasons[0]?.clause], [false, worked.refused])
      else assert.equal(decision.ok && decision.value.id, worked.answer)
      if (worked.says !== undefined) assert.ok(decision.reasons.some((reason) => reason.words === worked.says), JSON.stringify(decision.reasons))
    })
  }

  test('prepared rates answer as the rule does, reasons and refusals included, whatever was asked before', () => {
    fc.assert(
      fc.property(rates, fc.array(questions, { minLength: 1, maxLength: 12 }), (facts, asked) => {
        const lookup = prepareRates(facts)
        for (const question of asked) assert.deepEqual(lookup(question), rateFor(facts, question))
      }),
      { numRuns: 1000 },
    )
  })

  test('the answer does not depend on the order of the rates', () => {
    fc.assert(
      fc.property(rates, questions, (facts, question) => {
        const one = rateFor(facts, question)
        const other = rateFor(facts.toReversed(), question)
        assert.equal(one.ok ? one.value.id : one.reasons[0]?.clause, other.ok ? other.value.id : other.reasons[0]?.clause)
      }),
      { numRuns: 1000 },
    )
  })

  test('the rate that wins matches and has begun, and no match that has begun goes before it', () => {
    fc.assert(
      fc.property(rates, questions, (facts, question) => {
        const decision = rateFor(facts, question)
        const begun = facts.filter(
          (rate) =>
            [null, question.zoneId].includes(rate.zoneId) &&
            [null, question.serviceLine].includes(rate.serviceLine) &&
            [null, question.tier].includes(rate.tier) &&
            rate.fromOn.toString() <= question.on.toString(),
        )
        if (!decision.ok) {
          assert.equal(begun.length === 0, decision.reasons[0]?.clause === 'no-rate')
          return
        }
        const places = ({ zoneId, serviceLine, tier, fromOn }: RateFact): string => [zoneId, serviceLine, tier].map((part) => (part === null ? '0' : '1')).join('') + fromOn.toString()
        assert.ok(begun.includes(decision.value))
        for (const rival of begun) assert.ok(rival === decision.value || places(rival) < places(decision.value))
      }),
      { numRuns: 1000 },
    )
  })
})
