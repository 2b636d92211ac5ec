import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import type { TransitionRule } from '../../market/terms/replacement.ts'
import { TRANSITION_EVENTS, type TransitionEvent } from '../terms/transition.ts'
import { transitionOf, type NewZone, type TransitionFacts } from './transition.ts'

interface Case {
  readonly rule: string
  readonly event: TransitionEvent | null
  readonly on?: string
  readonly with?: Partial<Omit<TransitionRule, 'allFromOn'>> & { readonly allFromOn?: string }
  readonly week?: readonly [number, number]
  /** none, line-not-bought, or the day on which the zone begins. */
  readonly zone?: string
  readonly stand: string
  readonly ends?: string
  readonly 'moves-on'?: string
  readonly clause: string
}
const { transition: cases } = parse(readFileSync(new URL('transition.cases.yaml', import.meta.url), 'utf8')) as { readonly transition: readonly Case[] }
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const BEGUN: NewZone = { kind: 'zone', name: 'Brackley' }

function factsOf(each: Omit<Case, 'rule' | 'stand' | 'clause'>): TransitionFacts {
  const { allFromOn, ...changed } = each.with ?? {}
  return {
    byName: 'Home care 2026',
    fromOn: day('2026-11-01'),
    rule: { newPackages: true, changedPercent: 20, handedBack: true, transferred: false, ...changed, allFromOn: allFromOn === undefined ? null : day(allFromOn) },
    on: day(each.on ?? '2026-11-22'),
    serviceLine: 'core',
    zone: each.zone === undefined ? BEGUN : each.zone === 'none' || each.zone === 'line-not-bought' ? { kind: each.zone } : { kind: 'not-begun', name: 'Brackley', startsOn: day(each.zone) },
    event: each.event,
    endsOn: each.ends === undefined ? null : day(each.ends),
    week: each.week === undefined ? null : { beforeMinutes: each.week[0], afterMinutes: each.week[1] },
  }
}

describe('where a package stands between two frameworks', () => {
  for (const each of cases) {
    test(each.rule, () => {
      const { stand, on, reason } = transitionOf(factsOf(each))
      assert.deepEqual([stand, on?.toString(), reason.clause], [each.stand, each['moves-on'], each.clause])
    })
  }

  test('it says how far its week has changed, and what share would move it', () => {
    assert.equal(transitionOf(factsOf({ event: null, week: [600, 630] })).reason.words, 'An existing package stays. Its week has changed by 5%, and more than 20% would move it.')
    assert.equal(transitionOf(factsOf({ event: 'change', week: [7000, 8401] })).reason.words, 'The week has changed for good by 20.1% since 1 November 2026. More than 20% moves it to Home care 2026.')
  })

  const facts = fc.record({
    event: fc.constantFrom(null, ...TRANSITION_EVENTS),
    days: fc.integer({ min: -30, max: 200 }),
    allAfter: fc.option(fc.integer({ min: 0, max: 150 })),
    zone: fc.constantFrom('begun', 'none', 'line-not-bought', '2027-06-01'),
    week: fc.option(fc.tuple(fc.integer({ min: 5, max: 3000 }), fc.integer({ min: 5, max: 3000 }))),
    rule: fc.record({ newPackages: fc.boolean(), changedPercent: fc.option(fc.integer({ min: 0, max: 100 })), handedBack: fc.boolean(), transferred: fc.boolean() }),
  })
  const drawn = ({ event, days, allAfter, zone, week, rule }: { event: TransitionEvent | null; days: number; allAfter: number | null; zone: string; week: [number, number] | null; rule: Omit<TransitionRule, 'allFromOn'> }): TransitionFacts =>
    factsOf({ event, on: day('2026-11-01').add({ days }).toString(), with: { ...rule, ...(allAfter === null ? {} : { allFromOn: day('2026-11-01').add({ days: allAfter }).toString() }) }, ...(zone === 'begun' ? {} : { zone }), ...(week === null ? {} : { week }) })

  test('nothing moves before the first day, nor where it has no zone that has begun', () => {
    fc.assert(
      fc.property(facts, (made) => {
        const asked = drawn(made)
        const { stand } = transitionOf(asked)
        if (stand === 'moves') assert.ok(made.zone === 'begun' && made.days >= 0)
      }),
    )
  })

  test('a day on which a package will move is always to come, and every answer has its words', () => {
    fc.assert(
      fc.property(facts, (made) => {
        const asked = drawn(made)
        const { stand, on, reason } = transitionOf(asked)
        assert.equal(stand === 'will-move', on !== null)
        if (on !== null) assert.ok(Temporal.PlainDate.compare(on, asked.on) > 0)
        assert.ok(reason.words.endsWith('.') && !reason.words.includes('undefined'))
      }),
    )
  })
})
