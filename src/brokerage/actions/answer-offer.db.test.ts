import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { Forbidden, NotFound, Refused } from '../../platform/action/refused.ts'
import { openDb } from '../../platform/db/open.ts'
import { BROKER, aMarket, aPackage, suspend } from '../testing/a-market.ts'
import { auditKinds, offerIdOf, offersOf, searchesOf } from '../testing/offers-of.ts'
import { answerOffer } from './answer-offer.ts'
import { endPlacement } from './end-placement.ts'
import { openCallOff } from './open-call-off.ts'
import { setInterimCover } from './set-interim-cover.ts'

const MONDAY = '2026-03-02T09:00:00Z'
const on = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const house = await openTestHouse({ now: MONDAY })
const NAMES = ['Ash', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Gean', 'Hazel'] as const
const market = await aMarket(house, NAMES.map((name) => [name, 'lead', null] as const))

async function onOffer(): Promise<{ packageId: string; personId: string; reference: string }> {
  house.setNow(MONDAY)
  const placed = await aPackage(house, market)
  await openCallOff(house, BROKER, { packageId: placed.packageId })
  return placed
}
const refused = (code: string, words: RegExp) => (fault: unknown): boolean => fault instanceof Refused && fault.code === code && words.test(fault.message)

describe('answering an offer', () => {
  test('accepting places the package at the rate of its first day, and leaves its audit rows', async () => {
    const { packageId, personId } = await onOffer()
    const answered = await answerOffer(house, market.coordinator('Ash'), { offerId: await offerIdOf(house, packageId, 'Ash'), answer: 'accepted', startsOn: on('2026-07-01') })
    const placement = await house.db.selectFrom('brokerage.placement').selectAll().where('package_id', '=', packageId).executeTakeFirstOrThrow()
    assert.equal(placement.id, answered.placementId)
    assert.deepEqual([placement.person_id, placement.provider_id, placement.starts_on, placement.pence_per_hour, placement.tier], [personId, market.providerId('Ash'), '2026-07-01', 2100, 'lead'])
    assert.match(answered.message, /Care was asked for by 9 March 2026/)
    assert.deepEqual((await auditKinds(house, personId)).slice(-2), ['offer-accepted', 'package-placed'])
    assert.deepEqual(await searchesOf(house, packageId), ['placed'])
  })

  test('the start may be today but not in the past, nor more than a year ahead', async () => {
    const { packageId } = await onOffer()
    const offerId = await offerIdOf(house, packageId, 'Ash')
    const accept = (startsOn: string) => answerOffer(house, market.coordinator('Ash'), { offerId, answer: 'accepted', startsOn: on(startsOn) })
    await assert.rejects(accept('2026-03-01'), refused('start-in-past', /today, 2 March 2026, or later/))
    await assert.rejects(accept('2027-03-03'), refused('start-too-far', /Check the year/))
    assert.deepEqual(await searchesOf(house, packageId), ['open'])
    assert.match((await accept('2026-03-02')).message, /from 2 March 2026\.$/)
  })

  test('a provider suspended from new work since it was asked cannot accept, is told why, and can still decline', async () => {
    const own = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'lead', null]])
    house.setNow(MONDAY)
    const { packageId } = await aPackage(house, own)
    await openCallOff(house, BROKER, { packageId })
    await suspend(house, own.providerId('Ash'), '2026-03-02')
    const offerId = await offerIdOf(house, packageId, 'Ash')
    await assert.rejects(answerOffer(house, own.coordinator('Ash'), { offerId, answer: 'accepted', startsOn: on('2026-03-05') }), refused('suspended', /You are suspended from new work.*Decline it, or ask the council/))
    assert.deepEqual(await searchesOf(house, packageId), ['open'])
    assert.match((await answerOffer(house, own.coordinator('Ash'), { offerId, answer: 'declined', reason: 'no-capacity', note: null })).message, /You declined/)
    await answerOffer(house, own.coordinator('Birch'), { offerId: await offerIdOf(house, packageId, 'Birch'), answer: 'accepted', startsOn: on('2026-03-05') })
    assert.deepEqual(await searchesOf(house, packageId), ['placed'])
  })

  test('a decline keeps its reason and note', async () => {
    const { packageId, personId } = await onOffer()
    const offerId = await offerIdOf(house, packageId, 'Birch')
    await answerOffer(house, market.coordinator('Birch'), { offerId, answer: 'declined', reason: 'times', note: 'Mornings are full' })
    const answer = await house.db.selectFrom('brokerage.offer_answer').selectAll().where('offer_id', '=', offerId).executeTakeFirstOrThrow()
    assert.deepEqual([answer.answer, answer.reason, answer.note, answer.answered_by], ['declined', 'times', 'Mornings are full', 'Birch coordinator'])
    assert.equal((await auditKinds(house, personId)).at(-1), 'offer-declined')
    await assert.rejects(answerOffer(house, market.coordinator('Birch'), { offerId, answer: 'accepted', startsOn: on('2026-03-09') }), refused('already-answered', /already declined/))
  })

  test('from the reply-by time on it can no longer be answered, even before the job has recorded the lapse', async () => {
    const { packageId } = await onOffer()
    const offerId = await offerIdOf(house, packageId, 'Ash')
    house.setNow('2026-03-02T11:00:00Z')
    await assert.rejects(answerOffer(house, market.coordinator('Ash'), { offerId, answer: 'accepted', startsOn: on('2026-03-09') }), refused('lapsed', /time to reply has passed/))
  })

  test('who comes second is told kindly that another provider has it', async () => {
    const { packageId } = await onOffer()
    await answerOffer(house, market.coordinator('Ash'), { offerId: await offerIdOf(house, packageId, 'Ash'), answer: 'accepted', startsOn: on('2026-03-09') })
    const second = answerOffer(house, market.coordinator('Birch'), { offerId: await offerIdOf(house, packageId, 'Birch'), answer: 'accepted', startsOn: on('2026-03-09') })
    await assert.rejects(second, refused('already-placed', /^Another provider has been given this package/))
  })

  test('a provider cannot answer, or even find, an offer made to another', async () => {
    const { packageId } = await onOffer()
    const offerId = await offerIdOf(house, packageId, 'Ash')
    await assert.rejects(answerOffer(house, market.coordinator('Birch'), { offerId, answer: 'accepted', startsOn: on('2026-03-09') }), NotFound)
  })

  test('provider finance and brokers may not answer', async () => {
    const { packageId } = await onOffer()
    const offerId = await offerIdOf(house, packageId, 'Ash')
    await assert.rejects(answerOffer(house, { ...market.coordinator('Ash'), role: 'provider-finance' }, { offerId, answer: 'accepted', startsOn: on('2026-03-09') }), Forbidden)
    await assert.rejects(answerOffer(house, BROKER, { offerId, answer: 'accepted', startsOn: on('2026-03-09') }), Forbidden)
  })
})

describe('when providers accept at the same moment', () => {
  test('exactly one is given the package, however often it is tried, and every other is told so', async (t) => {
    // Connections of their own, so that every acceptance is really in the database at once.
    const db = openDb(house.url, NAMES.length * 2)
    t.after(() => db.destroy())
    const crowd = { ...house, db }
    for (let round = 0; round < 6; round += 1) {
      const { packageId } = await onOffer()
      const ids = await Promise.all(NAMES.map((name) => offerIdOf(house, packageId, name)))
      const tries = NAMES.flatMap((name, index) => [1, 2].map(() => answerOffer(crowd, market.coordinator(name), { offerId: ids[index] ?? '', answer: 'accepted', startsOn: on('2026-03-09') })))
      const outcomes = await Promise.allSettled(tries)
      assert.equal(outcomes.filter((each) => each.status === 'fulfilled').length, 1)
      for (const each of outcomes) if (each.status === 'rejected') assert.ok(each.reason instanceof Refused && /^(Another provider has been given|You have already accepted)/.test(each.reason.message), String(each.reason))
      const placements = await house.db.selectFrom('brokerage.placement').select('provider_id').where('package_id', '=', packageId).execute()
      assert.equal(placements.length, 1)
      assert.equal((await offersOf(house, packageId)).filter((each) => each.endsWith('accepted')).length, 1)
    }
  })

  test('an acceptance and a new search at once never leave a placed package on offer', async (t) => {
    const db = openDb(house.url, 4)
    t.after(() => db.destroy())
    const crowd = { ...house, db }
    for (let round = 0; round < 6; round += 1) {
      const { packageId } = await onOffer()
      const offerId = await offerIdOf(house, packageId, 'Ash')
      await Promise.allSettled([answerOffer(crowd, market.coordinator('Ash'), { offerId, answer: 'accepted', startsOn: on('2026-03-09') }), openCallOff(crowd, BROKER, { packageId }), openCallOff(crowd, BROKER, { packageId })])
      assert.deepEqual(await searchesOf(house, packageId), ['placed'])
    }
  })
})

describe('a placement', () => {
  const placed = async (): Promise<{ placementId: string; personId: string }> => {
    const { packageId, personId } = await onOffer()
    const answered = await answerOffer(house, market.coordinator('Ash'), { offerId: await offerIdOf(house, packageId, 'Ash'), answer: 'accepted', startsOn: on('2026-03-09') })
    return { placementId: answered.placementId ?? '', personId }
  }

  test('ends once, with its last day and reason, and leaves its audit row', async () => {
    const { placementId, personId } = await placed()
    await assert.rejects(endPlacement(house, BROKER, { placementId, endsOn: on('2026-03-07'), reason: 'other' }), refused('end-before-start', /or 8 March 2026 if it never began/))
    await endPlacement(house, BROKER, { placementId, endsOn: on('2026-03-20'), reason: 'moved-away' })
    assert.equal((await auditKinds(house, personId)).at(-1), 'placement-ended')
    await assert.rejects(endPlacement(house, BROKER, { placementId, endsOn: on('2026-03-21'), reason: 'other' }), refused('already-ended', /20 March 2026/))
  })

  test('is not ended by its provider', async () => {
    const { placementId } = await placed()
    await assert.rejects(endPlacement(house, market.coordinator('Ash'), { placementId, endsOn: on('2026-03-20'), reason: 'other' }), Forbidden)
  })
})

test('interim cover is recorded for a waiting person and leaves its audit row', async () => {
  const { packageId, personId } = await aPackage(house, market)
  await setInterimCover(house, BROKER, { packageId, kind: 'family', note: null })
  assert.equal((await auditKinds(house, personId)).at(-1), 'interim-cover-set')
})
