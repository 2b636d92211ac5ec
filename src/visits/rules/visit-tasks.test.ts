import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { EventDetail, KeptEvent } from '../terms/check-in.ts'
import type { DayPart } from '../../kernel/day-part.ts'
import { tasksOfVisit } from './tasks-of-visit.ts'
import { faultOfTasks, tasksOfText, visitCare } from './visit-tasks.ts'

const said = (id: string, atSecond: number, detail: EventDetail): KeptEvent => ({ id, atSecond, detail })
const events: KeptEvent[] = [
  said('a', 10, { kind: 'task', task: 'Breakfast', done: false, reason: 'Not hungry' }),
  said('b', 20, { kind: 'task', task: 'Breakfast', done: true, reason: null }),
  said('c', 30, { kind: 'task', task: 'Fed the cat', done: true, reason: null }),
  said('d', 30, { kind: 'note', words: 'All well' }),
  said('e', 40, { kind: 'sign', by: 'person', words: 'A.C.' }),
]

test('of a task said twice the last holds, what nobody said is open, and what is not on the list is kept', () => {
  assert.deepEqual(visitCare(['Medicines', 'Breakfast'], events), {
    tasks: [{ task: 'Medicines', done: null, reason: null }, { task: 'Breakfast', done: true, reason: null }, { task: 'Fed the cat', done: true, reason: null }],
    notes: ['All well'],
    signedBy: 'The person (A.C.)',
  })
})

test('property: in whatever order and however often events come, the visit says the same', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(events, { minLength: events.length }), fc.subarray(events), (shuffled, again) => {
      assert.deepEqual(visitCare(['Breakfast'], [...shuffled, ...again]), visitCare(['Breakfast'], events))
    }),
  )
})

test('a list counts from its day on for visits of its placement and part of the day, and visits of earlier days keep theirs', () => {
  const list = (placementId: string, dayPart: DayPart, at: string, task: string) => ({ placementId, dayPart, tasks: [task], saidAt: Temporal.Instant.from(at) })
  const lists = [list('p', 'morning', '2026-03-12T20:00:00Z', 'new'), list('q', 'morning', '2026-03-11T08:00:00Z', 'another’s'), list('p', 'lunch', '2026-03-11T08:00:00Z', 'lunch'), list('p', 'morning', '2026-03-10T12:00:00Z', 'old')]
  const on = (visitOn: string) => tasksOfVisit(lists, { placementId: 'p', visitOn, startSecond: Temporal.Instant.from(`${visitOn}T07:30:00Z`).epochMilliseconds / 1000 })?.tasks[0]
  assert.deepEqual([on('2026-03-09'), on('2026-03-10'), on('2026-03-11'), on('2026-03-12')], [undefined, 'old', 'old', 'new'])
})

test('tasks are one on a line, each once', () => {
  assert.deepEqual(tasksOfText(' Breakfast \r\n\nMedicines\n Breakfast\n'), ['Breakfast', 'Medicines'])
})

test('a list of tasks is kept unless it has too many, one that is too long, or is the newest already', () => {
  assert.equal(faultOfTasks(['Breakfast'], undefined, 'morning'), undefined)
  assert.equal(faultOfTasks([], ['Breakfast'], 'morning'), undefined)
  assert.equal(faultOfTasks(['Breakfast'], ['Breakfast'], 'morning')?.words, 'The list of the morning is this one already')
  assert.equal(faultOfTasks(Array.from({ length: 21 }, (_, nr) => `Task ${String(nr)}`), undefined, 'tea')?.clause, 'too-many-tasks')
  assert.equal(faultOfTasks(['x'.repeat(101)], undefined, 'tea')?.clause, 'task-too-long')
})
