import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Hold, HoldableLine } from '../terms/hold.ts'
import { heldLines } from './hold-on.ts'
import { paymentsDue, stillToPay } from './payments-due.ts'
import { runChecks } from './run-checks.ts'

const at = Temporal.Instant.from('2026-03-02T09:00:00Z')
const hold = (of: Partial<Hold>): Hold => ({ id: 'h', providerId: 'a', personId: null, payLineId: null, statementId: null, isForInvoice: false, mustAct: 'provider', reason: 'x', placedAt: at, placedBy: 'x', release: null, ...of })
const line = (of: Partial<HoldableLine>): HoldableLine => ({ id: 1, statementId: 's', providerId: 'a', personId: 'p', pence: 100, nhsPence: 40, ...of })

describe('which hold keeps a line from being paid', () => {
  test('one on a statement reaches the lines of that statement alone', () => {
    const onStatement = hold({ id: 'statement', statementId: 's' })
    assert.deepEqual(heldLines([line({}), line({ id: 2, statementId: 't' })], [onStatement]).map((held) => held.id), [1])
  })
  const [onLine, onPerson, onProvider] = [hold({ id: 'line', payLineId: 1 }), hold({ id: 'person', personId: 'p' }), hold({ id: 'provider' })]
  const found = (holds: readonly Hold[], of: Partial<HoldableLine> = {}) => heldLines([line(of)], holds)[0]?.hold.id

  test('the one on the line before the person’s, and the person’s before the provider’s', () => {
    assert.equal(found([onProvider, onPerson, onLine]), 'line')
    assert.equal(found([onProvider, onPerson]), 'person')
    assert.equal(found([onProvider]), 'provider')
  })
  test('none of another provider, another person, another line, or one that was released', () => {
    assert.equal(found([onProvider], { providerId: 'b' }), undefined)
    assert.equal(found([onPerson], { personId: 'q' }), undefined)
    assert.equal(found([onPerson], { personId: null }), undefined)
    assert.equal(found([onLine], { id: 2 }), undefined)
    assert.equal(found([hold({ release: { at, by: 'x', note: 'x' } })]), undefined)
  })
})

describe('what an export pays', () => {
  const lines = fc.uniqueArray(fc.record({ id: fc.nat({ max: 500 }), statementId: fc.constantFrom('s', 't', 'u'), pence: fc.integer({ min: -5000, max: 5000 }), isHeld: fc.boolean() }), { selector: (each) => each.id, maxLength: 60 })
  test('what is paid and what is held are together what there was, statement by statement, and a later export pays what was left out', () => {
    fc.assert(fc.property(lines, (drawn) => {
      const all = drawn.map((each) => line({ ...each, providerId: each.statementId, nhsPence: Math.trunc(each.pence / 2) }))
      const held = all.filter((_, index) => drawn[index]?.isHeld === true)
      const sum = (of: readonly { readonly pence: number }[]): number => of.reduce((total, each) => total + each.pence, 0)
      const first = paymentsDue(stillToPay(all), held)
      const second = paymentsDue(stillToPay(held), [])
      assert.equal(sum(first) + sum(second), sum(all))
      for (const due of first) assert.equal(due.pence + due.heldPence, sum(all.filter((each) => each.statementId === due.statementId)))
      assert.ok([...first, ...second].every((due) => due.lineCount > 0))
      assert.equal([...first, ...second].reduce((total, due) => total + due.lineCount, 0), all.length)
    }))
  })
})

describe('the checks of a payment run', () => {
  const outcomes = (of: Partial<Parameters<typeof runChecks>[0]>) => Object.fromEntries(runChecks({ statements: [{ totalPence: 1000, adjustmentCount: 0, adjustmentsPence: 0 }], partsPence: 1000, held: { lines: 0, pence: 0 }, previousPence: 800, ...of }).map((check) => [check.code, check.outcome]))
  test('sums that disagree stop it; credits, adjustments, holds and a first run are for a person to judge', () => {
    assert.deepEqual(outcomes({}), { totals: 'fine', credits: 'fine', adjustments: 'fine', held: 'fine', change: 'fine' })
    assert.equal(outcomes({ partsPence: 999 })['totals'], 'stop')
    assert.deepEqual(outcomes({ statements: [{ totalPence: -5, adjustmentCount: 1, adjustmentsPence: -5 }], partsPence: -5, held: { lines: 1, pence: 5 }, previousPence: undefined }), { totals: 'fine', credits: 'look', adjustments: 'look', held: 'look', change: 'look' })
  })
})
