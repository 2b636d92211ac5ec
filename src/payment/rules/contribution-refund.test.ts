import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { CARE_LOSSES } from '../terms/contribution.ts'
import { contributionOfDays, contributionOfWeek, lossesOf, type PlannedCare } from './contribution-refund.ts'

interface WorkedCase {
  readonly rule: string
  readonly clause: string
  readonly contribution: number
  readonly visits: readonly (readonly [PlannedCare['outcome'], number, number, number])[]
  readonly due: number
  readonly lost: number
  readonly refund: number
}

const { cases } = parse(readFileSync(new URL('contribution-refund.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly WorkedCase[] }
const TERMS = { counts: ['missed', 'cancelled', 'hospital', 'short'] as ('missed' | 'cancelled' | 'hospital' | 'short')[], shortFromMinutes: 10 }
const visit = ([outcome, plannedMinutes, givenMinutes, costPence]: WorkedCase['visits'][number]): PlannedCare => ({ on: '2026-03-02', outcome, plannedMinutes, givenMinutes, costPence })

describe('the refund of a contribution', () => {
  for (const worked of cases) {
    test(`${worked.clause}: ${worked.rule}`, () => {
      const week = contributionOfWeek(worked.contribution, worked.visits.map(visit), TERMS)
      assert.deepEqual([week.duePence, week.lostMinutes, week.refundPence], [worked.due, worked.lost, worked.refund])
    })
  }

  const outcome = fc.constantFrom<PlannedCare['outcome']>('delivered', 'missed', 'no-record', 'cancelled', 'no-access', 'refused', 'hospital', 'respite', 'holiday', 'not-required')
  const visits = fc.array(fc.tuple(outcome, fc.integer({ min: 1, max: 480 }), fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 40_000 })), { maxLength: 30 })
  test('is never above the contribution or the cost of the care, nor below nothing, and one more reason that counts never makes it less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), visits, fc.subarray([...CARE_LOSSES], { minLength: 1 }), (contribution, given, counts) => {
        const planned = given.map(visit)
        const week = contributionOfWeek(contribution, planned, { counts, shortFromMinutes: 1 })
        const cost = planned.reduce((sum, each) => sum + each.costPence, 0)
        assert.ok(week.refundPence >= 0 && week.refundPence <= Math.min(contribution, cost))
        assert.ok(contributionOfWeek(contribution, planned, { counts: [...CARE_LOSSES], shortFromMinutes: 1 }).refundPence >= week.refundPence)
        assert.equal(lossesOf(week.visits).reduce((sum, each) => sum + each.minutes, 0), week.plannedMinutes - week.givenMinutes)
      }),
    )
  })

  test('a week’s contribution is a seventh for each of its days, to the nearest penny', () => {
    assert.equal(contributionOfDays(Array.from({ length: 7 }, () => 2501)), 2501)
    assert.equal(contributionOfDays([2500, 2500, 2500, 0, 0, 0, 0]), 1071)
    assert.equal(contributionOfDays([2500, 2500, 2500, 5000, 5000, 5000, 5000]), 3929)
  })
})
