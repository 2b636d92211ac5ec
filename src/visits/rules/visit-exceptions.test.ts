import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import type { FoundException, Outcome } from '../terms.ts'
import { actualMinutes } from './actual-minutes.ts'
import { isSilenceMissed } from './day-covered.ts'
import { exceptionChanges } from './exception-changes.ts'
import { EXCEPTION_SETTINGS } from './exception-settings.ts'
import { overlappingWorkers, type WorkerRecord } from './overlapping-workers.ts'
import { judgePlanned, judgeUnplanned } from './visit-exceptions.ts'

interface Case {
  title: string
  plan: { at: number; minutes: number; workers?: number; window?: number; critical?: boolean }
  records: { outcome?: Outcome; at?: number; minutes?: number }[]
  silent?: boolean
  finds: { kind: string; facts: Record<string, unknown> }[]
}

const cases = parse(readFileSync(path.join(import.meta.dirname, 'visit-exceptions.cases.yaml'), 'utf8')) as Case[]

for (const each of cases) {
  test(each.title, () => {
    const { plan } = each
    const planned = { id: 7, startSecond: plan.at * 60, windowMinutes: plan.window ?? 0, minutes: plan.minutes, workers: plan.workers ?? 1, timeCritical: plan.critical ?? false }
    const records = each.records.map((record, index) => ({ id: index + 1, outcome: record.outcome ?? 'delivered', startSecond: record.at === undefined ? null : record.at * 60, actualMinutes: record.minutes ?? null }))
    const found = judgePlanned(planned, records, { isSilenceMissed: each.silent ?? false, tooLateFrom: null }, EXCEPTION_SETTINGS)
    assert.deepEqual(found.map((exception) => exception.kind), each.finds.map((expected) => expected.kind))
    found.forEach((exception, index) => {
      assert.equal(exception.plannedVisitId, 7)
      for (const [name, value] of Object.entries(each.finds[index]?.facts ?? {})) assert.equal(exception.facts[name], value, name)
    })
  })
}

test('a delivered record without a plan is unplanned; one that was cancelled is nothing', () => {
  const record = { id: 3, outcome: 'delivered' as Outcome, startSecond: 0, actualMinutes: 30 }
  assert.deepEqual(judgeUnplanned(record, false).map((found) => [found.kind, found.recordId, found.facts['hasPlacement']]), [['unplanned', 3, false]])
  assert.deepEqual(judgeUnplanned({ ...record, outcome: 'cancelled' }, true), [])
})

const worker = (id: number, who: string, from: number, to: number, outcome: Outcome = 'delivered'): WorkerRecord => ({ id, workerReference: who, plannedVisitId: null, outcome, startSecond: from * 60, endSecond: to * 60 })
const overlapsOf = (...records: WorkerRecord[]) => overlappingWorkers(records, () => EXCEPTION_SETTINGS).map((found) => [found.recordId, found.facts['overlapMinutes'], found.facts['otherRecordId']])

test('a care worker in two places at once is found at the later visit', () => {
  assert.deepEqual(overlapsOf(worker(1, 'W1', 480, 510), worker(2, 'W1', 500, 530)), [[2, 10, 1]])
})
test('visits that touch, or share less than two minutes, do not overlap', () => {
  assert.deepEqual(overlapsOf(worker(1, 'W1', 480, 510), worker(2, 'W1', 510, 540), worker(3, 'W1', 539, 560)), [])
})
test('two care workers at one visit do not overlap', () => {
  assert.deepEqual(overlapsOf(worker(1, 'W1', 480, 510), worker(2, 'W2', 480, 510)), [])
})
test('a short visit inside a long one is measured against the long one, and so is the next', () => {
  assert.deepEqual(overlapsOf(worker(1, 'W1', 480, 600), worker(2, 'W1', 490, 500), worker(3, 'W1', 590, 620)), [[2, 10, 1], [3, 10, 1]])
})
test('a visit that was cancelled overlaps nothing', () => {
  assert.deepEqual(overlapsOf(worker(1, 'W1', 480, 510), worker(2, 'W1', 480, 510, 'cancelled')), [])
})

test('seconds that do not fill a minute are cut off', () => {
  assert.equal(actualMinutes(0, 1799), 29)
  assert.equal(actualMinutes(0, 1800), 30)
})

test('silence is missed from 23:00 on, once half of the day’s visits have a record', () => {
  assert.equal(isSilenceMissed({ planned: 10, answered: 5 }, 100, 100), true)
  assert.equal(isSilenceMissed({ planned: 10, answered: 5 }, 99, 100), false)
  assert.equal(isSilenceMissed({ planned: 10, answered: 4 }, 100, 100), false)
  assert.equal(isSilenceMissed({ planned: 0, answered: 0 }, 100, 100), false)
})

test('what stands and is found again is left untouched; what is gone is cleared; what is new is added', () => {
  const late: FoundException = { kind: 'late', plannedVisitId: 1, recordId: null, facts: { minutesLate: 40, allowedMinutes: 30 } }
  const short: FoundException = { kind: 'short', plannedVisitId: 1, recordId: 2, facts: { actualMinutes: 10 } }
  assert.deepEqual(exceptionChanges([{ ...late, id: 1 }], [{ ...late, facts: { allowedMinutes: 30, minutesLate: 40 } }]), { add: [], clear: [] })
  assert.deepEqual(exceptionChanges([{ ...late, id: 1 }], [short]), { add: [short], clear: [1] })
  const later = { ...late, facts: { minutesLate: 50, allowedMinutes: 30 } }
  assert.deepEqual(exceptionChanges([{ ...late, id: 1 }], [later]), { add: [later], clear: [1] })
})
