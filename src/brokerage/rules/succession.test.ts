import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import type { PatternVisit } from '../../care/terms.ts'
import type { PatternChange } from '../terms/placement-life.ts'
import { patternOn } from './placement-life.ts'
import { passingOf, subcontractsPassing, successionFault } from './succession.ts'

interface Cases {
  readonly fault: readonly { readonly rule: string; readonly fromOn?: string; readonly same?: true; readonly leftOn?: string; readonly successorLeftOn?: string; readonly suspended?: true; readonly expected?: string; readonly is: string }[]
  readonly passing: readonly { readonly rule: string; readonly startsOn?: string; readonly endsOn?: string; readonly fromOn: string; readonly lastOn?: string; readonly begins?: string; readonly stays?: string }[]
}
const cases = parse(readFileSync(new URL('succession.cases.yaml', import.meta.url), 'utf8')) as Cases
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const dayOrNull = (text: string | undefined): Temporal.PlainDate | null => (text === undefined ? null : day(text))
const TODAY = day('2026-01-12')
const AT = Temporal.Instant.from('2026-01-12T09:00:00Z')
const week = (minutes: number): PatternVisit[] => [{ dayOfWeek: 1, earliestMinute: 480, latestMinute: 480, minutes, workers: 1, timeCritical: false }]
const aChange = (fromOn: Temporal.PlainDate, toOn: Temporal.PlainDate | null, minutes: number, isApproved: boolean | null): PatternChange => ({ id: 'c', placementId: 'p', fromOn, toOn, pattern: week(minutes), weeklyMinutes: minutes, reason: '', needsApproval: isApproved !== true, reasons: [], askedAt: AT, askedBy: '', decision: isApproved === null ? null : { isApproved, note: null, decidedAt: AT, decidedBy: '' } })

describe('what stands in the way of a succession', () => {
  for (const each of cases.fault) {
    test(each.rule, () => {
      const fault = successionFault({
        provider: { id: 'a', name: 'A', leftOn: dayOrNull(each.leftOn) },
        successor: { id: each.same === true ? 'a' : 'b', name: 'B', leftOn: dayOrNull(each.successorLeftOn), isSuspended: each.suspended === true },
        fromOn: day(each.fromOn ?? '2026-01-20'),
        expectedFrom: each.expected === undefined ? [] : [day(each.expected)],
        today: TODAY,
      })
      assert.equal(fault?.clause ?? '', each.is)
    })
  }
})

describe('how a placement passes on', () => {
  for (const each of cases.passing) {
    test(each.rule, () => {
      const how = passingOf({ startsOn: day(each.startsOn ?? '2026-01-05'), endsOn: dayOrNull(each.endsOn) }, { changes: [], stays: [], handBack: null, absences: [], prices: [] }, week(30), day(each.fromOn))
      if ('stays' in how) assert.equal(how.stays.clause, each.stays)
      else assert.deepEqual([how.passing.lastOn.toString(), how.passing.startsOn.toString()], [each.lastOn, each.begins ?? each.startsOn ?? each.fromOn])
    })
  }

  test('on every day from the successor’s first on, the week is the one that would have held, whatever changes there were', () => {
    const change = fc.record({ from: fc.integer({ min: -20, max: 20 }), length: fc.option(fc.integer({ min: 0, max: 15 })), minutes: fc.integer({ min: 15, max: 90 }), isApproved: fc.constantFrom(true, false, null) })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 5 }), fc.integer({ min: 0, max: 30 }), (made, later) => {
        const fromOn = day('2026-01-22')
        const changes = made.map(({ from, length, minutes, isApproved }) => aChange(fromOn.add({ days: from }), length === null ? null : fromOn.add({ days: from + length }), minutes, isApproved))
        const how = passingOf({ startsOn: day('2026-01-05'), endsOn: null }, { changes, stays: [], handBack: null, absences: [], prices: [] }, week(30), fromOn)
        assert.ok('passing' in how)
        const on = how.passing.startsOn.add({ days: later })
        assert.deepEqual(patternOn(how.passing.pattern, how.passing.changes, on), patternOn(week(30), changes, on))
      }),
    )
  })

  test('hours passed on go on from the later of their own first day and the successor’s, and those that are over do not', () => {
    const aSubcontract = (fromOn: string, toOn: string | null) => ({ fromOn: day(fromOn), toOn: dayOrNull(toOn ?? undefined), providerId: 'a', subcontractorId: 's' })
    const passing = subcontractsPassing([aSubcontract('2026-01-10', null), aSubcontract('2026-02-01', '2026-03-01'), aSubcontract('2026-01-10', '2026-01-21')], day('2026-01-22'))
    assert.deepEqual(passing.map((each) => each.fromOn.toString()), ['2026-01-22', '2026-02-01'])
  })
})
