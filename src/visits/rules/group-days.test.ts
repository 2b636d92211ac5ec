import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { groupDays } from './group-days.ts'

const on = (day: number): string => `2026-03-${String(day).padStart(2, '0')}`
const short = (groups: ReturnType<typeof groupDays>) => groups.map((group) => [Number(group.firstOn.slice(8)), Number(group.lastOn.slice(8)), group.rows])

test('a group ends with the day on which it has rows enough', () => {
  assert.deepEqual(short(groupDays([{ on: on(1), rows: 5 }, { on: on(2), rows: 5 }, { on: on(4), rows: 20 }, { on: on(5), rows: 1 }], [], 10)), [[1, 2, 10], [4, 4, 20], [5, 5, 1]])
})

test('days between which a visit moved stay together, with all days between them, also when one of the two is only held', () => {
  const days = [1, 2, 3, 4, 5].map((day) => ({ on: on(day), rows: 10 }))
  assert.deepEqual(short(groupDays(days, [{ fromOn: on(2), toOn: on(4) }, { fromOn: on(5), toOn: on(9) }], 1)), [[1, 1, 10], [2, 4, 30], [5, 9, 10]])
})

test('a file without any date is one group', () => {
  assert.deepEqual(groupDays([], [], 10), [{ firstOn: '', lastOn: '', rows: 0 }])
})

test('whatever the links, groups are in order, hold every day once, and no link leaves its group', () => {
  const day = fc.integer({ min: 1, max: 31 })
  const link = fc.tuple(day, day).map(([a, b]) => ({ fromOn: on(Math.min(a, b)), toOn: on(Math.max(a, b)) }))
  fc.assert(fc.property(fc.uniqueArray(day, { minLength: 1 }), fc.array(link, { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), (days, links, least) => {
    const groups = groupDays(days.sort((a, b) => a - b).map((each) => ({ on: on(each), rows: each })), links, least)
    const groupOf = (date: string) => groups.filter((group) => group.firstOn <= date && date <= group.lastOn)
    groups.forEach((group, at) => { assert.ok(group.firstOn <= group.lastOn && group.firstOn > (groups[at - 1]?.lastOn ?? '')) })
    for (const each of days) assert.equal(groupOf(on(each)).length, 1)
    for (const { fromOn, toOn } of links) assert.deepEqual(groupOf(fromOn), groupOf(toOn))
    assert.equal(groups.reduce((sum, group) => sum + group.rows, 0), days.reduce((sum, each) => sum + each, 0))
  }))
})
