import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkInProof, saidSecond, tagCode, type ProofFacts } from './check-in-proof.ts'
import { correctedClock } from './phone-clock.ts'
import { isInRound, roundWindow } from './round-window.ts'

const second = (at: string): number => Temporal.Instant.from(at).epochMilliseconds / 1000
const FACTS: ProofFacts = { personId: 'ada', tags: new Map([['7KQ2M4XA', { personId: 'ada', isLive: true }], ['22222222', { personId: 'ben', isLive: true }], ['33333333', { personId: 'ada', isLive: false }]]), home: { latitude: 52.03, longitude: -1.14 }, atSecond: 0 }
const tag = (code: string) => checkInProof({ by: 'tag', code }, FACTS)
const place = (latitude: number) => checkInProof({ by: 'place', latitude, longitude: -1.14, accuracyMetres: 12.4 }, FACTS)

test('a live tag of the person’s home shows that the care worker was there, however its code is typed', () => {
  assert.deepEqual([tag('7kq2 m4xa').method, tag('7kq2 m4xa').isProven], ['tag', true])
  assert.equal(tagCode('o1l-i'), '0111')
})

test('a code that is unknown, revoked or of another home leaves an entry by hand, with what is wrong', () => {
  for (const [code, finding] of [['99999999', 'code-unknown'], ['22222222', 'code-of-another-home'], ['33333333', 'code-of-another-home']] as const) {
    const { method, isProven, finding: found, reasonCode } = tag(code)
    assert.deepEqual({ method, isProven, found, reasonCode }, { method: 'manual', isProven: false, found: finding, reasonCode: 'invalid-device-code' })
  }
})

test('a place within 200 metres of the home is shown to be at the home; farther away it is kept with its distance', () => {
  assert.deepEqual([place(52.0317).isProven, place(52.0317).metres], [true, 189])
  assert.deepEqual([place(52.0319).isProven, place(52.0319).metres, place(52.0319).finding], [false, 211, 'far-from-home'])
  assert.deepEqual([place(52.03).accuracyMetres, place(52.03).metres], [12, 0])
  assert.equal(checkInProof({ by: 'place', latitude: 52, longitude: -1, accuracyMetres: 5 }, { ...FACTS, home: null }).finding, 'home-not-located')
})

test('a time said by hand is the last one before the entry, also across midnight and a change of the clocks', () => {
  assert.equal(saidSecond('08:05', second('2026-03-10T08:40:00Z')), second('2026-03-10T08:05:00Z'))
  assert.equal(saidSecond('23:50', second('2026-03-11T00:10:00Z')), second('2026-03-10T23:50:00Z'))
  assert.equal(saidSecond('01:30', second('2026-10-25T01:40:00Z')), second('2026-10-25T01:30:00Z'))
  assert.equal(saidSecond('01:30', second('2026-10-25T01:10:00Z')), second('2026-10-25T00:30:00Z'))
})

test('a phone’s clock that is wrong is put right by its difference as it sends; ten seconds are the network', () => {
  const at = (phoneAtMs: number, phoneNowMs: number, serverNowMs: number) => correctedClock({ phoneAtMs, phoneNowMs, serverNowMs })
  assert.deepEqual(at(1_000_000, 1_600_000, 1_900_000), { atSecond: 1300, skewSeconds: 300 })
  assert.deepEqual(at(1_000_000, 1_600_000, 1_300_000), { atSecond: 700, skewSeconds: -300 })
  assert.deepEqual(at(1_000_000, 1_600_000, 1_609_000), { atSecond: 1000, skewSeconds: 9 })
  assert.deepEqual(at(2_000_000, 1_600_000, 1_600_000), { atSecond: 1600, skewSeconds: 0 }, 'its clock was set back between: not later than now')
})

test('however wrong a phone’s clock is, how long a visit was and how long ago stay the same', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 86_400 }), fc.integer({ min: 0, max: 86_400 }), fc.integer({ min: -1_000_000, max: 1_000_000 }), (ago, earlier, wrong) => {
    const now = 2_000_000_000
    const skewMs = Math.abs(wrong) < 10 ? 0 : wrong * 1000
    const read = (secondsAgo: number) => correctedClock({ phoneAtMs: (now - secondsAgo) * 1000 - skewMs, phoneNowMs: now * 1000 - skewMs, serverNowMs: now * 1000 }).atSecond
    assert.equal(read(ago), now - ago)
    assert.equal(read(ago) - read(ago + earlier), earlier)
  }))
})

test('a visit is on the phone on its day, and across midnight while it may still end', () => {
  const day = { dayStartSecond: 0, dayEndSecond: 86_400 }
  assert.deepEqual(roundWindow({ ...day, startSecond: 8 * 3600, minutes: 30 }), { fromSecond: 0, untilSecond: 86_400 })
  assert.deepEqual(roundWindow({ ...day, startSecond: 1800, minutes: 30 }), { fromSecond: -12_600, untilSecond: 86_400 })
  assert.deepEqual(roundWindow({ ...day, startSecond: 23 * 3600, minutes: 120 }), { fromSecond: 0, untilSecond: 111_600 })
  assert.equal(isInRound({ ...day, startSecond: 8 * 3600, minutes: 30 }, 86_400), false)
})
