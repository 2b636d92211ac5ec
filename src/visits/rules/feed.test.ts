import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { FEED_PARTS, type FeedCounts } from '../terms/feed.ts'
import { dueBy, expectationFromFiles, feedChase, type CameFile } from './feed-due.ts'
import { addFeedCounts, FEED_SETTINGS, feedScore } from './feed-score.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const counts = (of: number, bad: Partial<Record<(typeof FEED_PARTS)[number], number>> = {}): FeedCounts => {
  const part = (name: (typeof FEED_PARTS)[number]) => ({ bad: bad[name] ?? 0, of })
  return { refused: part('refused'), contradictions: part('contradictions'), unallocated: part('unallocated'), corrections: part('corrections'), late: part('late'), manual: part('manual'), calls: part('calls') }
}
const came = (from: string, every: number, times: number, minute: number): CameFile[] => Array.from({ length: times }, (_, at) => ({ on: day(from).add({ days: at * every }), minute, toOn: day(from).add({ days: at * every - 1 }) }))

describe('the score of a feed', () => {
  test('loses of each part its weight by the share that went wrong', () => {
    assert.equal(feedScore(counts(100), FEED_SETTINGS), 100)
    assert.equal(feedScore(counts(100, { refused: 50 }), FEED_SETTINGS), 90)
    assert.equal(feedScore(counts(100, { refused: 100, late: 100 }), FEED_SETTINGS), 65)
    assert.equal(feedScore(counts(0), FEED_SETTINGS), null)
  })
  test('a part without anything to measure carries no weight', () => {
    const none = { ...counts(10, { manual: 10 }), calls: { bad: 0, of: 0 } }
    assert.equal(feedScore(none, FEED_SETTINGS), Math.round((75 / 90) * 100))
  })
  test('is 100 only without any fault, never falls when something is mended, and lies between 0 and 100', () => {
    fc.assert(fc.property(fc.record(Object.fromEntries(FEED_PARTS.map((part) => [part, fc.nat(50)]))), (bad) => {
      const score = feedScore(counts(50, bad), FEED_SETTINGS) ?? -1
      assert.ok(score >= 0 && score <= 100)
      assert.equal(score === 100, Object.values(bad).every((each) => each === 0))
      for (const part of FEED_PARTS) assert.ok((feedScore(counts(50, { ...bad, [part]: 0 }), FEED_SETTINGS) ?? -1) >= score)
    }))
  })
  test('files add up part by part', () => {
    assert.deepEqual(addFeedCounts([counts(3, { late: 1 }), counts(4, { late: 2 })]).late, { bad: 3, of: 7 })
  })
})

describe('what is expected', () => {
  test('files on most days are expected every day by the hour that follows nine in ten', () => {
    assert.deepEqual(expectationFromFiles(came('2026-03-02', 1, 10, 545)), { cadence: 'day', weekday: 1, byMinute: 600 })
  })
  test('files of one weekday are expected on it', () => {
    assert.deepEqual(expectationFromFiles(came('2026-03-03', 7, 5, 540)), { cadence: 'week', weekday: 2, byMinute: 540 })
  })
  test('too few files say nothing', () => {
    assert.equal(expectationFromFiles(came('2026-03-03', 7, 3, 540)), undefined)
    assert.equal(expectationFromFiles([]), undefined)
  })
  test('a day’s visits are due on the day after, those of a week after its Sunday', () => {
    assert.equal(dueBy({ cadence: 'day', weekday: 1, byMinute: 600 }, day('2026-03-04')).on.toString(), '2026-03-05')
    assert.equal(dueBy({ cadence: 'week', weekday: 2, byMinute: 600 }, day('2026-03-04')).on.toString(), '2026-03-10')
    assert.equal(dueBy({ cadence: 'week', weekday: 1, byMinute: 600 }, day('2026-03-08')).on.toString(), '2026-03-09')
  })
  test('the provider is reminded first, then the council is told', () => {
    assert.deepEqual(feedChase(1, FEED_SETTINGS), [])
    assert.deepEqual(feedChase(2, FEED_SETTINGS), ['reminder'])
    assert.deepEqual(feedChase(24, FEED_SETTINGS), ['reminder', 'escalation'])
    assert.deepEqual(feedChase(-5, { remindHours: 0, escalateHours: 0 }), [])
  })
})
