import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import type { PatternVisit } from '../../care/terms.ts'
import type { Offer } from '../terms.ts'
import type { OfferedVisit } from '../terms/partial-answer.ts'
import { answerDifference } from './answer-difference.ts'
import { decisionFault } from './decision-fault.ts'
import { partialFaults } from './partial-faults.ts'
import { heldUntil, isHeld } from './partial-hold.ts'
import { sharesOfAnswer, splitWeek } from './split-week.ts'

interface Worked {
  readonly rule: string
  readonly need: readonly string[]
  readonly offered: readonly string[]
  readonly start: number
  readonly kinds: readonly string[]
  readonly met: number
  readonly moved: number
  readonly missing: number
  readonly late: number
  readonly fault?: string
}
const { cases } = parse(readFileSync(new URL('partial-answers.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly Worked[] }

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const windowOf = (text: string): { earliestMinute: number; latestMinute: number } => {
  const [earliestMinute = 0, latestMinute = 0] = text.split('-').map(minuteOf)
  return { earliestMinute, latestMinute }
}
const startByOn = Temporal.PlainDate.from('2026-03-09')

function needOf(text: string): PatternVisit {
  const [day = '', window = '', minutes = '', two] = text.split(' ')
  return { dayOfWeek: Number(day), ...windowOf(window), minutes: Number(minutes), workers: two === 'x2' ? 2 : 1, timeCritical: false }
}

function offeredOf(text: string, need: readonly PatternVisit[]): OfferedVisit {
  const [day = '', asked = '', , window = '', workers] = text.split(' ')
  const visit = { dayOfWeek: Number(day), askedMinute: minuteOf(asked) }
  const whole = need.find((each) => each.dayOfWeek === visit.dayOfWeek && each.earliestMinute === visit.askedMinute)?.workers ?? 1
  return { ...visit, ...windowOf(window), workers: workers === undefined ? whole : workers === 'x2' ? 2 : 1 }
}

describe('an answer in part', () => {
  for (const worked of cases) {
    test(worked.rule, () => {
      const pattern = worked.need.map(needOf)
      const offer = { visits: worked.offered.map((each) => offeredOf(each, pattern)), startsOn: startByOn.with({ day: worked.start }) }
      const difference = answerDifference({ pattern, startByOn }, offer)
      assert.deepEqual(difference.visits.map((each) => (each.kind === 'moved' ? `moved ${String(each.movedMinutes)}` : each.kind)), worked.kinds)
      assert.deepEqual([difference.metMinutes, difference.movedMinutes, difference.missingMinutes, difference.startDaysLost], [worked.met, worked.moved, worked.missing, worked.late])
      assert.equal(partialFaults({ pattern, startByOn }, offer)[0]?.clause, worked.fault)
    })
  }

  test('a week that is met, moved or missing is the whole need, and its words tell what is lost', () => {
    fc.assert(fc.property(anyWeek, fc.infiniteStream(fc.nat(5)), (pattern, chance) => {
      const visits = offeredFrom(pattern, chance)
      const difference = answerDifference({ pattern, startByOn }, { visits, startsOn: startByOn })
      assert.equal(difference.metMinutes + difference.movedMinutes + difference.missingMinutes, minutesOf(pattern))
      assert.equal(difference.visits.length, pattern.length)
      assert.equal(minutesOf(difference.week), difference.metMinutes + difference.movedMinutes)
      assert.equal(difference.reasons.length === 0, difference.movedMinutes === 0 && difference.missingMinutes === 0)
    }))
  })
})

describe('how an answer in part stands in the offer order', () => {
  const none: ReadonlySet<string> = new Set()
  const at = (text: string): Temporal.Instant => Temporal.Instant.from(text)
  const steps = [{ label: 'Lead', replyWorkingMinutes: 120 }, { label: 'Secondary', replyWorkingMinutes: 240 }]
  const offer = (id: string, step: number, answer: 'partial' | 'declined'): Offer => ({ id, callOffId: 'c', packageId: 'k', providerId: id, step, place: 1, sentAt: at('2026-03-02T09:00:00Z'), replyByAt: at('2026-03-02T11:00:00Z'), pencePerHour: 2000, answer: { answer, reason: null, note: null, startsOn: null, answeredAt: at('2026-03-02T10:00:00Z'), answeredBy: 'x' } })

  test('the search waits for a broker as long again as the step had to reply, and then goes on', () => {
    assert.equal(heldUntil(offer('a', 1, 'partial'), steps[0], none).toString(), '2026-03-02T13:00:00Z')
    assert.equal(isHeld([offer('a', 1, 'partial')], none, steps, at('2026-03-02T12:59:00Z'), none), true)
    assert.equal(isHeld([offer('a', 1, 'partial')], none, steps, at('2026-03-02T13:00:00Z'), none), false)
  })

  test('it does not wait once somebody has decided, for declines, or for an answer of an earlier step', () => {
    const now = at('2026-03-02T12:00:00Z')
    assert.equal(isHeld([offer('a', 1, 'partial')], new Set(['a']), steps, now, none), false)
    assert.equal(isHeld([offer('a', 1, 'declined')], none, steps, now, none), false)
    assert.equal(isHeld([offer('a', 1, 'partial'), offer('b', 2, 'declined')], none, steps, now, none), false)
  })

  test('a part is accepted or split off only when nobody may still take the whole; a refusal may come at any time', () => {
    const now = at('2026-03-02T10:00:00Z')
    const facts = { isPlaced: false, isWithdrawn: false, openUntil: at('2026-03-02T11:00:00Z') }
    assert.equal(decisionFault({ ...facts, decision: 'accepted' }, now)?.clause, 'step-running')
    assert.equal(decisionFault({ ...facts, decision: 'split' }, now)?.clause, 'step-running')
    assert.equal(decisionFault({ ...facts, decision: 'refused' }, now), undefined)
    assert.equal(decisionFault({ ...facts, decision: 'accepted' }, facts.openUntil), undefined)
    assert.equal(decisionFault({ ...facts, openUntil: null, decision: 'refused', isPlaced: true }, now)?.clause, 'already-placed')
    assert.equal(decisionFault({ ...facts, openUntil: null, decision: 'accepted', isWithdrawn: true }, now)?.clause, 'package-withdrawn')
  })
})

describe('a split week', () => {
  const week = ['1 07:00-08:00 60 x2', '1 19:00-20:00 30', '2 07:00-08:00 60 x2'].map(needOf)
  const share = (dayOfWeek: number, time: string, workers: 1 | 2 = 1) => ({ dayOfWeek, earliestMinute: minuteOf(time), workers })
  const clauses = (...parts: Parameters<typeof splitWeek>[1]): readonly string[] => {
    const split = splitWeek(week, parts)
    return split.ok ? [split.value.kind, ...split.value.parts.map((part) => String(minutesOf(part)))] : split.reasons.map((reason) => reason.clause)
  }

  test('mornings with one provider, evenings with another', () => {
    assert.deepEqual(clauses([share(1, '07:00', 2), share(2, '07:00', 2)], [share(1, '19:00')]), ['visits', '240', '30'])
  })

  test('a visit by two care workers may be shared, one each', () => {
    assert.deepEqual(clauses([share(1, '07:00'), share(2, '07:00'), share(1, '19:00')], [share(1, '07:00'), share(2, '07:00')]), ['care-workers', '150', '120'])
  })

  test('no visit is lost, done twice, invented, or given a care worker more or fewer', () => {
    assert.deepEqual(clauses([share(1, '07:00', 2)], [share(1, '19:00')]), ['left-out'])
    assert.deepEqual(clauses([share(1, '07:00', 2), share(2, '07:00', 2)], [share(1, '19:00'), share(1, '07:00')]), ['workers'])
    assert.deepEqual(clauses([share(1, '07:00', 2), share(2, '07:00')], [share(1, '19:00')]), ['workers'])
    assert.deepEqual(clauses([share(1, '07:00', 2), share(2, '07:00', 2)], [share(1, '19:00'), share(3, '07:00')]), ['not-asked'])
    assert.deepEqual(clauses([share(1, '07:00'), share(1, '07:00'), share(2, '07:00', 2)], [share(1, '19:00')]), ['twice'])
    assert.deepEqual(clauses([share(1, '07:00', 2)], []), ['empty-part'])
    assert.deepEqual(clauses([share(1, '07:00', 2)]), ['one-part'])
  })

  test('every care worker of every visit is in exactly one part, at the time and for the minutes asked for', () => {
    fc.assert(fc.property(anyWeek, fc.infiniteStream(fc.nat(5)), (pattern, chance) => {
      const [done, rest] = sharesOfAnswer(pattern, offeredFrom(pattern, chance))
      const split = splitWeek(pattern, [done, rest])
      if (!split.ok) return assert.ok(done.length === 0 || rest.length === 0)
      const { parts } = split.value
      assert.equal(parts.reduce((sum, part) => sum + minutesOf(part), 0), minutesOf(pattern))
      for (const visit of pattern) {
        const found = parts.flat().filter((each) => each.dayOfWeek === visit.dayOfWeek && each.earliestMinute === visit.earliestMinute)
        assert.equal(found.reduce((sum, each) => sum + each.workers, 0), visit.workers)
        assert.ok(found.every((each) => each.minutes === visit.minutes && each.latestMinute === visit.latestMinute))
      }
      return assert.equal(split.value.kind === 'care-workers', parts[0]?.some((a) => parts[1]?.some((b) => a.dayOfWeek === b.dayOfWeek && a.earliestMinute === b.earliestMinute)))
    }))
  })
})

const anyWeek = fc
  .uniqueArray(fc.record({ dayOfWeek: fc.integer({ min: 1, max: 7 }), hour: fc.integer({ min: 0, max: 22 }), minutes: fc.integer({ min: 5, max: 120 }), two: fc.boolean() }), { minLength: 1, maxLength: 20, selector: (each) => `${String(each.dayOfWeek)} ${String(each.hour)}` })
  .map((visits) => visits.map(({ hour, two, ...visit }): PatternVisit => ({ ...visit, earliestMinute: hour * 60, latestMinute: hour * 60 + 30, workers: two ? 2 : 1, timeCritical: false })))

function minutesOf(pattern: readonly PatternVisit[]): number {
  return pattern.reduce((sum, visit) => sum + visit.minutes * visit.workers, 0)
}

/** Some visits left out, some moved, some with one care worker of two. */
function offeredFrom(pattern: readonly PatternVisit[], chance: Iterator<number>): OfferedVisit[] {
  return pattern.flatMap((visit) => {
    const draw = chance.next().value as number
    if (draw === 0) return []
    const by = draw === 1 ? 15 : 0
    return [{ dayOfWeek: visit.dayOfWeek, askedMinute: visit.earliestMinute, earliestMinute: visit.earliestMinute + by, latestMinute: visit.latestMinute + by, workers: draw === 2 ? 1 : visit.workers }]
  })
}
