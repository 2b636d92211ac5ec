import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlannedRoundVisit } from '../../actions/rounds.ts'
import { checkInRecord } from '../../rules/check-in-record.ts'
import { roundGroups, roundPages } from './groups.ts'

const visit = (plannedVisitId: number, area: string, ...workers: (string | null)[]): PlannedRoundVisit => ({
  plannedVisitId, placementId: 'p', personId: 'x', visitOn: '2026-03-10', startSecond: plannedVisitId * 600, windowMinutes: 0, minutes: 30, workers: workers.length, isTimeCritical: false, reference: 'P1', initials: 'AC', area,
  places: workers.map((workerReference, at) => ({ seat: at === 0 ? 1 : 2, workerReference, standing: checkInRecord([]) })),
})
const workers = [{ reference: 'W-2', name: 'Ada Finch', addedAt: Temporal.Instant.from('2026-01-01T00:00:00Z'), link: null }, { reference: 'W-1', name: 'Wren', addedAt: Temporal.Instant.from('2026-01-01T00:00:00Z'), link: null }]
const visits = [visit(1, 'NN13', 'W-1', null), visit(2, 'NN13', 'W-2'), visit(3, 'NN4', 'W-1')]
const shown = (worker: string, area: string) => roundGroups({ visits, workers }, { worker, area }).map(({ title, places }) => [title, places.map((each) => each.visit.plannedVisitId).join(' ')])

test('each place stands once: first those that nobody goes to, then each care worker’s round by name', () => {
  assert.deepEqual(shown('', ''), [['Nobody yet: 1 place', '1'], ['Ada Finch (W-2): 1 visit', '2'], ['Wren (W-1): 2 visits', '1 3']])
})

test('part of a name or a reference, “nobody” and an area are looked for, together too', () => {
  assert.deepEqual(shown('finch', ''), [['Ada Finch (W-2): 1 visit', '2']])
  assert.deepEqual(shown('w-1', 'NN13'), [['Wren (W-1): 1 visit', '1']])
  assert.deepEqual(shown('nobody', 'NN4'), [])
})

test('many places with nobody are groups of thirty, and none is left out', () => {
  const many = Array.from({ length: 61 }, (_, nr) => visit(nr + 1, 'NN4', null))
  const groups = roundGroups({ visits: many, workers }, { worker: '', area: '' })
  assert.deepEqual(groups.map(({ title, places }) => [title, places.length]), [['Nobody yet: places 1 to 30 of 61', 30], ['Nobody yet: places 31 to 60 of 61', 30], ['Nobody yet: places 61 to 61 of 61', 1]])
})

test('a page takes whole groups up to forty places, a larger group has one to itself, and there is always a page', () => {
  const groupOf = (count: number) => ({ title: '', places: Array.from({ length: count }, (_, nr) => ({ visit: visit(nr, 'NN4', null), place: { seat: 1 as const, workerReference: null, standing: checkInRecord([]) } })) })
  const sizes = (...counts: number[]) => roundPages(counts.map(groupOf)).map((page) => page.map(({ places }) => places.length))
  assert.deepEqual(sizes(30, 30, 21, 8, 8, 8), [[30], [30], [21, 8, 8], [8]])
  assert.deepEqual(sizes(50, 10, 30), [[50], [10, 30]])
  assert.deepEqual(sizes(), [[]])
})
