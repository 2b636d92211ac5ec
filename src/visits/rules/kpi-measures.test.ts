import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { OUTCOMES } from '../terms.ts'
import { EXCLUSION_WORDS, MEASURES, type Measure, type Measures } from '../terms/kpi.ts'
import { CHECK_METHODS, TRAVEL_MODES } from '../terms/record-details.ts'
import { KPI_DEFINITIONS } from './kpi-definitions.ts'
import { continuityMeasures, recordMeasures, visitMeasures, type KpiRecord, type KpiVisit } from './kpi-measures.ts'
import { addMeasures, kpiValue, measureOf } from './kpi-value.ts'

interface Cases {
  visits: { rule: string; visit: Partial<KpiVisit>; adds: Measures }[]
  records: { rule: string; record: Partial<KpiRecord>; adds: Measures }[]
  continuity: { rule: string; workers: (string | null)[]; usual: number; adds: Measures }[]
}
const cases = parse(readFileSync(path.join(import.meta.dirname, 'kpi-measures.cases.yaml'), 'utf8')) as Cases

const VISIT: KpiVisit = { startSecond: 36_000, windowMinutes: 0, minutes: 30, workers: 1, timeCritical: false, isFoundMissed: false, allowedMinutes: 30, records: [] }
const RECORD: KpiRecord = { hasPlacement: true, outcome: 'delivered', checkInMethod: 'app', checkOutMethod: 'app', calledIn: true, calledOut: true, adjustedMinutes: null, actualMinutes: 30, travelMinutes: null, travelMileHundredths: null, travelMode: null }

for (const { rule, visit, adds } of cases.visits) test(rule, () => assert.deepEqual(above(visitMeasures({ ...VISIT, ...visit })), adds))
for (const { rule, record, adds } of cases.records) test(rule, () => assert.deepEqual(above(recordMeasures({ ...RECORD, ...record })), adds))
for (const { rule, workers, usual, adds } of cases.continuity) test(rule, () => assert.deepEqual(above(continuityMeasures(workers, usual)), adds))

const minutes = fc.integer({ min: 0, max: 300 })
const visits = fc.record({
  startSecond: fc.constant(36_000), windowMinutes: fc.constantFrom(0, 60), minutes: fc.integer({ min: 5, max: 120 }), workers: fc.constantFrom(1, 2), timeCritical: fc.boolean(), isFoundMissed: fc.boolean(), allowedMinutes: fc.constantFrom(0, 15, 30),
  records: fc.array(fc.record({ outcome: fc.constantFrom(...OUTCOMES), startSecond: fc.option(fc.integer({ min: 30_000, max: 45_000 })), minutes: fc.option(minutes) }), { maxLength: 3 }),
})
const method = fc.option(fc.constantFrom(...CHECK_METHODS))
const records = fc.record({
  hasPlacement: fc.boolean(), outcome: fc.constantFrom(...OUTCOMES), checkInMethod: method, checkOutMethod: method, calledIn: fc.boolean(), calledOut: fc.boolean(), adjustedMinutes: fc.option(minutes), actualMinutes: fc.option(minutes),
  travelMinutes: fc.option(minutes), travelMileHundredths: fc.option(minutes), travelMode: fc.option(fc.constantFrom(...TRAVEL_MODES)),
})
const parts = fc.tuple(fc.array(visits), fc.array(records), fc.array(fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e')), { maxLength: 12 }))).map(([some, others, placements]) => [
  ...some.map(visitMeasures), ...others.map(recordMeasures), ...placements.map((workers) => continuityMeasures(workers, 3)),
])

test('no share is above 100%, none below nought, and nothing is both counted and left out', () => {
  fc.assert(fc.property(parts, (each) => {
    const total = addMeasures(each)
    for (const definition of KPI_DEFINITIONS) {
      const { value, numerator, denominator } = kpiValue(definition, total)
      assert.equal(value === null, denominator === 0)
      if (definition.unit === 'share') assert.ok(numerator >= 0 && numerator <= denominator, definition.key)
    }
    assert.equal(measureOf(total, 'planned'), ['cancelled', 'hospital', 'not_required', 'refused', 'no_access', 'unrecorded', 'due'].reduce((sum, key) => sum + measureOf(total, key as Measure), 0))
    assert.equal(measureOf(total, 'worked'), measureOf(total, 'electronic') + measureOf(total, 'by_hand') + measureOf(total, 'method_unknown'))
  }))
})

test('the KPI of all is that of the parts added up, however they are parted', () => {
  fc.assert(fc.property(parts, fc.integer({ min: 1, max: 5 }), (each, into) => {
    const groups = Array.from({ length: into }, (_, group) => addMeasures(each.filter((_part, place) => place % into === group)))
    for (const definition of KPI_DEFINITIONS) assert.deepEqual(kpiValue(definition, addMeasures(groups)), kpiValue(definition, addMeasures(each)))
  }))
})

test('whatever is left out has words', () => {
  for (const { key, excluded } of KPI_DEFINITIONS) for (const measure of excluded) assert.ok(EXCLUSION_WORDS[measure], `${key}: ${measure}`)
  assert.equal(new Set(MEASURES).size, MEASURES.length)
})

function above(measures: Measures): Measures {
  return Object.fromEntries(Object.entries(measures).filter(([, value]) => value > 0))
}
