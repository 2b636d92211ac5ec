import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import type { EventDetail, KeptEvent } from '../terms/check-in.ts'
import { checkInRecord } from './check-in-record.ts'

interface Event { in?: number; out?: number; said?: number; outcome?: 'no-access' | 'hospital'; adjust?: [number, number]; at?: number }
interface Case { title: string; events: Event[]; state: string; times?: [number | null, number | null]; outcome?: string; adjusted?: [number, number] }

const CALL = { method: 'tag' as const, isProven: true, metres: null, accuracyMetres: null, finding: null, reasonCode: null, note: null, saidSecond: null }

function kept(event: Event, place: number): KeptEvent {
  const at = (event.in ?? event.out ?? event.at ?? 0) * 60
  const said = event.said === undefined ? null : event.said * 60
  const detail: EventDetail =
    event.in !== undefined ? { kind: 'in', ...CALL, saidSecond: said }
    : event.out !== undefined ? { kind: 'out', ...CALL, saidSecond: said }
    : event.adjust !== undefined ? { kind: 'adjust', startSecond: event.adjust[0] * 60, endSecond: event.adjust[1] * 60, reasonCode: 'no-check-out', note: null, by: 'Office' }
    : { kind: 'outcome', outcome: event.outcome ?? 'no-access', words: null }
  return { id: `event-${String(place)}`, atSecond: at, detail }
}

for (const each of parse(readFileSync(path.join(import.meta.dirname, 'check-in-record.cases.yaml'), 'utf8')) as Case[]) {
  test(each.title, () => {
    const { state, record } = checkInRecord(each.events.map(kept))
    assert.equal(state, each.state)
    if (each.state !== 'recorded') return assert.equal(record, null)
    assert.equal(record?.outcome, each.outcome ?? 'delivered')
    const minute = (second: number | undefined): number | null => (second === undefined ? null : second / 60)
    assert.deepEqual([minute(record.checkIn?.atSecond), minute(record.checkOut?.atSecond)], each.times ?? [null, null])
    assert.deepEqual(record.adjusted === null ? undefined : [record.adjusted.startSecond / 60, record.adjusted.endSecond / 60], each.adjusted)
    return undefined
  })
}

const anEvent = fc.oneof(
  fc.record({ in: fc.integer({ min: 0, max: 90 }) }),
  fc.record({ out: fc.integer({ min: 0, max: 90 }) }),
  fc.record({ in: fc.integer({ min: 30, max: 90 }), said: fc.integer({ min: 0, max: 29 }) }),
  fc.record({ outcome: fc.constantFrom('no-access' as const, 'hospital' as const), at: fc.integer({ min: 0, max: 90 }) }),
  fc.record({ adjust: fc.constant<[number, number]>([0, 30]), at: fc.integer({ min: 0, max: 90 }) }),
)

test('whatever the order and however often the same events come, the record is the same', () => {
  fc.assert(
    fc.property(fc.array(anEvent, { maxLength: 12 }).chain((events) => fc.tuple(fc.constant(events.map(kept)), fc.array(fc.nat(), { maxLength: 30 }))), ([events, picks]) => {
      const repeated = [...events, ...picks.flatMap((pick) => events[pick % Math.max(1, events.length)] ?? [])]
      const shuffled = repeated.map((event, place) => ({ event, key: picks[place % Math.max(1, picks.length)] ?? 0 })).sort((a, b) => a.key - b.key).map(({ event }) => event)
      assert.deepEqual(checkInRecord(shuffled), checkInRecord(events))
    }),
  )
})

test('a record has both times or none, unless the office put them right, and never ends before it begins', () => {
  fc.assert(
    fc.property(fc.array(anEvent, { maxLength: 12 }), (events) => {
      const { record } = checkInRecord(events.map(kept))
      if (record === null) return
      const [from, to] = [record.checkIn?.atSecond, record.checkOut?.atSecond]
      if (record.adjusted === null) assert.equal(from === undefined, to === undefined)
      if (from !== undefined && to !== undefined) assert.ok(to >= from)
    }),
  )
})
