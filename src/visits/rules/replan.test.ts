import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { HeldFor } from '../terms.ts'
import { replan } from './replan.ts'

const call = fc.record({ startSecond: fc.nat({ max: 3 }), windowMinutes: fc.constant(0), minutes: fc.constantFrom(30, 45), workers: fc.constantFrom(1, 2), timeCritical: fc.constant(false), heldFor: fc.constantFrom<HeldFor | null>(null, 'hospital-stay', 'holiday') })
type Call = { startSecond: number; minutes: number; workers: number; heldFor: HeldFor | null }
const key = (each: Call): string => [each.startSecond, each.minutes, each.workers].join(' ')
const wanted = fc.uniqueArray(call, { selector: key })

test('what stands after it is what was wanted, once, and a second time there is nothing to do', () => {
  fc.assert(fc.property(fc.uniqueArray(call, { selector: (each) => `${key(each)} ${String(each.heldFor)}` }), wanted, (standing, want) => {
    const { add, hold, withdraw, letGo } = replan(standing, want)
    const gone = new Set<Call>([...withdraw, ...letGo])
    const after = [...standing.filter((each) => !gone.has(each)).map((each) => ({ ...each, heldFor: hold.find(({ visit }) => visit === each)?.heldFor ?? each.heldFor })), ...add]
    const text = (each: Call): string => `${key(each)} ${String(each.heldFor)}`
    assert.deepEqual(after.map(text).toSorted(), want.map(text).toSorted())
    assert.deepEqual(replan(after, want), { add: [], hold: [], withdraw: [], letGo: [] })
  }))
})

test('a visit that was held comes back as another one, so that its retainer can be taken back and its care be paid', () => {
  const held = { startSecond: 0, windowMinutes: 0, minutes: 30, workers: 1, timeCritical: false, heldFor: 'hospital-stay' as const }
  const care = { ...held, heldFor: null }
  assert.deepEqual(replan([held], [care]), { add: [care], hold: [], withdraw: [], letGo: [held] })
  assert.deepEqual(replan([care], [held]), { add: [], hold: [{ visit: care, heldFor: 'hospital-stay' }], withdraw: [], letGo: [] })
})

test('a visit held for another reason than before stays the same visit, and is held anew', () => {
  const held = { startSecond: 0, windowMinutes: 0, minutes: 30, workers: 1, timeCritical: false, heldFor: 'holiday' as const }
  assert.deepEqual(replan([held], [{ ...held, heldFor: 'hospital-stay' }]), { add: [], hold: [{ visit: held, heldFor: 'hospital-stay' }], withdraw: [], letGo: [] })
})
