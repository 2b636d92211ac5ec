import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { RuleSetDocument } from '../terms/rule-set.ts'
import { demonstrationRuleSets } from './demonstration-rule-sets.ts'
import { looksAcross, priceInOrder, type VisitInOrder } from './price-in-order.ts'
import { priceVisit } from './price-visit.ts'
import { roundBy } from './round-recorded.ts'

const [, byTheMinute] = demonstrationRuleSets
assert.ok(byTheMinute !== undefined)
const MINUTE: RuleSetDocument = byTheMinute
const MONDAY = 20_514 // 2 March 2026

/** Visits of two people by three care workers over two weeks, each delivered. */
const visits: fc.Arbitrary<VisitInOrder[]> = fc
  .array(fc.record({ day: fc.integer({ min: MONDAY, max: MONDAY + 13 }), start: fc.integer({ min: 420, max: 1320 }), minutes: fc.integer({ min: 1, max: 90 }), planned: fc.integer({ min: 5, max: 90 }), person: fc.constantFrom('p', 'q'), worker: fc.constantFrom('v', 'w', 'x'), isManual: fc.boolean() }), { maxLength: 30 })
  .map((all) =>
    all.map((each, at) => ({
      key: String(at).padStart(3, '0'),
      day: each.day,
      startsAtMinute: each.start,
      placementId: each.person,
      orderMinutes: 420,
      weekPence: 20_011,
      planned: { minutes: each.planned, workers: 1 },
      records: [{ outcome: 'delivered' as const, actualMinutes: each.minutes, noticeHours: null, secondWorker: false, workerReference: each.worker, startMinute: each.start, endMinute: each.start + each.minutes, isManual: each.isManual }],
      pencePerHour: 2400,
    })),
  )

const roundings = fc.record({ unitMinutes: fc.constantFrom(5 as const, 15 as const, 30 as const), mode: fc.constantFrom('nearest' as const, 'up' as const, 'down' as const), of: fc.constantFrom('day' as const, 'week' as const) })

/** Adds up a figure by group. */
function sums(list: readonly VisitInOrder[], groupOf: (visit: VisitInOrder) => string, figure: (place: number) => number): Map<string, number> {
  const totals = new Map<string, number>()
  for (const [place, visit] of list.entries()) totals.set(groupOf(visit), (totals.get(groupOf(visit)) ?? 0) + figure(place))
  return totals
}

const weekOf = (visit: VisitInOrder): string => `${visit.placementId} ${String(Math.floor((visit.day - MONDAY) / 7))}`

describe('rules that look across visits', () => {
  test('a rule set that does not look across prices each visit as if it stood alone', () => {
    assert.equal(looksAcross(MINUTE), false)
    fc.assert(
      fc.property(visits, (list) => {
        assert.deepEqual(priceInOrder(() => MINUTE, list).map((each) => each.trace), list.map((visit) => priceVisit(MINUTE, visit).trace))
      }),
    )
  })

  test('the visits of a day or a week add up to its recorded time, rounded once', () => {
    fc.assert(
      fc.property(visits, roundings, (list, rounding) => {
        const rules: RuleSetDocument = { ...MINUTE, rounding }
        const priced = priceInOrder(() => rules, list)
        const groupOf = rounding.of === 'week' ? weekOf : (visit: VisitInOrder): string => `${visit.placementId} ${String(visit.day)}`
        const recorded = sums(list, groupOf, (place) => list[place]?.records[0]?.actualMinutes ?? 0)
        const paid = sums(list, groupOf, (place) => priced[place]?.payableMinutes ?? 0)
        for (const [group, minutes] of recorded) assert.equal(paid.get(group), roundBy(rounding, minutes))
      }),
    )
  })

  test('a week pays what was recorded up to the order and the cap over it, and never more', () => {
    fc.assert(
      fc.property(visits, fc.nat({ max: 50 }), (list, percent) => {
        const rules: RuleSetDocument = { ...MINUTE, weekCap: { kind: 'percent', percent } }
        const priced = priceInOrder(() => rules, list)
        const allowed = 420 + Math.floor((420 * percent) / 100)
        const recorded = sums(list, weekOf, (place) => list[place]?.records[0]?.actualMinutes ?? 0)
        const paid = sums(list, weekOf, (place) => priced[place]?.payableMinutes ?? 0)
        for (const [week, minutes] of recorded) assert.equal(paid.get(week), Math.min(minutes, allowed))
      }),
    )
  })

  test('a care worker is never paid for more minutes than they were out', () => {
    fc.assert(
      fc.property(visits, (list) => {
        const rules: RuleSetDocument = { ...MINUTE, overlap: 'pay-once' }
        const priced = priceInOrder(() => rules, list)
        const out = new Map<string, Set<number>>()
        for (const { day, records: [record] } of list) {
          const worker = record?.workerReference ?? ''
          const minutes = out.get(worker) ?? new Set()
          out.set(worker, minutes)
          for (let at = record?.startMinute ?? 0; at < (record?.endMinute ?? 0); at += 1) minutes.add(day * 1440 + at)
        }
        const paid = sums(list, (visit) => visit.records[0]?.workerReference ?? '', (place) => priced[place]?.payableMinutes ?? 0)
        for (const [worker, minutes] of out) assert.equal(paid.get(worker), minutes.size)
      }),
    )
  })

  test('the parts of a package’s week add up to its price, to the penny', () => {
    fc.assert(
      fc.property(visits, (list) => {
        const rules: RuleSetDocument = { ...MINUTE, basis: 'planned', packagePrice: { undelivered: 'pay-nothing' } }
        const priced = priceInOrder(() => rules, list)
        for (const pence of sums(list, weekOf, (place) => priced[place]?.pence ?? 0).values()) assert.equal(pence, 20_011)
      }),
    )
  })

  test('records typed in by hand pay nothing above the allowed share, and all of them otherwise', () => {
    fc.assert(
      fc.property(visits, fc.nat({ max: 100 }), (list, overPercent) => {
        const rules: RuleSetDocument = { ...MINUTE, manual: { overPercent, pay: 'pay-nothing' } }
        const byHand = list.filter((visit) => visit.records[0]?.isManual === true)
        const isAbove = byHand.length * 100 > list.length * overPercent
        const expected = list.reduce((sum, visit) => sum + (isAbove && byHand.includes(visit) ? 0 : (visit.records[0]?.actualMinutes ?? 0)), 0)
        assert.equal(priceInOrder(() => rules, list).reduce((sum, each) => sum + each.payableMinutes, 0), expected)
      }),
    )
  })

  test('the order in which visits are given changes nothing', () => {
    const rules: RuleSetDocument = { ...MINUTE, rounding: { unitMinutes: 15, mode: 'nearest', of: 'week' }, weekCap: { kind: 'minutes', minutes: 10 }, overlap: 'pay-once', manual: { overPercent: 20, pay: 'pay-lesser' } }
    fc.assert(
      fc.property(visits, (list) => {
        assert.deepEqual(priceInOrder(() => rules, list.toReversed()).toReversed(), priceInOrder(() => rules, list))
      }),
    )
  })
})
