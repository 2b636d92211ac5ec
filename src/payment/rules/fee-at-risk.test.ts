import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import type { FeeMeasure } from '../terms/fee-at-risk.ts'
import { feeAtRisk, feeState, type Counted } from './fee-at-risk.ts'

interface WorkedCase {
  readonly rule: string
  readonly clause: string
  readonly fee: number
  readonly bonus?: number
  readonly acceptance: readonly [number, number]
  readonly missed: readonly [number, number]
  readonly atRisk: readonly number[]
  readonly met: readonly (boolean | null)[]
  readonly pence: number
}

const { cases } = parse(readFileSync(new URL('fee-at-risk.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly WorkedCase[] }
const share = ([numerator, denominator]: readonly [number, number]): Counted => ({ numerator, denominator, exclusions: [] })
const terms = (bonusTenths = 0) => ({ riskTenths: 100, bonusTenths, contestDays: 14, requirements: [{ measure: 'acceptance' as const, targetTenths: 800, weight: 2 }, { measure: 'missed' as const, targetTenths: 5, weight: 1 }] })
const none: Readonly<Record<FeeMeasure, Counted>> = { acceptance: share([0, 0]), 'zone-share': share([0, 0]), 'on-time': share([0, 0]), missed: share([0, 0]) }

describe('a fee at risk', () => {
  for (const worked of cases) {
    test(`${worked.clause}: ${worked.rule}`, () => {
      const result = feeAtRisk(terms(worked.bonus), worked.fee, { ...none, acceptance: share(worked.acceptance), missed: share(worked.missed) })
      assert.deepEqual(result.requirements.map((each) => each.atRiskPence), worked.atRisk)
      assert.deepEqual(result.requirements.map((each) => each.met), worked.met)
      assert.equal(result.pence, worked.pence)
    })
  }

  test('never takes off more than what is at risk, and its parts always sum to it', () => {
    const count = fc.tuple(fc.nat(50), fc.nat(50))
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 5_000_000 }), fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 100 })), { minLength: 4, maxLength: 4 }), count, count, (fee, asked, a, b) => {
        const requirements = (['acceptance', 'zone-share', 'on-time', 'missed'] as const).map((measure, at) => ({ measure, targetTenths: asked[at]?.[0] ?? 0, weight: asked[at]?.[1] ?? 1 }))
        const result = feeAtRisk({ riskTenths: 137, bonusTenths: 20, contestDays: 0, requirements }, fee, { acceptance: share(a), 'zone-share': share(b), 'on-time': share(a), missed: share(b) })
        assert.equal(result.requirements.reduce((sum, each) => sum + each.atRiskPence, 0), result.atRiskPence)
        assert.ok(-result.pence <= result.atRiskPence)
      }),
    )
  })

  test('is open to contest until its day is over, waits while it is contested, and is settled by a decision or by time', () => {
    const until = Temporal.PlainDate.from('2026-03-10')
    const given = { contest: null, decision: null, applied: null, contestUntil: until }
    const contest = { reason: 'Wrong', at: Temporal.Instant.from('2026-03-09T09:00:00Z'), by: 'Ada' }
    assert.equal(feeState(given, until), 'open')
    assert.equal(feeState(given, until.add({ days: 1 })), 'settled')
    assert.equal(feeState({ ...given, contest }, until.add({ days: 9 })), 'contested')
    assert.equal(feeState({ ...given, contest, decision: { ...contest, pence: 0 } }, until), 'settled')
  })
})
