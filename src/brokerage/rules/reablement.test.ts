import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import type { Funder, Need, ReferralSource, ServiceLine } from '../../care/terms.ts'
import type { ReablementEnding, ReablementRuleDocument } from '../terms/reablement.ts'
import { exitFault, reablementResult, startFault } from './reablement-exit.ts'
import { reablementFirst } from './reablement-first.ts'
import { dayWithoutRoom, roomOn, type RoomTaken } from './reablement-room.ts'

type Declared = readonly [fromOn: string, unit: 'places' | 'minutes', size: number]
type Stay = readonly [startsOn: string, plannedEndOn: string, exitOn: string | null, minutes: number]
interface Cases {
  readonly first: readonly { readonly rule: string; readonly source?: ReferralSource; readonly line?: ServiceLine; readonly funder?: Funder; readonly needs?: readonly Need[]; readonly minutes?: number; readonly lastExit?: string; readonly room?: boolean | null; readonly whenFull?: 'wait'; readonly overruled?: string; readonly isOpen?: boolean; readonly goes: boolean; readonly clauses: readonly string[] }[]
  readonly room: readonly { readonly rule: string; readonly declared: readonly Declared[]; readonly stays: readonly Stay[]; readonly asked: readonly [string, string, number]; readonly full: string | null }[]
  readonly exit: readonly { readonly rule: string; readonly begun?: boolean; readonly ending: ReablementEnding; readonly on: string; readonly after: number | null; readonly refused: string }[]
}
const cases = parse(readFileSync(new URL('reablement.cases.yaml', import.meta.url), 'utf8')) as Cases
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const TODAY = day('2026-03-20')
const RULE: ReablementRuleDocument = { isOpen: true, sources: ['community', 'hospital-discharge'], serviceLines: ['core', 'discharge-response'], funders: ['council'], needs: ['personal-care', 'meals'], excludedNeeds: ['end-of-life'], mostWeeklyMinutes: 840, notAgainWithinDays: 90, usualWeeks: 6, whenFull: 'go-on' }
const declaredOf = (rows: readonly Declared[]) => rows.map(([fromOn, unit, size], at) => ({ fromOn: day(fromOn), unit, size, declaredAt: Temporal.Instant.fromEpochMilliseconds(at) }))
const stayOf = ([startsOn, plannedEndOn, exitOn, weeklyMinutes]: Stay): RoomTaken => ({ startsOn: day(startsOn), plannedEndOn: day(plannedEndOn), exitOn: exitOn === null ? null : day(exitOn), weeklyMinutes })

describe('who goes through reablement first', () => {
  for (const each of cases.first) {
    test(each.rule, () => {
      const { goesFirst, reasons } = reablementFirst(
        { ...RULE, isOpen: each.isOpen ?? true, whenFull: each.whenFull ?? 'go-on' },
        { source: each.source ?? 'community', serviceLine: each.line ?? 'core', funder: each.funder ?? 'council', needs: each.needs ?? ['personal-care'], weeklyMinutes: each.minutes ?? 600, hasRoom: each.room === undefined ? true : each.room, lastExitOn: each.lastExit === undefined ? null : day(each.lastExit), overruled: each.overruled ?? null },
        TODAY,
      )
      assert.deepEqual([goesFirst, reasons.map(({ clause }) => clause)], [each.goes, each.clauses])
    })
  }
})

describe('room in reablement', () => {
  for (const each of cases.room) {
    test(each.rule, () => {
      const [startsOn, plannedEndOn, weeklyMinutes] = each.asked
      assert.equal(dayWithoutRoom(declaredOf(each.declared), each.stays.map(stayOf), { startsOn: day(startsOn), plannedEndOn: day(plannedEndOn), weeklyMinutes }, TODAY)?.toString() ?? null, each.full)
    })
  }

  test('is never given twice: whoever is let in whenever there is room, no day holds more than was declared', () => {
    const stay = fc.record({ from: fc.integer({ min: 0, max: 60 }), days: fc.integer({ min: 0, max: 60 }), weeklyMinutes: fc.integer({ min: 15, max: 900 }) })
    fc.assert(fc.property(fc.array(stay, { maxLength: 25 }), fc.integer({ min: 0, max: 6 }), fc.constantFrom<'places' | 'minutes'>('places', 'minutes'), (asked, size, unit) => {
      const declared = declaredOf([['2026-03-01', unit, unit === 'places' ? size : size * 300]])
      const stays: RoomTaken[] = []
      for (const { from, days, weeklyMinutes } of asked) {
        const next = { startsOn: TODAY.add({ days: from }), plannedEndOn: TODAY.add({ days: from + days }), weeklyMinutes }
        if (dayWithoutRoom(declared, stays, next, TODAY) === undefined) stays.push({ ...next, exitOn: null })
      }
      for (let at = 0; at < 130; at += 1) assert.ok((roomOn(declared, stays, TODAY.add({ days: at }), TODAY)?.free ?? -1) >= 0)
    }))
  })
})

describe('an exit from reablement', () => {
  for (const each of cases.exit) {
    test(each.rule, () => {
      const start = each.begun === false ? null : { startsOn: day('2026-03-09'), plannedEndOn: day('2026-04-19'), weeklyMinutes: 600, team: 'North', recordedBy: 'A' }
      assert.equal(exitFault({ referredOn: day('2026-03-02'), start }, { ending: each.ending, exitOn: day(each.on), minutesAfter: each.after }, TODAY)?.clause ?? '', each.refused)
    })
  }

  test('is named by the hours alone', () => {
    assert.deepEqual([0, 300, 600, 615].map((after) => reablementResult(600, after)), ['no-further-support', 'reduced', 'same', 'more'])
  })
})

test('a stay lasts at most 12 weeks and does not begin before the referral', () => {
  const fault = (startsOn: string, plannedEndOn: string): string | undefined => startFault({ referredOn: day('2026-03-02') }, { startsOn: day(startsOn), plannedEndOn: day(plannedEndOn) }, TODAY)?.clause
  assert.deepEqual([fault('2026-03-02', '2026-05-24'), fault('2026-03-02', '2026-05-25'), fault('2026-03-01', '2026-03-30'), fault('2026-05-20', '2026-06-01'), fault('2026-03-09', '2026-03-08')], [undefined, 'stay-too-long', 'start-before-referral', 'start-too-far', 'end-before-start'])
})
