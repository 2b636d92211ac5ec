import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { expectedWait, expectedWaitWords, type PastWait } from './expected-wait.ts'
import { kaplanMeier, quantileDay } from './kaplan-meier.ts'
import { backtestWaits, pastAsOf, type DatedWait } from './wait-backtest.ts'
import { LEAST_JUDGED, waitRange } from './wait-range.ts'

const traits = { zoneId: 'n', serviceLine: 'core' as const, weeklyMinutes: 600, mostWorkers: 1, isDischarge: false, parts: ['morning' as const] }
const past = (days: number, hasStarted = true, over: Partial<PastWait> = {}): PastWait => ({ ...traits, days, hasStarted, ...over })
/** A seeded stream of numbers between 0 and 1. */
function stream(seed: number): () => number {
  let state = seed
  return () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state / 2 ** 32 }
}

describe('the Kaplan–Meier curve', () => {
  test('is the textbook one: remission of leukaemia under 6-MP (Freireich 1963; Kalbfleisch and Prentice)', () => {
    const began = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    const lost = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    const curve = kaplanMeier([...began.map((days) => ({ days, hasStarted: true })), ...lost.map((days) => ({ days, hasStarted: false }))])
    assert.deepEqual(curve.map((step) => [step.day, Math.round(step.share * 1000) / 1000]), [[6, 0.857], [7, 0.807], [10, 0.753], [13, 0.69], [16, 0.627], [22, 0.538], [23, 0.448]])
    assert.equal(quantileDay(curve, 0.5), 23)
  })

  test('without anybody lost is the share that is left', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 60 }), (days) => {
      for (const step of kaplanMeier(days.map((each) => ({ days: each, hasStarted: true })))) assert.ok(Math.abs(step.share - days.filter((each) => each > step.day).length / days.length) < 1e-9)
      const sorted = days.toSorted((a, b) => a - b)
      assert.equal(quantileDay(kaplanMeier(days.map((each) => ({ days: each, hasStarted: true }))), 0.5), sorted[Math.ceil(days.length / 2) - 1])
    }))
  })
})

describe('the expected wait', () => {
  test('is told of the closest packages when there are enough of them', () => {
    const all = [...Array.from({ length: 40 }, (_, n) => past(n % 10)), ...Array.from({ length: 200 }, () => past(50, true, { zoneId: 's' }))]
    const wait = expectedWait(traits, all)
    assert.deepEqual([wait?.rung, wait?.packages, wait?.medianDays, wait?.eightInTenDays], [0, 40, 4, 7])
    assert.match(expectedWaitWords(wait), /^Half of 40 packages like this had care within 4 days of the referral; 8 in 10 within 7 days\. How far one package may lie from that cannot be said yet/)
  })

  test('goes on to a wider group when too few are as close, and says which', () => {
    const all = [...Array.from({ length: 10 }, () => past(1)), ...Array.from({ length: 60 }, (_, n) => past(n % 20, true, { zoneId: 's', parts: ['evening'] }))]
    const wait = expectedWait(traits, all)
    assert.equal(wait?.rung, 3)
    assert.equal(wait.like, 'of this service line, not from hospital, for one care worker, 7 to 14 hours a week')
  })

  test('counts those still waiting for as long as they were followed, which only lengthens it', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 30, maxLength: 60 }), fc.array(fc.integer({ min: 26, max: 60 }), { maxLength: 30 }), (began, waiting) => {
      const without = expectedWait(traits, began.map((days) => past(days)))
      const withThem = expectedWait(traits, [...began.map((days) => past(days)), ...waiting.map((days) => past(days, false))])
      assert.ok(without !== null && without.medianDays !== null)
      assert.ok((withThem?.medianDays ?? Number.POSITIVE_INFINITY) >= without.medianDays)
    }))
  })

  test('of a package that has waited counts only those that waited as long', () => {
    const all = [...Array.from({ length: 100 }, () => past(2)), ...Array.from({ length: 40 }, (_, n) => past(20 + (n % 10)))]
    const wait = expectedWait(traits, all, 10)
    assert.deepEqual([wait?.packages, wait?.medianDays], [40, 24])
    assert.match(expectedWaitWords(wait), /that had waited 10 days/)
  })

  test('is not told from too few, and says when half are not reached', () => {
    assert.equal(expectedWait(traits, Array.from({ length: 29 }, () => past(3))), null)
    assert.match(expectedWaitWords(null), /Too few/)
    assert.match(expectedWaitWords(expectedWait(traits, [...Array.from({ length: 20 }, () => past(3)), ...Array.from({ length: 40 }, () => past(30, false))])), /^Fewer than half of 60/)
  })
})

describe('the back-test', () => {
  const next = stream(5)
  const all: DatedWait[] = Array.from({ length: 1500 }, (_, n) => ({ ...traits, receivedDay: Math.floor(n / 2), startDay: Math.floor(n / 2) + Math.floor(-Math.log(1 - next()) * 10), withdrawnDay: null }))

  test('sees nothing on a day that had not happened by then', () => {
    for (const day of [100, 400]) for (const each of pastAsOf(all, day)) assert.ok(each.days <= day)
    assert.equal(pastAsOf([{ ...traits, receivedDay: 1, startDay: 9, withdrawnDay: null }], 5)[0]?.hasStarted, false)
  })

  test('finds steady waits told rightly: about half within the median, about eight in ten within theirs', () => {
    const found = backtestWaits(all, 400, 700, 749)
    const of = ({ numerator, denominator }: { numerator: number; denominator: number }): number => numerator / denominator
    assert.ok(found.estimates > 500)
    assert.ok(of(found.withinMedian) > 0.45 && of(found.withinMedian) < 0.6, String(of(found.withinMedian)))
    assert.ok(of(found.withinEightInTen) > 0.75 && of(found.withinEightInTen) < 0.88, String(of(found.withinEightInTen)))
    assert.ok(of(found.inRange) > 0.78 && of(found.inRange) < 0.92, String(of(found.inRange)))
  })

  test('finds ranges right in eight of ten or somewhat more also where packages of a week begin together, and after waits have halved, where the past year tells too long', () => {
    const draw = stream(11)
    const batched: DatedWait[] = Array.from({ length: 1500 }, (_, n) => {
      const receivedDay = Math.floor(n / 2)
      const turn = receivedDay < 400 ? 28 : 14
      return { ...traits, receivedDay, startDay: (Math.floor(receivedDay / turn) + 1) * turn + Math.floor(draw() * 3), withdrawnDay: null }
    })
    const { inRange, withinMedian, inRangeByWeeks } = backtestWaits(batched, 600, 700, 749)
    assert.ok(withinMedian.numerator / withinMedian.denominator > 0.6, 'the past year alone tells too long')
    assert.ok(inRange.numerator / inRange.denominator > 0.75 && inRange.numerator / inRange.denominator < 0.92, JSON.stringify(inRangeByWeeks))
  })
})

describe('the range for one package', () => {
  const curve = kaplanMeier(Array.from({ length: 100 }, (_, n) => ({ days: n + 1, hasStarted: true })))
  const before = (count: number, days: (n: number) => number, hasStarted = true) => Array.from({ length: count }, (_, n) => ({ receivedDay: n, curve, days: days(n), hasStarted }))

  test('is that of the curve when tellings came true, and follows them when they did not', () => {
    assert.deepEqual(waitRange(curve, before(100, (n) => n + 1)), { lowDays: 10, highDays: 91, judgedBy: 100 })
    assert.deepEqual(waitRange(curve, before(100, (n) => Math.ceil((n + 1) / 2))), { lowDays: 5, highDays: 46, judgedBy: 100 })
  })

  test('has no upper end when more than one in ten still wait, and is not told from too few or from too few weeks', () => {
    assert.equal(waitRange(curve, [...before(80, (n) => n + 1), ...before(20, () => 60, false)])?.highDays, null)
    assert.equal(waitRange(curve, before(LEAST_JUDGED - 1, (n) => n + 1)), null)
    assert.equal(waitRange(curve, before(100, (n) => n + 1).map((each) => ({ ...each, receivedDay: 1 }))), null)
  })

  test('never ends before the days a package has waited', () => {
    const range = waitRange(kaplanMeier(Array.from({ length: 60 }, (_, n) => ({ days: n + 41, hasStarted: true }))), before(100, (n) => n + 1), 40)
    assert.ok(range !== null && range.lowDays >= 40 && (range.highDays ?? 0) > range.lowDays)
  })
})
