import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { RecordDetails } from '../terms/record-details.ts'
import { DECISION_KINDS } from '../terms/exception-decision.ts'
import { EXCEPTION_KINDS } from '../terms.ts'
import { USUAL_EXCEPTIONS } from '../terms/exception-settings.ts'
import { EXCEPTION_SETTINGS, settingsOn } from './exception-settings.ts'
import { impossibleTravel, type TravelRecord } from './impossible-travel.ts'
import { metresBetween } from '../../kernel/metres-between.ts'
import { decisionFault } from './may-decide.ts'
import { judgeRecord, type RecordOrigin } from './record-exceptions.ts'
import { turnCases } from './turn-cases.ts'
import { missedJudge, type PlannedInTime } from './when-missed.ts'

const NOTHING: RecordDetails = { rosteredMinutes: null, adjustedStartSecond: null, adjustedEndSecond: null, adjustedMinutes: null, adjustedBy: null, adjustedAtSecond: null, reasonCode: null, reasonNote: null, checkInMetres: null, checkOutMetres: null, verification: null, travelMinutes: null, travelMileHundredths: null, travelMode: null, calls: null, changes: null }
const record = (changes: Partial<RecordOrigin>): RecordOrigin => ({ id: 1, plannedVisitId: 7, outcome: 'delivered', startSecond: 0, endSecond: 1800, actualMinutes: 30, checkInMethod: 'app', checkOutMethod: 'app', details: null, ...changes })
const kindsOf = (changes: Partial<RecordOrigin>) => judgeRecord(record(changes), EXCEPTION_SETTINGS).map((found) => found.kind)

test('a call entered by hand, and times without any call, are manual entries', () => {
  assert.deepEqual(kindsOf({ checkInMethod: 'manual' }), ['manual-entry'])
  assert.deepEqual(kindsOf({ startSecond: null, endSecond: null, actualMinutes: null, checkInMethod: null, checkOutMethod: null, details: { ...NOTHING, adjustedStartSecond: 0, adjustedEndSecond: 60, adjustedMinutes: 1 } }), ['manual-entry'])
  assert.deepEqual(kindsOf({}), [])
})
test('a call further from the home than allowed is away from it; the edge and what was not measured are not', () => {
  assert.deepEqual(kindsOf({ details: { ...NOTHING, checkInMetres: 200, checkOutMetres: null } }), [])
  assert.deepEqual(kindsOf({ details: { ...NOTHING, checkInMetres: 3, checkOutMetres: 201 } }), ['outside-geofence'])
})
test('a log-in without a log-out is told; of a cancelled visit nothing is', () => {
  assert.deepEqual(kindsOf({ endSecond: null, actualMinutes: null, details: { ...NOTHING, adjustedMinutes: 30 } }), ['no-out-call'])
  assert.deepEqual(kindsOf({ outcome: 'cancelled', checkInMethod: 'manual' }), [])
})

// One hundredth of a degree of latitude is 1,112 metres.
const homes = new Map([['a', { longitude: -1, latitude: 52 }], ['b', { longitude: -1, latitude: 52.1 }]])
const call = (id: number, personId: string, from: number, to: number): TravelRecord => ({ id, personId, workerReference: 'W', plannedVisitId: null, outcome: 'delivered', startSecond: from * 60, endSecond: to * 60 })
const travels = (...records: TravelRecord[]) => impossibleTravel(records, homes, () => EXCEPTION_SETTINGS).map((found) => [found.recordId, found.facts['gapMinutes'], found.facts['neededMinutes']])

test('eleven kilometres take fourteen minutes at 48 km/h: less is impossible, as much is not', () => {
  assert.equal(Math.round(metresBetween({ longitude: -1, latitude: 52 }, { longitude: -1, latitude: 52.1 })), 11120)
  assert.deepEqual(travels(call(1, 'a', 0, 30), call(2, 'b', 43, 60)), [[2, 13, 14]])
  assert.deepEqual(travels(call(1, 'a', 0, 30), call(2, 'b', 44, 60)), [])
})
test('the same home, an unknown home and visits that share a time are passed over', () => {
  assert.deepEqual(travels(call(1, 'a', 0, 30), call(2, 'a', 30, 60)), [])
  assert.deepEqual(travels(call(1, 'a', 0, 30), call(2, 'x', 30, 60)), [])
  assert.deepEqual(travels(call(1, 'a', 0, 30), call(2, 'b', 20, 60)), [])
})
test('more time between two visits never makes a way impossible that was possible', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (gap, more) => travels(call(1, 'a', 0, 30), call(2, 'b', 30 + gap, 200)).length >= travels(call(1, 'a', 0, 30), call(2, 'b', 30 + gap + more, 300)).length))
})

const visit = (id: number, at: number): PlannedInTime => ({ id, placementId: 'p', personId: 'a', visitOn: '2026-03-02', startSecond: at * 60, windowMinutes: 0 })
const MORNING = [visit(1, 480), visit(2, 720), visit(3, 1080)]
const missedAt = (rule: 'by-time' | 'before-next' | 'merged', now: number, delivered: readonly number[]) => {
  const judge = missedJudge({ planned: MORNING, isAnswered: (id) => delivered.includes(id), isDelivered: (id) => delivered.includes(id), settingsAt: () => ({ ...EXCEPTION_SETTINGS, missed: { rule, clockMinute: 1380 } }), nowSecond: now * 60, clockSecond: (_, minute) => minute * 60 })
  return MORNING.filter((each) => !delivered.includes(each.id) && judge(each).isSilenceMissed).map((each) => each.id)
}
test('by time: silence is missed at 23:00 and not before', () => {
  assert.deepEqual([missedAt('by-time', 1379, [1, 3]), missedAt('by-time', 1380, [1, 3])], [[], [2]])
})
test('before the next visit: silence is missed at its planned start, the last visit by time', () => {
  assert.deepEqual([missedAt('before-next', 1079, [1]), missedAt('before-next', 1080, [1])], [[], [2]])
  assert.deepEqual([missedAt('before-next', 1379, [1, 2]), missedAt('before-next', 1380, [1, 2])], [[], [3]])
})
test('merged: silence is missed as soon as the next visit was made', () => {
  assert.deepEqual([missedAt('merged', 1000, [1]), missedAt('merged', 1100, [1, 3])], [[], [2]])
})
test('before the next visit: a start from then on comes too late', () => {
  const judge = missedJudge({ planned: MORNING, isAnswered: () => true, isDelivered: () => true, settingsAt: () => ({ ...EXCEPTION_SETTINGS, missed: { rule: 'before-next', clockMinute: 1380 } }), nowSecond: 0, clockSecond: () => 0 })
  assert.deepEqual(MORNING.map((each) => judge(each).tooLateFrom), [720 * 60, 1080 * 60, null])
})

test('settings hold from their first day; of one first day those set last; without any, what is usual', () => {
  const set = (id: number, fromOn: string) => ({ id, frameworkId: 'f', fromOn: Temporal.PlainDate.from(fromOn), document: USUAL_EXCEPTIONS, source: '', setAt: Temporal.Instant.from('2026-01-01T00:00:00Z'), setBy: '' })
  const versions = [set(1, '2026-03-01'), set(2, '2026-03-01'), set(3, '2026-02-01')]
  assert.deepEqual(['2026-01-31', '2026-02-28', '2026-03-01'].map((on) => settingsOn(versions, 'f', on).version), ['exceptions-1', 'exceptions-4', 'exceptions-3'])
  assert.equal(settingsOn(versions, 'g', '2026-03-01').version, 'exceptions-1')
})

test('every exception is somebody’s turn, one side’s only, and what must be fixed is the provider’s', () => {
  const [provider, council] = [turnCases('provider'), turnCases('council')]
  assert.equal(provider.length + council.length, EXCEPTION_KINDS.length * 4)
  assert.ok(council.every((each) => each.treatment === 'acknowledge'))
})
test('a provider never decides whether a visit is paid, nor acknowledges what must be fixed', () => {
  for (const kind of EXCEPTION_KINDS) for (const decision of DECISION_KINDS) {
    assert.ok(decisionFault({ kind, facts: {}, treatment: 'fix', isCleared: false, decision: null }, decision, 'provider') !== undefined)
  }
})
test('what was let pass is not decided again; what stays unpaid may be let pass later', () => {
  const exception = { kind: 'long', facts: {}, treatment: 'fix', isCleared: false } as const
  assert.equal(decisionFault({ ...exception, decision: 'accepted' }, 'upheld', 'council')?.clause, 'accepted-before')
  assert.equal(decisionFault({ ...exception, decision: 'upheld' }, 'accepted', 'council'), undefined)
  assert.equal(decisionFault({ ...exception, decision: null, isCleared: true }, 'accepted', 'council')?.clause, 'cleared')
})
