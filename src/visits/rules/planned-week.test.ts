import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import type { PatternVisit } from '../../care/terms.ts'
import { datesOf } from '../../kernel/date-range.ts'
import { londonClockMinute, londonDate } from '../../kernel/london.ts'
import { londonDay } from './london-day.ts'
import { plannedWeek, type WeekVisit } from './planned-week.ts'

interface Case {
  title: string
  weekOn: string
  startsOn: string
  endsOn: string | null
  pattern: { day: number; at: string; minutes: number }[]
  starts: string[]
  minutes?: number[]
}

const cases = parse(readFileSync(path.join(import.meta.dirname, 'planned-week.cases.yaml'), 'utf8')) as Case[]

const weekDays = (weekOn: string) => datesOf(Temporal.PlainDate.from(weekOn), Temporal.PlainDate.from(weekOn).add({ days: 6 })).map(londonDay)
const instantOf = (visit: WeekVisit) => Temporal.Instant.fromEpochMilliseconds(visit.startSecond * 1000)

for (const each of cases) {
  test(each.title, () => {
    const pattern = each.pattern.map(({ day, at, minutes }): PatternVisit => {
      const minute = Number(at.slice(0, 2)) * 60 + Number(at.slice(3))
      return { dayOfWeek: day, earliestMinute: minute, latestMinute: minute, minutes, workers: 1, timeCritical: false }
    })
    const dates = { fromOn: Temporal.PlainDate.from(each.startsOn), toOn: each.endsOn === null ? null : Temporal.PlainDate.from(each.endsOn) }
    const visits = plannedWeek(pattern, dates, weekDays(each.weekOn))
    assert.deepEqual(visits.map((visit) => instantOf(visit).toString()), each.starts)
    if (each.minutes !== undefined) assert.deepEqual(visits.map((visit) => visit.minutes), each.minutes)
  })
}

const patternVisit = fc
  .record({ dayOfWeek: fc.integer({ min: 1, max: 7 }), earliestMinute: fc.integer({ min: 0, max: 1439 }), minutes: fc.integer({ min: 5, max: 1440 }), timeCritical: fc.boolean() })
  .map((visit): PatternVisit => ({ ...visit, latestMinute: visit.earliestMinute, workers: 1 }))
const pattern = fc.uniqueArray(patternVisit, { selector: (visit) => `${visit.dayOfWeek} ${visit.earliestMinute}`, maxLength: 40 })
const anyMonday = fc.integer({ min: 0, max: 300 }).map((weeks) => Temporal.PlainDate.from('2024-01-01').add({ weeks }).toString())

test('a whole week has every visit of the pattern, each at a start of its own, on its date', () => {
  fc.assert(
    fc.property(pattern, anyMonday, (visits, weekOn) => {
      const planned = plannedWeek(visits, { fromOn: Temporal.PlainDate.from('2020-01-01'), toOn: null }, weekDays(weekOn))
      assert.equal(planned.length, visits.length)
      assert.equal(new Set(planned.map((visit) => visit.startSecond)).size, planned.length)
      for (const visit of planned) assert.ok(londonDate(instantOf(visit)).equals(visit.visitOn))
      assert.equal(planned.reduce((sum, visit) => sum + visit.minutes, 0), visits.reduce((sum, visit) => sum + visit.minutes, 0))
    }),
  )
})

test('a time that the clock shows is the time at which the visit is planned', () => {
  fc.assert(
    fc.property(patternVisit, anyMonday, (visit, weekOn) => {
      fc.pre(!(visit.dayOfWeek === 7 && visit.earliestMinute >= 60 && visit.earliestMinute < 120))
      const [planned] = plannedWeek([visit], { fromOn: Temporal.PlainDate.from('2020-01-01'), toOn: null }, weekDays(weekOn))
      assert.ok(planned !== undefined)
      assert.equal(londonClockMinute(instantOf(planned)), visit.earliestMinute)
    }),
  )
})
