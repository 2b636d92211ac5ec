import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import type { PatternVisit } from '../../care/terms.ts'
import type { PatternChange } from '../terms/placement-life.ts'
import { changeCourse } from './change-approval.ts'
import { lifeStatus, patternOn, retainerDay } from './placement-life.ts'
import { stayFault } from './stay-faults.ts'

type Stay = readonly [fromOn: string, heldUntilOn: string, resumesOn?: string]
interface Cases {
  readonly status: readonly { readonly rule: string; readonly endsOn?: string; readonly stays?: readonly Stay[]; readonly is: string }[]
  readonly stay: readonly { readonly rule: string; readonly endsOn?: string; readonly stays?: readonly Stay[]; readonly from: string; readonly held: string; readonly refused: string }[]
  readonly retainer: readonly { readonly rule: string; readonly stays: readonly Stay[]; readonly on: string; readonly day: number | null }[]
  readonly change: readonly { readonly rule: string; readonly terms?: readonly [number, number]; readonly before: number; readonly after: number; readonly forGood?: boolean; readonly workers?: readonly [number, number]; readonly course: string; readonly clause: string }[]
}
const cases = parse(readFileSync(new URL('placement-life.cases.yaml', import.meta.url), 'utf8')) as Cases
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const dayOrNull = (text: string | undefined): Temporal.PlainDate | null => (text === undefined ? null : day(text))
const staysOf = (stays: readonly Stay[] = []) => stays.map(([from, held, resumes]) => ({ fromOn: day(from), heldUntilOn: day(held), resumesOn: dayOrNull(resumes) }))
const TODAY = day('2026-03-20')
const placement = (endsOn?: string) => ({ startsOn: day('2026-03-02'), endsOn: dayOrNull(endsOn) })

describe('where a placement stands', () => {
  for (const each of cases.status) test(each.rule, () => { assert.equal(lifeStatus(placement(each.endsOn), staysOf(each.stays), TODAY), each.is) })
})

describe('recording a stay in hospital', () => {
  for (const each of cases.stay) test(each.rule, () => { assert.equal(stayFault(placement(each.endsOn), staysOf(each.stays), { fromOn: day(each.from), heldUntilOn: day(each.held) }, TODAY)?.clause ?? '', each.refused) })
})

describe('the day of a stay for which a retainer may be paid', () => {
  for (const each of cases.retainer) test(each.rule, () => { assert.equal(retainerDay(staysOf(each.stays), day(each.on)) ?? null, each.day) })
})

describe('what is done with a change of the week', () => {
  for (const each of cases.change) {
    test(each.rule, () => {
      const [workersBefore, workersAfter] = each.workers ?? [1, 1]
      const decided = changeCourse({ beforeMinutes: each.before, afterMinutes: each.after, isForGood: each.forGood ?? false, workersBefore, workersAfter }, each.terms === undefined ? undefined : { tolerancePercent: each.terms[0], significantPercent: each.terms[1] })
      assert.deepEqual([decided.course, decided.reasons[0]?.clause], [each.course, each.clause])
    })
  }
})

const visit = (minutes: number): PatternVisit => ({ dayOfWeek: 1, earliestMinute: 480, latestMinute: 480, minutes, workers: 1, timeCritical: false })
const change = (minutes: number, fromOn: string, toOn: string | null, needsApproval: boolean, isApproved: boolean | null): PatternChange => ({
  id: String(minutes), placementId: '', fromOn: day(fromOn), toOn: dayOrNull(toOn ?? undefined), pattern: [visit(minutes)], weeklyMinutes: minutes, reason: '', needsApproval, reasons: [], askedAt: Temporal.Instant.from('2026-03-01T09:00:00Z'), askedBy: 'A',
  decision: isApproved === null ? null : { isApproved, note: null, decidedAt: Temporal.Instant.from('2026-03-01T10:00:00Z'), decidedBy: 'B' },
})

describe('the week that holds on a day', () => {
  const minutesOn = (on: string, ...changes: PatternChange[]): number => patternOn([visit(30)], changes, day(on))[0]?.minutes ?? 0
  test('is the package’s until a change is in force, and again after its last day', () => {
    const some = change(45, '2026-03-10', '2026-03-12', false, null)
    assert.deepEqual(['2026-03-09', '2026-03-10', '2026-03-12', '2026-03-13'].map((on) => minutesOn(on, some)), [30, 45, 45, 30])
  })
  test('is not one that waits for approval or was refused', () => {
    assert.deepEqual([null, false, true].map((approved) => minutesOn('2026-03-10', change(45, '2026-03-10', null, true, approved))), [30, 30, 45])
  })
  test('of changes in force is the one asked for last, one for some days before one for good', () => {
    assert.equal(minutesOn('2026-03-10', change(45, '2026-03-01', null, false, null), change(60, '2026-03-05', null, false, null)), 60)
    assert.equal(minutesOn('2026-03-10', change(45, '2026-03-10', '2026-03-12', false, null), change(60, '2026-03-05', null, false, null)), 45)
  })
})

test('a retainer day is a day in hospital, and never comes twice in one stay', () => {
  const offset = fc.integer({ min: 0, max: 40 })
  fc.assert(fc.property(offset, offset, offset, (from, held, resumes) => {
    const stay = { fromOn: TODAY.add({ days: from }), heldUntilOn: TODAY.add({ days: from + held }), resumesOn: TODAY.add({ days: from + resumes }) }
    const days = Array.from({ length: 100 }, (_, at) => retainerDay([stay], TODAY.add({ days: at }))).filter((each) => each !== undefined)
    assert.deepEqual(days, Array.from({ length: Math.min(held + 1, resumes) }, (_, at) => at + 1))
  }))
})
