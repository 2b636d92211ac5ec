import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import type { CallOff, DeclineReason, OfferStatus } from '../terms.ts'
import { refusalToAnswer } from './answerable.ts'
import { offerStatus } from './offer-status.ts'
import { endFault } from './placement-end.ts'
import { placementStatus } from './placement-status.ts'
import { isWaiting, waitDays } from './waiting.ts'
import { waitingReason, type WaitingFacts } from './waiting-reason.ts'

interface ReasonCase {
  readonly rule: string
  readonly zone?: false
  readonly closed?: NonNullable<CallOff['closedReason']>
  readonly offers?: readonly (readonly [number, OfferStatus, DeclineReason?])[]
  readonly leftOut?: readonly string[]
  readonly clause: string
  readonly words: string
  readonly last?: string
  readonly next?: string
}
const file = parse(readFileSync(new URL('waiting.cases.yaml', import.meta.url), 'utf8')) as {
  readonly waiting: readonly { rule: string; received: string; placed?: string; withdrawn?: string; waits: boolean; days?: number }[]
  readonly reasons: readonly ReasonCase[]
}
const TODAY = Temporal.PlainDate.from('2026-03-03')
const NOW = Temporal.Instant.from('2026-03-03T10:00:00Z')
const NOON = Temporal.Instant.from('2026-03-03T12:00:00Z')
const dayOr = (text: string | undefined): Temporal.PlainDate | null => (text === undefined ? null : Temporal.PlainDate.from(text))

function searchOf(worked: ReasonCase): WaitingFacts['search'] {
  if (worked.offers === undefined && worked.closed === undefined) return null
  const offers = (worked.offers ?? []).map(([step, status, reason]) => ({
    step, replyByAt: NOON,
    answer: status === 'open' ? null : { answer: status, reason: reason ?? null, note: null, startsOn: null, answeredAt: NOW, answeredBy: '' },
  }))
  const steps = ['Lead providers', 'Secondary providers'].map((label) => ({ label, replyWorkingMinutes: 120 }))
  return { steps, closedAt: worked.closed === undefined ? null : NOW.subtract({ hours: 24 }), closedReason: worked.closed ?? null, offers }
}

describe('which packages wait', () => {
  for (const worked of file.waiting) {
    test(worked.rule, () => {
      const receivedOn = Temporal.PlainDate.from(worked.received)
      assert.equal(isWaiting({ receivedOn, placedOn: dayOr(worked.placed), withdrawnOn: dayOr(worked.withdrawn) }, TODAY), worked.waits)
      if (worked.days !== undefined) assert.equal(waitDays(receivedOn, TODAY), worked.days)
    })
  }
})

describe('why a package still waits', () => {
  for (const worked of file.reasons) {
    test(worked.rule, () => {
      const reason = waitingReason({ zoneId: worked.zone === false ? null : 'zone', search: searchOf(worked), leftOut: worked.leftOut ?? [] }, NOW)
      assert.deepEqual([reason.clause, reason.words], [worked.clause, worked.words])
      if (worked.last !== undefined) assert.equal(reason.lastStep, worked.last)
      if (worked.next !== undefined) assert.equal(reason.nextAt?.toString(), worked.next)
    })
  }
})

describe('how long a reason holds', () => {
  const answers = fc.option(fc.constantFrom('declined', 'partial', 'lapsed'), { nil: null, freq: 2 })
  const offers = fc.array(fc.record({ step: fc.integer({ min: 1, max: 2 }), replyByAt: fc.integer({ min: -100, max: 300 }).map((minutes) => NOW.add({ minutes })), answer: answers }), { maxLength: 5 })
  const factsOf = (drawn: readonly { readonly step: number; readonly replyByAt: Temporal.Instant; readonly answer: 'declined' | 'partial' | 'lapsed' | null }[]): WaitingFacts => ({
    zoneId: 'zone',
    leftOut: [],
    search: { steps: [{ label: 'Lead', replyWorkingMinutes: 1 }, { label: 'Spot', replyWorkingMinutes: 1 }], closedAt: null, closedReason: null, offers: drawn.map((each) => ({ ...each, answer: each.answer === null ? null : { answer: each.answer, reason: null, note: null, startsOn: null, answeredAt: NOW, answeredBy: '' } })) },
  })

  test('until the instant it names it stays the same, though time passes', () => {
    fc.assert(fc.property(offers, fc.integer({ min: 0, max: 400 }), (drawn, minutes) => {
      const facts = factsOf(drawn)
      const [reason, later] = [waitingReason(facts, NOW), NOW.add({ minutes })]
      if (reason.holdsUntil !== null && Temporal.Instant.compare(later, reason.holdsUntil) >= 0) return
      assert.deepEqual(waitingReason(facts, later), reason)
    }))
  })

  test('it is named by the first open offer to lapse, and by nothing once the search has ended', () => {
    const facts = factsOf([{ step: 1, replyByAt: NOON.add({ hours: 3 }), answer: null }, { step: 1, replyByAt: NOON.add({ hours: 1 }), answer: null }, { step: 1, replyByAt: NOON, answer: 'declined' }])
    assert.equal(waitingReason(facts, NOW).holdsUntil?.toString(), NOON.add({ hours: 1 }).toString())
    assert.equal(waitingReason({ ...facts, search: facts.search && { ...facts.search, closedAt: NOW, closedReason: 'withdrawn' } }, NOW).holdsUntil, null)
  })
})

describe('where an offer stands', () => {
  const facts = { answer: null, replyByAt: NOON, searchClosedAt: null }
  test('it is open until its reply-by time and lapsed from then on', () => {
    assert.equal(offerStatus(facts, NOON.subtract({ nanoseconds: 1 })), 'open')
    assert.equal(offerStatus(facts, NOON), 'lapsed')
  })
  test('without an answer it is withdrawn once its search has ended', () => {
    assert.equal(offerStatus({ ...facts, searchClosedAt: NOW }, NOW), 'withdrawn')
  })
  test('its answer holds whatever happens after', () => {
    fc.assert(fc.property(fc.constantFrom('accepted', 'declined', 'lapsed', 'withdrawn'), fc.boolean(), fc.integer({ min: -1000, max: 1000 }), (answer, isClosed, hours) => {
      assert.equal(offerStatus({ answer, replyByAt: NOON, searchClosedAt: isClosed ? NOW : null }, NOW.add({ hours })), answer)
    }))
  })
  test('only an open offer can be answered, and each refusal says what to do', () => {
    for (const searchClosedReason of [null, 'placed', 'withdrawn', 'exhausted'] as const) {
      const refusal = refusalToAnswer({ ...facts, searchClosedAt: searchClosedReason === null ? null : NOW, searchClosedReason }, NOW)
      assert.equal(refusal === undefined, searchClosedReason === null)
      if (refusal !== undefined) assert.match(refusal.words, /You do not need to do anything/)
    }
  })
})

describe('where a placement stands', () => {
  const startsOn = TODAY
  test('it is to start before its first day, current from it to its last day included, and ended after', () => {
    const placement = { startsOn, endsOn: TODAY.add({ days: 5 }) }
    assert.deepEqual([-1, 0, 5, 6].map((days) => placementStatus(placement, TODAY.add({ days }))), ['to-start', 'current', 'current', 'ended'])
  })
  test('its last day may be the day before the first, when care never began, and no earlier', () => {
    assert.equal(endFault({ startsOn }, TODAY.subtract({ days: 1 }), TODAY), undefined)
    assert.equal(endFault({ startsOn }, TODAY.subtract({ days: 2 }), TODAY)?.clause, 'end-before-start')
    assert.equal(endFault({ startsOn }, TODAY.add({ days: 366 }), TODAY)?.clause, 'end-too-far')
  })
})
