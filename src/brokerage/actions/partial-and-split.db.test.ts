import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { fundingsOf } from '../../care/public.ts'
import { read } from '../../platform/action/transaction.ts'
import { Refused } from '../../platform/action/refused.ts'
import type { PatternVisit } from '../../care/terms.ts'
import { lapseOffers } from './lapse-offers.ts'
import { answerOffer } from './answer-offer.ts'
import { decidePartialAnswer } from './decide-partial-answer.ts'
import { openCallOff } from './open-call-off.ts'
import { seePartialAnswers } from './see-partial-answers.ts'
import { sendNextOffers } from './send-next-offers.ts'
import { splitPackage } from './split-package.ts'
import { setInterimCover } from './set-interim-cover.ts'
import { seeBoard } from './see-board.ts'
import { BROKER, aMarket, aPackage } from '../testing/a-market.ts'
import { auditKinds, offerIdOf, offersOf, searchesOf } from '../testing/offers-of.ts'

const MONDAY = '2026-03-02T09:00:00Z'
const on = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const house = await openTestHouse({ now: MONDAY })
const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'lead', null], ['Cedar', 'secondary', null]])
const refused = (code: string) => (fault: unknown): boolean => fault instanceof Refused && fault.code === code
const DAYS = [1, 2, 3, 4, 5, 6, 7]
const at = (earliestMinute: number, workers: 1 | 2 = 1): PatternVisit[] => DAYS.map((dayOfWeek) => ({ dayOfWeek, earliestMinute, latestMinute: earliestMinute + 30, minutes: 30, workers, timeCritical: false }))

async function onOffer(pattern: readonly PatternVisit[] = [...at(450), ...at(1140)], contributionPence: number | null = null) {
  house.setNow(MONDAY)
  const made = await aPackage(house, market, { pattern: [...pattern], contributionPence })
  const { callOffId } = await openCallOff(house, BROKER, { packageId: made.packageId })
  return { ...made, callOffId }
}
const weekdaysOf = (pattern: readonly PatternVisit[], by = 0) => pattern.filter((visit) => visit.dayOfWeek < 6).map((visit) => ({ dayOfWeek: visit.dayOfWeek, askedMinute: visit.earliestMinute, earliestMinute: visit.earliestMinute + by, latestMinute: visit.latestMinute + by, workers: visit.workers }))

async function answersInPart(packageId: string, name: string, visits: ReturnType<typeof weekdaysOf>, startsOn = '2026-03-09') {
  const offerId = await offerIdOf(house, packageId, name)
  const { message } = await answerOffer(house, market.coordinator(name), { offerId, answer: 'partial', visits, startsOn: on(startsOn), note: null })
  return { offerId, message }
}

describe('an answer in part', () => {
  test('is kept for ever, tells the brokers, places nothing, and another provider may still take the whole at once', async () => {
    const { packageId, personId } = await onOffer()
    const { offerId } = await answersInPart(packageId, 'Ash', weekdaysOf(at(450), 60))
    assert.deepEqual(await offersOf(house, packageId), ['Ash: partial', 'Birch: open'])
    assert.equal((await auditKinds(house, personId)).at(-1), 'offer-answered-in-part')
    await assert.rejects(answersInPart(packageId, 'Ash', weekdaysOf(at(450))), refused('already-answered'))
    await assert.rejects(decidePartialAnswer(house, BROKER, { offerId, decision: 'accepted', agreedBy: 'person', reason: 'Agreed' }), refused('step-running'))
    await answerOffer(house, market.coordinator('Birch'), { offerId: await offerIdOf(house, packageId, 'Birch'), answer: 'accepted', startsOn: on('2026-03-09') })
    assert.deepEqual(await searchesOf(house, packageId), ['placed'])
    await assert.rejects(decidePartialAnswer(house, BROKER, { offerId, decision: 'accepted', agreedBy: 'person', reason: 'Agreed' }), refused('already-placed'))
  })

  test('holds the search for as long again as the step had to reply; then the next step is asked by itself', async () => {
    const { packageId, callOffId } = await onOffer()
    await answersInPart(packageId, 'Ash', weekdaysOf(at(450)))
    house.setNow('2026-03-02T11:00:00Z')
    await lapseOffers(house, BROKER, { callOffId })
    assert.deepEqual(await offersOf(house, packageId), ['Ash: partial', 'Birch: lapsed'])
    house.setNow('2026-03-02T12:59:00Z')
    assert.equal(await lapseOffers(house, BROKER, { callOffId }), undefined)
    house.setNow('2026-03-02T13:00:00Z')
    await lapseOffers(house, BROKER, { callOffId })
    assert.deepEqual((await offersOf(house, packageId)).at(-1), 'Cedar: open')
  })

  test('refused, the search goes on at once', async () => {
    const { packageId, callOffId } = await onOffer()
    const { offerId } = await answersInPart(packageId, 'Ash', weekdaysOf(at(450)))
    await answerOffer(house, market.coordinator('Birch'), { offerId: await offerIdOf(house, packageId, 'Birch'), answer: 'declined', reason: 'no-capacity', note: null })
    assert.equal(await sendNextOffers(house, BROKER, { callOffId }), undefined)
    await decidePartialAnswer(house, BROKER, { offerId, decision: 'refused', reason: 'Weekends are needed' })
    assert.equal((await sendNextOffers(house, BROKER, { callOffId }))?.kind, 'sent')
    await assert.rejects(decidePartialAnswer(house, BROKER, { offerId, decision: 'refused', reason: 'Again' }), refused('already-decided'))
  })

  test('accepted, its week is the week of the placement, with who agreed and why; several stand side by side until then', async () => {
    const { packageId } = await onOffer(at(450))
    const { offerId } = await answersInPart(packageId, 'Ash', weekdaysOf(at(450), 60), '2026-03-11')
    await answersInPart(packageId, 'Birch', weekdaysOf(at(450)))
    const seen = await seePartialAnswers(house, BROKER, packageId)
    assert.deepEqual(seen.answers.map(({ providerName, difference }) => [providerName, difference.metMinutes, difference.movedMinutes, difference.missingMinutes, difference.startDaysLost]), [['Ash', 0, 150, 60, 2], ['Birch', 150, 0, 60, 0]])
    const { placementId } = await decidePartialAnswer(house, BROKER, { offerId, decision: 'accepted', agreedBy: 'family', reason: 'Her daughter comes at weekends' })
    const change = await house.db.selectFrom('brokerage.pattern_change').selectAll().where('placement_id', '=', placementId ?? '').executeTakeFirstOrThrow()
    assert.deepEqual([change.from_on, change.to_on, change.weekly_minutes, change.needs_approval, change.reason], ['2026-03-11', null, 150, false, 'Her daughter comes at weekends'])
    assert.deepEqual(await searchesOf(house, packageId), ['placed'])
    const decision = await house.db.selectFrom('brokerage.partial_decision').selectAll().where('offer_id', '=', offerId).executeTakeFirstOrThrow()
    assert.deepEqual([decision.agreed_by, decision.decided_by], ['family', 'Bea Broker'])
  })

  test('split, what the provider can do is offered to it alone first and the rest is searched for apart', async () => {
    const { packageId } = await onOffer()
    const { offerId } = await answersInPart(packageId, 'Ash', weekdaysOf(at(450)))
    house.setNow('2026-03-02T11:00:00Z')
    const { parts } = await decidePartialAnswer(house, BROKER, { offerId, decision: 'split', reason: 'Evenings apart' })
    const [own, rest] = parts
    assert.ok(own !== undefined && rest !== undefined)
    assert.deepEqual(await offersOf(house, own.packageId), ['Ash: open'])
    assert.deepEqual([await offersOf(house, rest.packageId), await searchesOf(house, packageId)], [[], ['withdrawn']])
  })

  test('cannot be what was asked for, nothing, or an exact time without its reason', async () => {
    const { packageId } = await onOffer(at(450))
    await assert.rejects(answersInPart(packageId, 'Ash', []), refused('nothing-offered'))
    await assert.rejects(answersInPart(packageId, 'Ash', at(450).map((visit) => ({ ...visit, askedMinute: 450 }))), refused('accept-instead'))
    await assert.rejects(answersInPart(packageId, 'Ash', [{ dayOfWeek: 1, askedMinute: 450, earliestMinute: 460, latestMinute: 460, workers: 1 }]), refused('exact-time'))
    assert.deepEqual(await offersOf(house, packageId), ['Ash: open', 'Birch: open'])
  })
})

describe('a split package', () => {
  const shares = (pattern: readonly PatternVisit[], workers?: 1) => pattern.map(({ dayOfWeek, earliestMinute, ...visit }) => ({ dayOfWeek, earliestMinute, workers: workers ?? visit.workers }))

  test('its parts wait in its place since its referral came, with its cover, and the hours on the list stay the same', async () => {
    const { packageId, personId, callOffId } = await onOffer([...at(450), ...at(1140)], 2501)
    await setInterimCover(house, BROKER, { packageId, kind: 'family', note: null })
    const minutes = async () => (await seeBoard(house, BROKER)).filter((row) => row.carePackage.personId === personId).map((row) => [row.carePackage.weeklyMinutes, row.days, row.cover?.kind])
    house.setNow('2026-03-04T09:00:00Z')
    assert.deepEqual(await minutes(), [[420, 2, 'family']])
    const parts = await splitPackage(house, BROKER, { packageId, parts: [shares(at(450)), shares(at(1140))], reason: 'Nobody takes both' })
    assert.deepEqual(await minutes(), [[210, 2, 'family'], [210, 2, 'family']])
    assert.equal(parts.length, 2)
    const fundings = await read(house, BROKER, (work) => fundingsOf(work, parts.map((part) => part.packageId)))
    assert.deepEqual(parts.map((part) => fundings.get(part.packageId)?.first), [1251, 1250].map((contributionPence) => ({ funder: 'council', nhsPercent: null, contributionPence, ofPence: 2501 })), 'what the person adds is one amount over both')
    const rows = await house.db.selectFrom('care.package').select(['part_number', 'split_on', 'part_kind']).where('split_from', '=', packageId).orderBy('part_number').execute()
    assert.deepEqual(rows, [{ part_number: 1, split_on: '2026-03-04', part_kind: 'visits' }, { part_number: 2, split_on: '2026-03-04', part_kind: 'visits' }])
    const search = await house.db.selectFrom('brokerage.call_off').select('closed_reason').where('id', '=', callOffId).executeTakeFirstOrThrow()
    assert.equal(search.closed_reason, 'withdrawn')
    await assert.rejects(splitPackage(house, BROKER, { packageId: parts[0]?.packageId ?? '', parts: [], reason: 'Again' }), refused('already-a-part'))
    await assert.rejects(splitPackage(house, BROKER, { packageId, parts: [shares(at(450)), shares(at(1140))], reason: 'Again' }), refused('package-withdrawn'))
  })

  test('shared by care worker, who sends one of two is not asked for the other', async () => {
    const { packageId } = await onOffer(at(450, 2))
    const [one, other] = await splitPackage(house, BROKER, { packageId, parts: [shares(at(450, 2), 1), shares(at(450, 2), 1)], reason: 'One each' })
    assert.ok(one !== undefined && other !== undefined)
    await openCallOff(house, BROKER, { packageId: one.packageId })
    await answerOffer(house, market.coordinator('Ash'), { offerId: await offerIdOf(house, one.packageId, 'Ash'), answer: 'accepted', startsOn: on('2026-03-09') })
    await openCallOff(house, BROKER, { packageId: other.packageId })
    assert.deepEqual(await offersOf(house, other.packageId), ['Birch: open'])
    const part = await house.db.selectFrom('care.package').select(['most_workers', 'weekly_minutes']).where('id', '=', other.packageId).executeTakeFirstOrThrow()
    assert.deepEqual(part, { most_workers: 1, weekly_minutes: 210 })
  })
})
