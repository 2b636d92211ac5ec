import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { contentHashOf } from '../content-hash.ts'
import type { PatternVisit } from '../terms.ts'
import { FIRST_TIME_BANDS } from '../terms/time-band.ts'
import { aReferral, visitsOn } from '../testing/a-referral.ts'
import { bandFaults, bandNamed, timeFaults, wordsForWindow } from './time-bands.ts'

interface Worked {
  readonly rule: string
  readonly visits: readonly string[]
  readonly already?: readonly string[]
  readonly faults: readonly string[]
}
const { cases } = parse(readFileSync(new URL('time-bands.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly Worked[] }

function visitOf(text: string): PatternVisit {
  const [day = '', window = '', ...rest] = text.split(' ')
  const [earliest = 0, latest = 0] = window.split('-').map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))
  const justification = rest.find((word) => word !== 'critical')
  return { dayOfWeek: Number(day), earliestMinute: earliest, latestMinute: latest, minutes: 30, workers: 1, timeCritical: rest.includes('critical'), ...(justification === undefined ? {} : { justification }) }
}

describe('time bands', () => {
  for (const worked of cases) {
    test(worked.rule, () => {
      assert.deepEqual(timeFaults(worked.visits.map(visitOf), worked.already?.map(visitOf)).map((fault) => fault.kind), worked.faults)
    })
  }

  test('a week without exact times has no fault, and one that stood before never has', () => {
    const anyVisit = fc.record({ dayOfWeek: fc.integer({ min: 1, max: 7 }), earliestMinute: fc.integer({ min: 0, max: 1300 }), width: fc.integer({ min: 0, max: 100 }), timeCritical: fc.boolean() })
      .map(({ width, ...visit }): PatternVisit => ({ ...visit, latestMinute: visit.earliestMinute + width, minutes: 30, workers: 1 }))
    fc.assert(fc.property(fc.array(anyVisit, { maxLength: 20 }), (pattern) => {
      assert.deepEqual(timeFaults(pattern, pattern), [])
      assert.equal(timeFaults(pattern).length, pattern.filter((visit) => visit.earliestMinute === visit.latestMinute).length)
    }))
  })

  test('the times of a band are told by its name, others by the clock', () => {
    assert.equal(wordsForWindow({ earliestMinute: 420, latestMinute: 600 }, FIRST_TIME_BANDS), 'Morning, 7am to 10am')
    assert.equal(wordsForWindow({ earliestMinute: 450, latestMinute: 480 }, FIRST_TIME_BANDS), '7:30am to 8am')
    assert.equal(wordsForWindow({ earliestMinute: 450, latestMinute: 450 }, FIRST_TIME_BANDS), 'at 7:30am')
    assert.equal(bandNamed(FIRST_TIME_BANDS, ' bed ')?.earliestMinute, 1170)
  })

  test('two bands may not share a name', () => {
    assert.deepEqual(bandFaults(FIRST_TIME_BANDS), [])
    assert.match(bandFaults([...FIRST_TIME_BANDS, { name: 'tea', earliestMinute: 900, latestMinute: 960 }])[0] ?? '', /Two bands are called tea/)
  })

  test('a referral from before reasons were asked for, whose needs note says why, is still the same referral', () => {
    const pattern = visitsOn([1], { earliestMinute: 450, latestMinute: 450, timeCritical: true })
    const before = aReferral({ needsNote: 'Insulin before breakfast', pattern })
    const now = aReferral({ needsNote: 'Insulin before breakfast', pattern: pattern.map((visit) => ({ ...visit, justification: 'Insulin before breakfast' })) })
    assert.equal(contentHashOf(now), contentHashOf(before))
    assert.notEqual(contentHashOf(aReferral({ needsNote: 'Insulin', pattern: now.pattern })), contentHashOf(aReferral({ needsNote: 'Insulin', pattern })))
  })
})
