import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { prepareRates } from './prepared-rates.ts'
import type { TimeBand } from '../terms/rate-times.ts'
import { newRates } from './new-rates.ts'
import { rateFor, type RateFact, type RateQuestion } from './rate-for.ts'
import { bandsOverlap, dayCategoryOf, isInBand } from './rate-times.ts'

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
/** Thursday 26 February 2026 to Wednesday: a Saturday, a Sunday, and the Monday made a bank holiday. */
const bankHolidays = new Set(['2026-03-02'])
const dayCategories = fc.constantFrom('weekday' as const, 'saturday' as const, 'sunday' as const, 'bank-holiday' as const, null)
const timeBands = fc.constantFrom<TimeBand | null>({ fromMinute: 420, toMinute: 1140 }, { fromMinute: 1140, toMinute: 1320 }, { fromMinute: 1320, toMinute: 420 }, null)
const place = fc.constantFrom('a', 'b', null)
const places = fc.record({ zoneId: place, serviceLine: place, tier: place }, { noNullPrototype: true })
const rates: fc.Arbitrary<RateFact[]> = fc
  .array(fc.tuple(places, dayCategories, timeBands, days, fc.integer({ min: 1000, max: 3000 })), { maxLength: 14 })
  .map((all) => all.map(([where, dayCategory, timeBand, fromOn, pencePerHour], at) => ({ ...where, dayCategory, timeBand, id: String(at), fromOn, pencePerHour })))
const questions: fc.Arbitrary<RateQuestion> = fc.tuple(places, days, fc.constantFrom(0, 419, 420, 1139, 1140, 1320, 1439, null)).map(([where, on, startMinute]) => ({ ...where, on, startMinute, dayCategory: dayCategoryOf(on, bankHolidays) }))

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
        const lookup = prepareRates(facts, bankHolidays)
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
            (rate.dayCategory == null || rate.dayCategory === question.dayCategory) &&
            (rate.timeBand == null || (question.startMinute != null && isInBand(rate.timeBand, question.startMinute))) &&
            rate.fromOn.toString() <= question.on.toString(),
        )
        if (!decision.ok) {
          assert.equal(begun.length === 0, decision.reasons[0]?.clause === 'no-rate')
          return
        }
        const places = ({ zoneId, serviceLine, tier, dayCategory, timeBand, fromOn }: RateFact): string => [zoneId, serviceLine, tier, dayCategory, timeBand].map((part) => (part == null ? '0' : '1')).join('') + fromOn.toString()
        assert.ok(begun.includes(decision.value))
        for (const rival of begun) assert.ok(rival === decision.value || places(rival) < places(decision.value))
      }),
      { numRuns: 1000 },
    )
  })

  const at = (id: string, more: Partial<RateFact>): RateFact => ({ id, zoneId: null, serviceLine: null, tier: null, fromOn: Temporal.PlainDate.from('2025-01-01'), pencePerHour: 2000, ...more })
  const evening = { fromMinute: 1140, toMinute: 1320 }
  const ask = (facts: readonly RateFact[], more: Partial<RateQuestion>) => {
    const found = rateFor(facts, { zoneId: 'a', serviceLine: 'core', tier: 'lead', on: Temporal.PlainDate.from('2026-03-02'), ...more })
    return found.ok ? found.value.id : found.reasons[0]?.clause
  }

  test('a tier goes before a day, and a day before a time band', () => {
    assert.equal(ask([at('tier', { tier: 'lead' }), at('sunday', { dayCategory: 'sunday', timeBand: evening })], { dayCategory: 'sunday', startMinute: 1200 }), 'tier')
    assert.equal(ask([at('sunday', { dayCategory: 'sunday' }), at('evening', { timeBand: evening })], { dayCategory: 'sunday', startMinute: 1200 }), 'sunday')
  })

  test('a visit belongs to the band in which it starts: its first minute is in it, its last is not', () => {
    const facts = [at('any', {}), at('evening', { timeBand: evening })]
    assert.deepEqual([1139, 1140, 1319, 1320].map((startMinute) => ask(facts, { startMinute })), ['any', 'evening', 'evening', 'any'])
  })

  test('a band runs past midnight', () => {
    assert.deepEqual([1319, 1320, 0, 419, 420].map((minute) => isInBand({ fromMinute: 1320, toMinute: 420 }, minute)), [false, true, true, true, false])
  })

  test('a bank holiday is one whatever day it falls on, and takes no weekday rate', () => {
    assert.equal(dayCategoryOf(Temporal.PlainDate.from('2026-03-02'), bankHolidays), 'bank-holiday')
    assert.equal(ask([at('any', {}), at('weekday', { dayCategory: 'weekday' })], { dayCategory: 'bank-holiday' }), 'any')
  })

  test('whoever does not say day or time is told the rate for any day and time', () => {
    assert.equal(ask([at('any', {}), at('sunday', { dayCategory: 'sunday' }), at('evening', { timeBand: evening })], {}), 'any')
  })

  test('two rates taken into one framework never overlap in part: bands are the same or apart', () => {
    const framework = { startsOn: Temporal.PlainDate.from('2025-01-01'), endsOn: Temporal.PlainDate.from('2028-12-31') }
    const minute = fc.integer({ min: 0, max: 23 }).map((hour) => hour * 60)
    fc.assert(
      fc.property(fc.array(fc.tuple(minute, minute), { maxLength: 8 }), (bands) => {
        const held: Parameters<typeof newRates>[1][number][] = []
        for (const [fromMinute, toMinute] of bands) {
          const proposed = { ...at('x', {}), tier: null, fromOn: framework.startsOn.add({ days: held.length }), timeBand: { fromMinute, toMinute } }
          if (newRates(framework, held, [proposed]).ok) held.push(proposed)
        }
        for (const a of held) for (const b of held) if (a.timeBand != null && b.timeBand != null && bandsOverlap(a.timeBand, b.timeBand)) assert.deepEqual(a.timeBand, b.timeBand)
      }),
    )
  })
})
