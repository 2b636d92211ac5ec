import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { waitingCause } from '../../kernel/waiting-cause.ts'
import { waitingPriority } from './waiting-priority.ts'

const ended = { isOpen: false, isWithdrawn: false, asked: 3, declines: [] as string[], leftOut: [] as string[] }

describe('the priority of a waiting package', () => {
  const cases: readonly (readonly [string, Parameters<typeof waitingPriority>[0], string, number])[] = [
    ['overdue with nobody looking after the person is high', { urgency: 'planned', nearness: 'overdue', days: 3, cover: { kind: 'none', risk: null } }, 'high', 6],
    ['overdue with family at low risk is medium', { urgency: 'discharge', nearness: 'overdue', days: 3, cover: { kind: 'family', risk: 'low' } }, 'medium', 3],
    ['planned with steady cover is low, however long it waits', { urgency: 'planned', nearness: 'later', days: 90, cover: { kind: 'in-house', risk: 'low' } }, 'low', 1],
    ['from hospital with cover at high risk is high', { urgency: 'discharge', nearness: 'later', days: 1, cover: { kind: 'family', risk: 'high' } }, 'high', 5],
    ['cover that nobody recorded is not taken for none', { urgency: 'planned', nearness: 'later', days: 1, cover: null }, 'low', 2],
    ['an emergency is medium by itself, however far its day and steady the cover', { urgency: 'emergency', nearness: 'later', days: 0, cover: { kind: 'in-house', risk: 'low' } }, 'medium', 3],
    ['an emergency that is needed within two days is high', { urgency: 'emergency', nearness: 'soon', days: 0, cover: { kind: 'in-house', risk: 'low' } }, 'high', 5],
  ]
  for (const [name, facts, priority, points] of cases) {
    test(name, () => {
      const found = waitingPriority(facts)
      assert.deepEqual([found.priority, found.points], [priority, points])
      assert.equal(found.reasons.length > 0, points > 0)
    })
  }
})

describe('the cause of a wait', () => {
  test('is what most of those who declined said; silence counts only when nobody said anything', () => {
    assert.equal(waitingCause('z', { ...ended, declines: ['times', 'travel', 'travel'] }), 'travel')
    assert.equal(waitingCause('z', ended), 'no-reply')
  })
  test('of two reasons given as often is the one earlier in the list, in whatever order they came', () => {
    assert.equal(waitingCause('z', { ...ended, declines: ['two-workers', 'no-capacity'] }), 'no-capacity')
    assert.equal(waitingCause('z', { ...ended, declines: ['no-capacity', 'two-workers'] }), 'no-capacity')
  })
  test('a reason that is not in the list is another reason', () => { assert.equal(waitingCause('z', { ...ended, declines: ['new-code'] }), 'other') })
  test('of a search that asked nobody is the language only when it kept most of them out', () => {
    assert.equal(waitingCause('z', { ...ended, asked: 0, leftOut: ['language', 'language', 'rating'] }), 'language')
    assert.equal(waitingCause('z', { ...ended, asked: 0, leftOut: [] }), 'no-provider')
  })
})
