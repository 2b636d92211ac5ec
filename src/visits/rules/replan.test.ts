import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { replan } from './replan.ts'

const call = fc.record({ startSecond: fc.nat({ max: 3 }), windowMinutes: fc.constant(0), minutes: fc.constantFrom(30, 45), workers: fc.constantFrom(1, 2), timeCritical: fc.constant(false), isHeld: fc.boolean() })
type Call = { startSecond: number; minutes: number; workers: number; isHeld: boolean }
const key = (each: Call): string => [each.startSecond, each.minutes, each.workers].join(' ')
const wanted = fc.uniqueArray(call, { selector: key })

test('what stands after it is what was wanted, once, and a second time there is nothing to do', () => {
  fc.assert(fc.property(fc.uniqueArray(call, { selector: (each) => `${key(each)} ${String(each.isHeld)}` }), wanted, (standing, want) => {
    const { add, hold, withdraw, letGo } = replan(standing, want)
    const gone = new Set<Call>([...withdraw, ...letGo])
    const after = [...standing.filter((each) => !gone.has(each)).map((each) => ((hold as readonly Call[]).includes(each) ? { ...each, isHeld: true } : each)), ...add]
    const text = (each: Call): string => `${key(each)} ${String(each.isHeld)}`
    assert.deepEqual(after.map(text).toSorted(), want.map(text).toSorted())
    assert.deepEqual(replan(after, want), { add: [], hold: [], withdraw: [], letGo: [] })
  }))
})

test('a visit that was held comes back as another one, so that its retainer can be taken back and its care be paid', () => {
  const held = { startSecond: 0, windowMinutes: 0, minutes: 30, workers: 1, timeCritical: false, isHeld: true }
  const care = { ...held, isHeld: false }
  assert.deepEqual(replan([held], [care]), { add: [care], hold: [], withdraw: [], letGo: [held] })
  assert.deepEqual(replan([care], [held]), { add: [], hold: [care], withdraw: [], letGo: [] })
})
