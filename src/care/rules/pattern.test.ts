import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import type { PatternVisit } from '../terms.ts'
import { patternFaults } from './pattern-faults.ts'
import { mostWorkers, visitsByDay, weeklyMinutes, weeklyVisits } from './week-of-pattern.ts'

interface Worked {
  readonly rule: string
  readonly visits: readonly string[]
  readonly minutes: number
  readonly count: number
  readonly most: number
  readonly faults: readonly string[]
}
const { cases } = parse(readFileSync(new URL('pattern.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly Worked[] }

function visitOf(text: string): PatternVisit {
  const [day = '', window = '', minutes = '', two] = text.split(' ')
  const [earliest = 0, latest = 0] = window.split('-').map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))
  return { dayOfWeek: Number(day), earliestMinute: earliest, latestMinute: latest, minutes: Number(minutes), workers: two === 'x2' ? 2 : 1, timeCritical: false }
}

const anyVisit = fc
  .record({ dayOfWeek: fc.integer({ min: 1, max: 7 }), earliestMinute: fc.integer({ min: 0, max: 1439 }), slack: fc.integer({ min: 0, max: 120 }), minutes: fc.integer({ min: 5, max: 1440 }), two: fc.boolean(), timeCritical: fc.boolean() })
  .map(({ slack, two, ...visit }): PatternVisit => ({ ...visit, latestMinute: Math.min(1439, visit.earliestMinute + slack), workers: two ? 2 : 1 }))

describe('a weekly pattern', () => {
  for (const worked of cases) {
    test(worked.rule, () => {
      const pattern = worked.visits.map(visitOf)
      assert.equal(weeklyMinutes(pattern), worked.minutes)
      assert.equal(weeklyVisits(pattern), worked.count)
      assert.equal(mostWorkers(pattern), worked.most)
      assert.deepEqual(patternFaults(pattern).map((fault) => `${fault.kind} ${String(fault.dayOfWeek)}`), worked.faults)
    })
  }

  test('its totals do not depend on the order of its visits, and every visit stands on one day', () => {
    fc.assert(fc.property(fc.array(anyVisit, { maxLength: 30 }), (pattern) => {
      const turned = pattern.toReversed()
      assert.equal(weeklyMinutes(turned), weeklyMinutes(pattern))
      assert.equal(visitsByDay(pattern).flat().length, pattern.length)
      assert.equal(visitsByDay(pattern).length, 7)
      assert.equal(patternFaults(pattern).length, patternFaults(turned).length)
    }))
  })

  test('a pattern without faults can be made: every visit started as early as it may ends before the next must begin', () => {
    fc.assert(fc.property(fc.array(anyVisit, { maxLength: 8 }), (pattern) => {
      if (patternFaults(pattern).length > 0) return
      for (const visits of visitsByDay(pattern)) {
        visits.forEach((visit, index) => {
          const next = visits[index + 1]
          if (next !== undefined) assert.ok(visit.earliestMinute + visit.minutes <= next.latestMinute)
        })
      }
    }))
  })
})
