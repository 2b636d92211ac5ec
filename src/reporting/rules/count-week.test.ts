import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { londonDate, londonInstant } from '../../kernel/london.ts'
import type { SearchEvent, WaitRecord, WeekCount } from '../terms/awaiting-series.ts'
import { causeAt } from './cause-at.ts'
import { countWeek as countKnown, knownWaits, lateFacts as lateKnown } from './count-week.ts'

const START = Temporal.PlainDate.from('2026-01-05')
const at = (text: string): Temporal.Instant => Temporal.Instant.from(text)
const on = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const zones = [{ zoneId: 'n', name: 'North' }, { zoneId: 's', name: 'South' }]

const record = (over: Partial<WaitRecord>): WaitRecord => {
  const receivedOn = over.receivedOn ?? START
  return { packageId: 'k', zoneId: 'n', funder: 'council', payerChanges: [], receivedOn, listedOn: receivedOn, recordedAt: londonInstant(receivedOn, 600), placedAt: null, withdrawnOn: null, withdrawnAt: null, weeklyMinutes: 600, events: [], ...over }
}
const week = (startOn: Temporal.PlainDate) => ({ startOn, endOn: startOn.add({ days: 6 }) })
const countWeek = (records: readonly WaitRecord[], named: typeof zones, asked: ReturnType<typeof week>, before: Temporal.Instant): WeekCount => countKnown(knownWaits(records, before), named, asked, before)
const lateFacts = (records: readonly WaitRecord[], asked: ReturnType<typeof week>, toldAt: Temporal.Instant, now: Temporal.Instant) => lateKnown(knownWaits(records, now), asked, toldAt)
const LATER = at('2027-01-01T00:00:00Z')
const sum = (count: WeekCount) => ({
  waiting: count.waiting.reduce((all, cell) => all + cell.packages, 0),
  received: count.moved.reduce((all, cell) => all + cell.received, 0),
  placed: count.moved.reduce((all, cell) => all + cell.placed, 0),
  withdrawn: count.moved.reduce((all, cell) => all + cell.withdrawn, 0),
})

/** Days count from 5 January 2026; what is recorded may be recorded weeks after its day. */
const records = fc.array(
  fc.record({ zone: fc.constantFrom('n', 's', null), funder: fc.constantFrom('council' as const, 'nhs' as const, 'joint' as const), received: fc.integer({ min: 0, max: 40 }), recordedAfter: fc.integer({ min: 0, max: 20 }), placed: fc.option(fc.integer({ min: 0, max: 60 })), withdrawn: fc.option(fc.integer({ min: -5, max: 60 })), withdrawnAfter: fc.integer({ min: 0, max: 20 }), payers: fc.array(fc.record({ from: fc.integer({ min: -5, max: 60 }), after: fc.integer({ min: -5, max: 20 }), funder: fc.constantFrom('council' as const, 'nhs' as const, 'joint' as const) }), { maxLength: 3 }) })
    .map((each) => {
      const receivedOn = START.add({ days: each.received })
      const withdrawnOn = each.withdrawn === null ? null : START.add({ days: each.withdrawn })
      return record({
        zoneId: each.zone, funder: each.funder, receivedOn,
        payerChanges: each.payers.toSorted((a, b) => a.from - b.from).map(({ from, after, funder }) => ({ funder, fromOn: START.add({ days: from }), recordedAt: londonInstant(START.add({ days: from + after }), 540) })),
        recordedAt: londonInstant(receivedOn.add({ days: each.recordedAfter }), 600),
        placedAt: each.placed === null ? null : londonInstant(START.add({ days: each.placed }), 660),
        withdrawnOn, withdrawnAt: withdrawnOn === null ? null : londonInstant(withdrawnOn.add({ days: each.withdrawnAfter }), 720),
      })
    }),
  { maxLength: 25 },
)

describe('the count of a week of the awaiting-care list', () => {
  test('is that of a ledger that is walked day by day, for any week and as known at any moment', () => {
    fc.assert(fc.property(records, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 80 }), (all, weekNo, knownDay) => {
      const asked = week(START.add({ days: weekNo * 7 }))
      const before = londonInstant(START.add({ days: knownDay }), 0)
      const knows = (moment: Temporal.Instant | null): boolean => moment !== null && Temporal.Instant.compare(moment, before) < 0
      let open = new Set<WaitRecord>()
      const gone = new Set<WaitRecord>()
      for (let day = START.subtract({ days: 10 }); Temporal.PlainDate.compare(day, asked.endOn) <= 0; day = day.add({ days: 1 })) {
        for (const each of all) {
          if (each.receivedOn.equals(day) && knows(each.recordedAt)) open.add(each)
          const isPlaced = knows(each.placedAt) && each.placedAt !== null && Temporal.PlainDate.compare(londonDate(each.placedAt), day) <= 0
          const isWithdrawn = knows(each.withdrawnAt) && each.withdrawnOn !== null && Temporal.PlainDate.compare(each.withdrawnOn, day) <= 0
          if (isPlaced || isWithdrawn) gone.add(each)
        }
        open = new Set([...open].filter((each) => !gone.has(each)))
      }
      const count = countWeek(all, zones, asked, before)
      assert.equal(sum(count).waiting, open.size)
      assert.equal(count.waiting.reduce((minutes, cell) => minutes + cell.minutes, 0), open.size * 600)
      for (const zone of ['n', 's', null]) assert.equal(count.waiting.filter((cell) => cell.zoneId === zone).reduce((n, cell) => n + cell.packages, 0), [...open].filter((each) => each.zoneId === zone).length)
      // Walked forward: each change that was known and has begun takes the place of the one before.
      const payerOf = (each: WaitRecord): string => each.payerChanges.reduce<string>((payer, change) => (knows(change.recordedAt) && Temporal.PlainDate.compare(change.fromOn, asked.endOn) <= 0 ? change.funder : payer), each.funder)
      for (const funder of ['council', 'nhs', 'joint']) assert.equal(count.waiting.filter((cell) => cell.funder === funder).reduce((n, cell) => n + cell.packages, 0), [...open].filter((each) => payerOf(each) === funder).length)
    }))
  })

  test('follows from the week before: what waited, and what came, less what was placed and withdrawn', () => {
    fc.assert(fc.property(records, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 80 }), (all, weekNo, knownDay) => {
      const before = londonInstant(START.add({ days: knownDay }), 0)
      const last = sum(countWeek(all, zones, week(START.add({ days: (weekNo - 1) * 7 })), before))
      const now = sum(countWeek(all, zones, week(START.add({ days: weekNo * 7 })), before))
      assert.equal(now.waiting, last.waiting + now.received - now.placed - now.withdrawn)
    }))
  })

  test('counts the same text from the same facts in whatever order they come', () => {
    fc.assert(fc.property(records, (all) => {
      assert.equal(JSON.stringify(countWeek(all, zones, week(START), LATER)), JSON.stringify(countWeek(all.toReversed(), zones.toReversed(), week(START), LATER)))
    }))
  })

  test('counts the payer of the day, as it was known, and a change of payer as no move', () => {
    const one = [record({ payerChanges: [{ funder: 'nhs', fromOn: on('2026-01-14'), recordedAt: at('2026-01-20T09:00:00Z') }] })]
    const funders = (startOn: string, before: Temporal.Instant) => { const { waiting, moved } = countWeek(one, zones, week(on(startOn)), before); return [waiting.map((cell) => cell.funder), moved.length] }
    assert.deepEqual(funders('2026-01-05', LATER), [['council'], 1])
    assert.deepEqual(funders('2026-01-12', LATER), [['nhs'], 0])
    assert.deepEqual(funders('2026-01-12', at('2026-01-19T00:10:00Z')), [['council'], 0])
  })

  test('does not see a withdrawal before it was recorded, and tells it afterwards as recorded late', () => {
    const one = [record({ withdrawnOn: on('2026-01-07'), withdrawnAt: at('2026-01-20T09:00:00Z') })]
    assert.equal(sum(countWeek(one, zones, week(START), at('2026-01-12T00:10:00Z'))).waiting, 1)
    assert.equal(sum(countWeek(one, zones, week(START), at('2026-01-21T00:00:00Z'))).waiting, 0)
    assert.deepEqual(lateFacts(one, week(START), at('2026-01-12T00:10:00Z'), LATER), { referrals: 0, withdrawals: 1 })
    assert.deepEqual(lateFacts(one, week(START), at('2026-01-21T00:00:00Z'), LATER), { referrals: 0, withdrawals: 0 })
  })

  test('tells a referral that was written down after the week was told', () => {
    const one = [record({ recordedAt: at('2026-01-14T10:00:00Z') })]
    assert.deepEqual(lateFacts(one, week(START), at('2026-01-12T00:10:00Z'), LATER), { referrals: 1, withdrawals: 0 })
  })
})

describe('why a package waited then', () => {
  const event = (callOffId: string, happenedAt: string, kind: SearchEvent['kind'], detail: string | null = null): SearchEvent => ({ callOffId, happenedAt: at(happenedAt), kind, detail })
  const events = [
    event('a', '2026-01-06T09:00:00Z', 'opened'), event('a', '2026-01-06T09:00:00Z', 'asked'), event('a', '2026-01-06T09:00:00Z', 'asked'),
    event('a', '2026-01-06T12:00:00Z', 'declined', 'travel'), event('a', '2026-01-07T09:00:00Z', 'declined', 'travel'), event('a', '2026-01-07T09:00:01Z', 'closed', 'exhausted'),
    event('b', '2026-01-20T09:00:00Z', 'opened'), event('b', '2026-01-20T09:00:00Z', 'left-out', 'language'), event('b', '2026-01-20T09:00:00Z', 'closed', 'exhausted'),
    event('c', '2026-01-30T09:00:00Z', 'opened'), event('c', '2026-01-30T09:00:00Z', 'asked'), event('c', '2026-01-31T09:00:00Z', 'closed', 'withdrawn'),
  ]
  const cases: readonly (readonly [string, string, string])[] = [
    ['nothing sent out yet', '2026-01-06T00:00:00Z', 'not-offered'],
    ['offers open, whatever was declined so far', '2026-01-06T15:00:00Z', 'offers-open'],
    ['the reason most gave once the search has ended', '2026-01-08T00:00:00Z', 'travel'],
    ['the language, when nobody who speaks it could be asked', '2026-01-21T00:00:00Z', 'language'],
    ['offers taken back', '2026-02-02T00:00:00Z', 'not-offered'],
  ]
  for (const [name, moment, cause] of cases) test(name, () => { assert.equal(causeAt({ zoneId: 'n', events }, at(moment)), cause) })
  test('no zone comes before all', () => { assert.equal(causeAt({ zoneId: null, events }, at('2026-01-08T00:00:00Z')), 'no-zone') })
})
