import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { awaitingCareWeekly, isListed } from './awaiting-care.ts'
import { hoursAwaitingByZone } from './hours-awaiting.ts'
import { reportWeeks } from './report-weeks.ts'
import type { WaitingCase } from '../terms.ts'

interface Worked {
  readonly rule: string
  readonly week: readonly [string, string]
  readonly cases: readonly { readonly count: number; readonly funder: WaitingCase['funder']; readonly received: string; readonly listed?: string; readonly placed?: string; readonly withdrawn?: string; readonly payer?: readonly (readonly [string, WaitingCase['funder']])[]; readonly minutes: number }[]
  readonly row: readonly number[]
}
const file = parse(readFileSync(new URL('awaiting-care.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly Worked[] }
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const maybe = (text: string | undefined): Temporal.PlainDate | null => (text === undefined ? null : day(text))
const start = day('2026-01-05')
const dates = fc.integer({ min: 0, max: 60 }).map((days) => start.add({ days }))
const cases = fc.array(
  fc.record({
    zoneId: fc.constantFrom('north', 'south', null),
    funder: fc.constantFrom('council' as const, 'nhs' as const, 'joint' as const),
    receivedOn: dates,
    placedOn: fc.option(dates),
    withdrawnOn: fc.option(dates),
    weeklyMinutes: fc.integer({ min: 5, max: 5000 }),
  }).map((each) => ({ ...each, payerChanges: [], listedOn: each.receivedOn })),
  { maxLength: 40 },
)
const zones = [{ zoneId: 'north', name: 'North' }, { zoneId: 'south', name: 'South' }]

describe('the awaiting-care list by week', () => {
  for (const worked of file.cases) {
    test(worked.rule, () => {
      const listed = worked.cases.flatMap((each): WaitingCase[] =>
        Array.from({ length: each.count }, () => ({ zoneId: null, funder: each.funder, payerChanges: (each.payer ?? []).map(([fromOn, funder]) => ({ fromOn: day(fromOn), funder })), receivedOn: day(each.received), listedOn: day(each.listed ?? each.received), placedOn: maybe(each.placed), withdrawnOn: maybe(each.withdrawn), weeklyMinutes: each.minutes })))
      const [row] = awaitingCareWeekly(listed, [{ startOn: day(worked.week[0]), endOn: day(worked.week[1]) }])
      assert.deepEqual([row?.councilCases, row?.healthCases, row?.longestWaitDays, row?.averageWaitDays, row?.averageHoursRequired], worked.row)
    })
  }

  test('a week’s cases are those on the list at the close of one of its days, and the average never passes the longest', () => {
    fc.assert(fc.property(cases, (all) => {
      const weeks = reportWeeks(start.add({ days: 45 }), 6)
      for (const row of awaitingCareWeekly(all, weeks)) {
        const days = Array.from({ length: row.week.startOn.until(row.week.endOn).days + 1 }, (_, place) => row.week.startOn.add({ days: place }))
        assert.equal(row.councilCases + row.healthCases, all.filter((each) => days.some((on) => isListed(each, on))).length)
        assert.ok(row.averageWaitDays <= row.longestWaitDays + 0.005)
      }
    }))
  })

  test('a day later never changes a week that is over', () => {
    fc.assert(fc.property(cases, fc.integer({ min: 0, max: 20 }), (all, later) => {
      const on = start.add({ days: 34 })
      const [before] = awaitingCareWeekly(all, reportWeeks(on, 5))
      const after = awaitingCareWeekly(all, reportWeeks(on.add({ days: later }), 12)).find((row) => row.week.startOn.equals(before?.week.startOn ?? on))
      assert.deepEqual(after, before)
    }))
  })
})

describe('hours waiting by zone', () => {
  test('the rows add up to the printed total to the hundredth, and every waiting package is in one', () => {
    fc.assert(fc.property(cases, dates, (all, on) => {
      const { rows, totalHours, people } = hoursAwaitingByZone(all, zones, on)
      const hundredths = rows.reduce((sum, row) => sum + Math.round(row.hours * 100), 0)
      assert.equal(hundredths, Math.round(totalHours * 100))
      const minutes = all.filter((each) => isListed(each, on)).reduce((sum, each) => sum + each.weeklyMinutes, 0)
      assert.ok(Math.abs(totalHours - minutes / 60) <= 0.005 + 1e-9)
      assert.equal(rows.reduce((sum, row) => sum + row.people, 0), people)
    }))
  })

  test('a zone with nothing waiting still has its row; packages in no zone have one only when there are any', () => {
    const here: WaitingCase = { zoneId: 'north', funder: 'council', payerChanges: [], receivedOn: start, listedOn: start, placedOn: null, withdrawnOn: null, weeklyMinutes: 13440 }
    assert.deepEqual(hoursAwaitingByZone([here], zones, start).rows.map((row) => [row.name, row.hours]), [['North', 224], ['South', 0]])
    assert.deepEqual(hoursAwaitingByZone([{ ...here, zoneId: null }], zones, start).rows.map((row) => row.name), ['North', 'South', 'Not in a zone'])
  })

  test('the hours of West Northamptonshire’s table of 13 October 2022 come out as printed', () => {
    const printed = { 'Daventry 1': 224, 'Daventry 2': 99.25, 'Northampton 1': 147, 'Northampton 2': 54.75, 'Northampton 3': 33.25, 'South Northampton 1': 104.75, 'South Northampton 2': 122.65 }
    const named = Object.keys(printed).map((name) => ({ zoneId: name, name }))
    const waiting = Object.entries(printed).map(([zoneId, hours]): WaitingCase => ({ zoneId, funder: 'council', payerChanges: [], receivedOn: start, listedOn: start, placedOn: null, withdrawnOn: null, weeklyMinutes: Math.round(hours * 60) }))
    const { rows, totalHours } = hoursAwaitingByZone(waiting, named, start)
    assert.deepEqual(Object.fromEntries(rows.map((row) => [row.name, row.hours])), printed)
    assert.equal(totalHours, 785.65)
  })
})
