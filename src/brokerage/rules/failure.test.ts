import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import type { Need } from '../../care/terms.ts'
import { allow, refuse } from '../../kernel/decision.ts'
import type { InterimCover, OfferOrder, OfferPlace } from '../terms.ts'
import { directAward } from './direct-award.ts'
import { failureRisk, failureStep } from './failure-risk.ts'
import { stepOfParts } from './follow-on-parts.ts'
import { withLastResort } from './with-last-resort.ts'

interface Cases {
  readonly risk: readonly { readonly rule: string; readonly facts: { readonly livesAlone: boolean | null; readonly workers?: number; readonly critical?: boolean; readonly needs?: readonly Need[]; readonly cover: InterimCover | null }; readonly points: number; readonly clauses: readonly string[] }[]
  readonly step: readonly { readonly rule: string; readonly facts: Partial<Parameters<typeof failureStep>[0]>; readonly is: string }[]
}
const cases = parse(readFileSync(new URL('failure.cases.yaml', import.meta.url), 'utf8')) as Cases

describe('the risk to a person whose provider fails', () => {
  for (const { rule, facts, points, clauses } of cases.risk) {
    test(rule, () => {
      const risk = failureRisk({ livesAlone: facts.livesAlone, mostWorkers: facts.workers ?? 1, hasTimeCriticalVisit: facts.critical ?? false, needs: facts.needs ?? [], interimCover: facts.cover })
      assert.deepEqual([risk.points, risk.reasons.map((reason) => reason.clause)], [points, clauses])
    })
  }
})

describe('how far a person has come', () => {
  for (const { rule, facts, is } of cases.step) test(rule, () => { assert.equal(failureStep({ hasNext: false, isOnOffer: false, isWanted: false, isPlaced: false, isStarted: false, hasEnded: false, ...facts }), is) })
})

test('a person whose package was split has come as far as the part that came least far', () => {
  assert.deepEqual([stepOfParts(['started', 'placed']), stepOfParts(['started', 'ended']), stepOfParts(['searching', 'waiting', 'started']), stepOfParts(['ended', 'ended'])], ['placed', 'started', 'waiting', 'ended'])
})

const place = (name: string, tier: OfferPlace['tier'], step: number | null, clause: string): OfferPlace => ({ providerId: name, providerName: name, tier, rank: null, step, place: step, pencePerHour: step === null ? null : 2000, reasons: [{ clause, words: clause }] })
const order: OfferOrder = { ruleVersion: 'v', steps: [{ label: 'Lead providers', replyWorkingMinutes: 60 }], places: [place('Ash', 'lead', 1, 'tier'), place('Oak', 'last-resort', null, 'tier-not-asked'), place('Elm', 'last-resort', null, 'suspended'), place('Fir', 'spot', null, 'tier-not-asked')] }

describe('the provider of last resort after a failure', () => {
  test('is asked as the last step, unless it is unfit; nobody else is moved', () => {
    const after = withLastResort(order, allow({ pencePerHour: 2100 }))
    assert.deepEqual(after.places.map((each) => [each.providerId, each.step, each.pencePerHour]), [['Ash', 1, 2000], ['Oak', 2, 2100], ['Elm', null, null], ['Fir', null, null]])
    assert.deepEqual(after.steps.map((step) => step.label), ['Lead providers', 'Provider of last resort'])
    assert.deepEqual(withLastResort(after, allow({ pencePerHour: 2100 })), after, 'doing it again changes nothing')
  })
  test('is not asked without a rate', () => {
    assert.equal(withLastResort(order, refuse({ clause: 'no-rate', words: '' })), order)
  })
})

describe('a direct award', () => {
  test('asks the chosen provider alone and tells everybody else’s reason', () => {
    const two: OfferOrder = { ...order, steps: [...order.steps, { label: 'Spot providers', replyWorkingMinutes: 90 }], places: [place('Ash', 'lead', 1, 'tier'), place('Fir', 'spot', 2, 'tier'), place('Elm', 'lead', null, 'suspended')] }
    const award = directAward(two, { providerId: 'Fir', reason: 'Her choice.' })
    assert.ok(award.ok)
    assert.deepEqual(award.value.steps, [{ label: 'Direct award', replyWorkingMinutes: 90 }])
    assert.deepEqual(award.value.places.map((each) => [each.providerId, each.step, each.reasons[0]?.clause]), [['Fir', 1, 'direct-award'], ['Ash', null, 'direct-award'], ['Elm', null, 'suspended']])
  })
  test('is refused for a provider that is left out, with its reasons, and for one that does not stand there', () => {
    assert.deepEqual([directAward(order, { providerId: 'Elm', reason: '' }), directAward(order, { providerId: 'Yew', reason: '' })].map((each) => (each.ok ? '' : each.reasons[0]?.clause)), ['suspended', 'no-standing'])
  })
})
