import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { matchVisits, type PlannedSeats, type RecordToMatch } from './match-visits.ts'

interface Case {
  title: string
  planned: { id: number; at: number; workers?: number; window?: number }[]
  records: { ref: string; at: number | null; names?: number }[]
  answers: (number | null)[]
}

const cases = parse(readFileSync(path.join(import.meta.dirname, 'match-visits.cases.yaml'), 'utf8')) as Case[]

for (const each of cases) {
  test(each.title, () => {
    const planned = each.planned.map((visit): PlannedSeats => ({ plannedVisitId: visit.id, startSecond: visit.at * 60, windowMinutes: visit.window ?? 0, free: visit.workers ?? 1 }))
    const records = each.records.map((record): RecordToMatch => ({ visitReference: record.ref, plannedVisitId: record.names ?? null, startSecond: record.at === null ? null : record.at * 60 }))
    assert.deepEqual(matchVisits(planned, records), each.answers)
  })
}

const seats = fc.uniqueArray(
  fc.record({ plannedVisitId: fc.integer({ min: 1, max: 8 }), startSecond: fc.integer({ min: 0, max: 86_399 }), windowMinutes: fc.constantFrom(0, 0, 60), free: fc.integer({ min: 0, max: 2 }) }),
  { selector: (visit) => visit.plannedVisitId, maxLength: 6 },
)
const sent = fc.uniqueArray(
  fc.record({ visitReference: fc.string({ minLength: 1, maxLength: 3 }), plannedVisitId: fc.option(fc.integer({ min: 1, max: 9 })), startSecond: fc.option(fc.integer({ min: 0, max: 86_399 })) }),
  { selector: (record) => record.visitReference, maxLength: 10 },
)

test('no planned visit takes more records than it has places, and every record has one answer', () => {
  fc.assert(
    fc.property(seats, sent, (planned, records) => {
      const answers = matchVisits(planned, records)
      assert.equal(answers.length, records.length)
      for (const visit of planned) assert.ok(answers.filter((id) => id === visit.plannedVisitId).length <= visit.free)
      const known = new Set(planned.map((visit) => visit.plannedVisitId))
      for (const id of answers) assert.ok(id === null || known.has(id))
    }),
  )
})

test('the order of the rows in the file changes nothing', () => {
  fc.assert(
    fc.property(seats, sent, (planned, records) => {
      const forwards = matchVisits(planned, records)
      const backwards = matchVisits(planned.toReversed(), records.toReversed()).toReversed()
      assert.deepEqual(backwards, forwards)
    }),
  )
})

test('no record is left unplanned while a place within reach is free', () => {
  fc.assert(
    fc.property(seats, sent, (planned, records) => {
      const answers = matchVisits(planned, records)
      records.forEach((record, index) => {
        if (answers[index] !== null || record.startSecond === null) return
        for (const visit of planned) {
          const used = answers.filter((id) => id === visit.plannedVisitId).length
          assert.ok(used >= visit.free || Math.abs(record.startSecond - visit.startSecond) > 180 * 60)
        }
      })
    }),
  )
})
