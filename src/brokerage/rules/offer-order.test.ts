import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { URGENCIES, type ServiceLine, type Urgency } from '../../care/terms.ts'
import { allow, refuse } from '../../kernel/decision.ts'
import { RATINGS, TIERS, frameworkTerms, type FrameworkTerms, type StandingFacts, type Tier } from '../../market/terms.ts'
import type { OfferOrder } from '../terms.ts'
import type { EarlierAnswer, GivenBack, OfferOrderFacts } from './offer-order-facts.ts'
import { offerOrder } from './offer-order.ts'

type Differs = Partial<Omit<StandingFacts, 'leftOn'>> & { readonly leftOn?: string }
type Model = 'tiered' | 'ranked' | 'prime' | 'block' | 'open' | 'mixed'
interface WorkedCase {
  readonly rule: string
  readonly model: Model
  readonly terms?: object
  readonly languages?: readonly string[]
  readonly serviceLine?: ServiceLine
  readonly urgency?: Urgency
  /** Hours a week of the package; 7 when left out. */
  readonly hours?: number
  /** Guaranteed and used hours a week by provider. */
  readonly blocks?: Readonly<Record<string, readonly [number, number]>>
  readonly noRate?: readonly Tier[]
  readonly providers: readonly (readonly [string, Tier, number | null, Differs?])[]
  /** Providers of a zone called East that is switched on. */
  readonly crossZone?: readonly (readonly [string, Tier, number | null, Differs?])[]
  readonly earlier?: readonly (readonly [string, EarlierAnswer['answer'], EarlierAnswer['reason']])[]
  readonly givenBack?: readonly (readonly [string, GivenBack['cause']])[]
  readonly askedDirectly?: string
  readonly steps: readonly (readonly string[])[]
  readonly labels?: readonly string[]
  /** Working minutes that each step gives to answer. */
  readonly reply?: readonly number[]
  readonly out?: Readonly<Record<string, string>>
  readonly says?: Readonly<Record<string, string>>
}
const file = parse(readFileSync(new URL('offer-order.cases.yaml', import.meta.url), 'utf8')) as Readonly<Record<Model, object>> & { readonly cases: readonly WorkedCase[] }
const ON = Temporal.PlainDate.from('2026-03-03')

const rates = (missing: readonly Tier[] = []): OfferOrderFacts['rates'] => {
  const of = (tier: Tier): OfferOrderFacts['rates'][Tier] => (missing.includes(tier) ? refuse({ clause: 'no-rate', words: 'No rate has begun.' }) : allow({ pencePerHour: 1950 }))
  return { lead: of('lead'), secondary: of('secondary'), spot: of('spot'), 'last-resort': of('last-resort') }
}
const standing = (name: string, tier: Tier, rank: number | null, differs: Differs = {}): StandingFacts => ({
  providerId: name, providerName: name, tier, rank, languages: [], rating: 'good', suspendedReason: null, ...differs,
  leftOn: differs.leftOn === undefined ? null : Temporal.PlainDate.from(differs.leftOn),
})
function decide(worked: WorkedCase): OfferOrder {
  return offerOrder({
    terms: frameworkTerms.parse({ ...file[worked.model], ...worked.terms }),
    on: ON,
    serviceLine: worked.serviceLine ?? 'core',
    urgency: worked.urgency ?? 'planned',
    weeklyMinutes: (worked.hours ?? 7) * 60,
    blocks: new Map(Object.entries(worked.blocks ?? {}).map(([name, [guaranteed, used]]) => [name, { guaranteedMinutes: guaranteed * 60, usedMinutes: used * 60 }])),
    languages: worked.languages ?? [],
    standings: worked.providers.map((each) => standing(...each)),
    crossZone: (worked.crossZone ?? []).map((each) => ({ standing: standing(...each), zoneName: 'East', reason: { clause: 'cross-zone-on', words: 'Cross-zone work is switched on.' } })),
    rates: rates(worked.noRate),
    earlier: (worked.earlier ?? []).map(([name, answer, reason]) => ({ providerId: name, providerName: name, tier: 'spot', answer, reason, on: ON.subtract({ days: 7 }) })),
    givenBack: (worked.givenBack ?? []).map(([providerId, cause]) => ({ providerId, cause, on: ON.subtract({ days: 7 }) })),
    askedDirectly: worked.askedDirectly ?? null,
  })
}

describe('the order in which a package is offered', () => {
  for (const worked of file.cases) {
    test(worked.rule, () => {
      const order = decide(worked)
      const steps = order.steps.map((_, index) => order.places.filter((each) => each.step === index + 1).map((each) => each.providerName))
      assert.deepEqual(steps, worked.steps)
      if (worked.labels !== undefined) assert.deepEqual(order.steps.map((step) => step.label), worked.labels)
      if (worked.reply !== undefined) assert.deepEqual(order.steps.map((step) => step.replyWorkingMinutes), worked.reply)
      const out = Object.fromEntries(order.places.filter((each) => each.step === null).map((each) => [each.providerName, each.reasons.map((reason) => reason.clause).join(' ')]))
      for (const [name, clauses] of Object.entries(out)) assert.ok(clauses.startsWith(worked.out?.[name] ?? 'nobody'), `${name}: ${clauses}`)
      assert.deepEqual(Object.keys(out).sort(), Object.keys(worked.out ?? {}).sort())
      for (const [name, words] of Object.entries(worked.says ?? {})) {
        const said = order.places.find((each) => each.providerName === name)?.reasons.map((reason) => reason.words) ?? []
        assert.ok(said.includes(words), `${words}\nnot in\n${said.join('\n')}`)
      }
    })
  }

  const anyStanding = fc.record({
    providerId: fc.uuid(), providerName: fc.string({ maxLength: 4 }), tier: fc.constantFrom(...TIERS), rank: fc.option(fc.integer({ min: 1, max: 5 })),
    languages: fc.subarray(['Polish', 'Gujarati']), rating: fc.constantFrom(...RATINGS), suspendedReason: fc.option(fc.constant('Late visits')), leftOn: fc.constant(null),
  })
  const anyTerms: fc.Arbitrary<FrameworkTerms> = fc.oneof(
    fc.constant(frameworkTerms.parse(file.tiered)),
    fc.constant(frameworkTerms.parse({ ...file.tiered, urgentReply: { emergency: 60, discharge: 180 } })),
    fc.integer({ min: 1, max: 4 }).map((batchSize) => frameworkTerms.parse({ ...file.ranked, batchSize })),
    fc.constantFrom(...(['prime', 'block', 'open', 'mixed'] as const)).map((model) => frameworkTerms.parse(file[model])),
  )
  const anyFacts = fc.record({ terms: anyTerms, languages: fc.subarray(['Polish']), standings: fc.array(anyStanding, { maxLength: 12 }), serviceLine: fc.constantFrom('core', 'night'), urgency: fc.constantFrom(...URGENCIES), used: fc.integer({ min: 0, max: 1200 }) })
    .map(({ used, ...facts }): OfferOrderFacts => {
      const blocks = new Map(facts.standings.slice(0, 4).map((each) => [each.providerId, { guaranteedMinutes: 1000, usedMinutes: used }]))
      return { ...facts, on: ON, weeklyMinutes: 420, blocks, crossZone: [], rates: rates(), earlier: [] }
    })

  test('every provider is in the order exactly once, with at least one reason', () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      const { places } = offerOrder(facts)
      assert.deepEqual(places.map((each) => each.providerId).sort(), [...new Set(facts.standings.map((each) => each.providerId))].sort())
      assert.ok(places.every((each) => each.reasons.length > 0))
    }))
  })

  test('places count from 1 without gaps and steps never go back', () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      const { places, steps } = offerOrder(facts)
      const asked = places.filter((each) => each.place !== null)
      assert.deepEqual(asked.map((each) => each.place), asked.map((_, index) => index + 1))
      assert.deepEqual(asked.map((each) => each.step), asked.map((each) => each.step).toSorted((a, b) => (a ?? 0) - (b ?? 0)))
      assert.deepEqual([...new Set(asked.map((each) => each.step))], steps.map((_, index) => index + 1))
    }))
  })

  test('the order does not depend on the order in which providers are given', () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      assert.deepEqual(offerOrder({ ...facts, standings: facts.standings.toReversed() }), offerOrder(facts))
    }))
  })

  test('nobody suspended or of a refused rating is ever asked', () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      const barred = new Set(facts.standings.filter((each) => each.suspendedReason !== null || each.rating === 'inadequate').map((each) => each.providerId))
      for (const place of offerOrder(facts).places) assert.ok(place.step === null || !barred.has(place.providerId))
    }))
  })
})
