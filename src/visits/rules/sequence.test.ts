import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import type { RecordContent } from '../terms.ts'
import { currentOf, fateOfRecord, type KnownVersion, type RecordFate } from './sequence.ts'

interface Case {
  title: string
  arrive: string[]
  fates: RecordFate[]
  holds: string
}

const cases = parse(readFileSync(path.join(import.meta.dirname, 'sequence.cases.yaml'), 'utf8')) as Case[]

const content = (sequence: number, says: string, changes: Partial<RecordContent> = {}): RecordContent => ({
  visitReference: 'V1', sequence, personReference: 'P1', workerReference: says, visitOn: '2026-03-02', plannedVisitId: null, dueSecond: null, claimedSecond: null, claimedMinutes: null,
  startSecond: 0, endSecond: 1800, actualMinutes: 30, checkInMethod: 'app', checkOutMethod: 'app', outcome: 'delivered', noticeHours: null, secondWorker: false, details: null, ...changes,
})

/** Takes versions in one after the other, as an import does. */
function takeIn(versions: readonly RecordContent[]): { fates: RecordFate[]; held: KnownVersion[] } {
  let held: KnownVersion[] = []
  const fates = versions.map((sent) => {
    const fate = fateOfRecord(held, sent)
    const current = currentOf(held)
    if (fate === 'new' || fate === 'changed' || fate === 'older') held = [...held, sent]
    if (fate === 'confirmed') held = held.map((version) => (version === current ? { ...version, confirmedSequence: sent.sequence } : version))
    return fate
  })
  return { fates, held }
}

for (const each of cases) {
  test(each.title, () => {
    const { fates, held } = takeIn(each.arrive.map((words) => content(Number.parseInt(words, 10), words.slice(-1))))
    assert.deepEqual(fates, each.fates)
    assert.equal(currentOf(held)?.workerReference, each.holds)
  })
}

test('a higher sequence that only names another planned visit replaces', () => assert.equal(fateOfRecord([content(1, 'A')], content(2, 'A', { plannedVisitId: 9 })), 'changed'))

test('after any order of arrival, with repeats, what the highest sequence says holds, and nothing contradicts', () => {
  const history = fc.uniqueArray(fc.record({ sequence: fc.integer({ min: 0, max: 9 }), says: fc.constantFrom('A', 'B', 'C') }), { selector: (each) => each.sequence, minLength: 1, maxLength: 6 })
  const arrivals = history.chain((versions) => fc.tuple(fc.constant(versions), fc.shuffledSubarray([...versions, ...versions], { minLength: versions.length * 2 })))
  fc.assert(
    fc.property(arrivals, ([versions, arrival]) => {
      const { fates, held } = takeIn(arrival.map(({ sequence, says }) => content(sequence, says)))
      const highest = versions.reduce((a, b) => (b.sequence > a.sequence ? b : a))
      assert.equal(currentOf(held)?.workerReference, highest.says)
      assert.ok(!fates.includes('contradiction'))
    }),
    { numRuns: 1000 },
  )
})
