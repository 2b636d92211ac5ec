import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { refusedAs } from '../../../test/support/refused-as.ts'
import { withdrawPackage as withdrawByCare } from '../../care/public.ts'
import { PACKAGE_WITHDRAWN } from '../../care/terms.ts'
import { write } from '../../platform/action/transaction.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { offerJobs } from '../jobs/offer-jobs.ts'
import { BROKER, aMarket, aPackage, suspend } from '../testing/a-market.ts'
import { auditKinds, offerIdOf, offersOf, searchesOf } from '../testing/offers-of.ts'
import { OFFER_DECLINED, OFFERS_DUE, PACKAGE_PLACED } from '../terms.ts'
import { answerOffer } from './answer-offer.ts'
import { lapseDueOffers, lapseOffers } from './lapse-offers.ts'
import { openCallOff } from './open-call-off.ts'
import { previewOfferOrder } from './preview-offer-order.ts'
import { sendNextOffers } from './send-next-offers.ts'
import { withdrawCallOff } from './withdraw-call-off.ts'
import { withdrawPackage } from './withdraw-package.ts'

const house = await openTestHouse({ handlers: offerJobs })
const MONDAY = '2026-03-02T09:00:00Z'
const START = Temporal.PlainDate.from('2026-03-06')
const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'lead', null], ['Cedar', 'secondary', null]])
const decline = (offerId: string, name: string) => answerOffer(house, market.coordinator(name), { offerId, answer: 'declined', reason: 'no-capacity', note: null })
const run = (topicName: string, payload: object) => offerJobs.find((job) => job.topic === topicName)?.handle(house, payload)

describe('the search for a provider', () => {
  test('a preview of the order asks nobody', async () => {
    const { packageId } = await aPackage(house, market)
    const order = await previewOfferOrder(house, BROKER, packageId)
    assert.deepEqual(order.places.map((place) => [place.providerName, place.step]), [['Ash', 1], ['Birch', 1], ['Cedar', 2]])
    assert.deepEqual(await offersOf(house, packageId), [])
  })

  test('sends the first step and keeps every place with its reasons', async () => {
    house.setNow(MONDAY)
    const { packageId, personId } = await aPackage(house, market)
    const opened = await openCallOff(house, BROKER, { packageId })
    assert.equal(opened.offersSent, 2)
    assert.equal(opened.replyByAt?.toString(), '2026-03-02T11:00:00Z')
    assert.deepEqual(await offersOf(house, packageId), ['Ash: open', 'Birch: open'])
    const places = await house.db.selectFrom('brokerage.call_off_place').select(['place', 'step', 'reasons']).where('call_off_id', '=', opened.callOffId).orderBy('place').execute()
    assert.deepEqual(places.map((place) => [place.place, place.step]), [[1, 1], [2, 1], [3, 2]])
    assert.ok(places.every((place) => Array.isArray(place.reasons) && place.reasons.length > 0))
    assert.deepEqual(await auditKinds(house, personId), ['referral-received', 'call-off-opened', 'offers-sent'])
  })

  test('is not begun twice for one package', async () => {
    const { packageId } = await aPackage(house, market)
    await openCallOff(house, BROKER, { packageId })
    await assert.rejects(openCallOff(house, BROKER, { packageId }), refusedAs('already-on-offer'))
  })

  test('is refused for a package whose postcode lies in no zone', async () => {
    const { packageId } = await aPackage(house, market, { zoneId: null })
    await assert.rejects(openCallOff(house, BROKER, { packageId }), refusedAs('no-zone'))
  })

  test('goes on to the next step when everybody of the first has declined, and ends exhausted after the last', async () => {
    const { packageId, personId } = await aPackage(house, market)
    await openCallOff(house, BROKER, { packageId })
    await decline(await offerIdOf(house, packageId, 'Ash'), 'Ash')
    await house.runJobs()
    assert.deepEqual(await offersOf(house, packageId), ['Ash: declined', 'Birch: open'])
    await decline(await offerIdOf(house, packageId, 'Birch'), 'Birch')
    await house.runJobs()
    assert.deepEqual(await offersOf(house, packageId), ['Ash: declined', 'Birch: declined', 'Cedar: open'])
    await decline(await offerIdOf(house, packageId, 'Cedar'), 'Cedar')
    await house.runJobs()
    assert.deepEqual(await searchesOf(house, packageId), ['exhausted'])
    assert.equal((await auditKinds(house, personId)).at(-1), 'call-off-exhausted')
  })

  test('asks those who declined again, in their places, when it is begun anew', async () => {
    const { packageId } = await aPackage(house, market)
    const { callOffId } = await openCallOff(house, BROKER, { packageId })
    await decline(await offerIdOf(house, packageId, 'Ash'), 'Ash')
    await withdrawCallOff(house, BROKER, { callOffId })
    const order = await previewOfferOrder(house, BROKER, packageId)
    const ash = order.places.find((place) => place.providerName === 'Ash')
    assert.equal(ash?.place, 1)
    assert.ok(ash.reasons.some((reason) => reason.clause === 'earlier-declined'))
  })

  test('offers lapse at the reply-by time and not before, and the next step is sent, with nobody at a desk', async () => {
    house.setNow(MONDAY)
    const { packageId, personId } = await aPackage(house, market)
    const { callOffId } = await openCallOff(house, BROKER, { packageId })
    await run(OFFERS_DUE.name, { callOffId, step: 1 })
    assert.deepEqual(await offersOf(house, packageId), ['Ash: open', 'Birch: open'])
    house.setNow('2026-03-02T11:00:00Z')
    await run(OFFERS_DUE.name, { callOffId, step: 1 })
    assert.deepEqual(await offersOf(house, packageId), ['Ash: lapsed', 'Birch: lapsed', 'Cedar: open'])
    assert.deepEqual((await auditKinds(house, personId)).slice(-3), ['offer-lapsed', 'offer-lapsed', 'offers-sent'])
    house.setNow(MONDAY)
  })

  test('a job that comes twice changes nothing the second time', async () => {
    const { packageId, personId } = await aPackage(house, market)
    const { callOffId } = await openCallOff(house, BROKER, { packageId })
    house.setNow('2026-03-02T11:00:00Z')
    assert.deepEqual(await lapseOffers(house, BROKER, { callOffId }), { lapsed: 2 })
    const before = await auditKinds(house, personId)
    assert.equal(await lapseOffers(house, BROKER, { callOffId }), undefined)
    assert.equal(await sendNextOffers(house, BROKER, { callOffId }), undefined)
    await run(OFFER_DECLINED.name, { callOffId, offerId: await offerIdOf(house, packageId, 'Ash') })
    assert.deepEqual(await auditKinds(house, personId), before)
    assert.deepEqual(await offersOf(house, packageId), ['Ash: lapsed', 'Birch: lapsed', 'Cedar: open'])
    house.setNow(MONDAY)
  })

  test('the sweep finds every search whose time has passed', async () => {
    const { packageId } = await aPackage(house, market)
    await openCallOff(house, BROKER, { packageId })
    house.setNow('2026-03-02T11:30:00Z')
    assert.ok((await lapseDueOffers(house, BROKER)) > 0)
    assert.deepEqual(await offersOf(house, packageId), ['Ash: lapsed', 'Birch: lapsed', 'Cedar: open'])
    assert.equal(await lapseDueOffers(house, BROKER), 0)
    house.setNow(MONDAY)
  })

  test('a provider suspended before its turn is passed over, with the reason kept', async () => {
    const other = await aMarket(house, [['Elm', 'lead', null], ['Fir', 'secondary', null]])
    const { packageId } = await aPackage(house, other)
    const { callOffId } = await openCallOff(house, BROKER, { packageId })
    await suspend(house, other.providerId('Fir'), '2026-03-02')
    await answerOffer(house, other.coordinator('Elm'), { offerId: await offerIdOf(house, packageId, 'Elm'), answer: 'declined', reason: 'travel', note: null })
    await house.runJobs()
    assert.deepEqual(await offersOf(house, packageId), ['Elm: declined'])
    assert.deepEqual(await searchesOf(house, packageId), ['exhausted'])
    const skips = await house.db.selectFrom('brokerage.call_off_skip').select('reasons').where('call_off_id', '=', callOffId).execute()
    assert.match(JSON.stringify(skips), /Late visits/)
  })

  test('with nobody to ask it ends at once, and why each was left out is kept', async () => {
    const other = await aMarket(house, [['Gean', 'lead', null]])
    await suspend(house, other.providerId('Gean'), '2026-03-01')
    const { packageId } = await aPackage(house, other)
    const opened = await openCallOff(house, BROKER, { packageId })
    assert.equal(opened.offersSent, 0)
    assert.deepEqual(await searchesOf(house, packageId), ['exhausted'])
  })

  test('withdrawing the package withdraws its open offers and ends the search', async () => {
    const { packageId, personId } = await aPackage(house, market)
    await openCallOff(house, BROKER, { packageId })
    await withdrawPackage(house, BROKER, { packageId, reason: 'Moved in with family' })
    assert.deepEqual(await offersOf(house, packageId), ['Ash: withdrawn', 'Birch: withdrawn'])
    assert.equal((await auditKinds(house, personId)).at(-1), 'package-withdrawn')
    await assert.rejects(openCallOff(house, BROKER, { packageId }), refusedAs('package-withdrawn'))
  })

  test('withdrawing the package by care’s own door ends the search by the job, once, and nobody can accept it in between', async () => {
    const { packageId, personId } = await aPackage(house, market)
    await openCallOff(house, BROKER, { packageId })
    await write(house, BROKER, (work) => withdrawByCare(work, packageId, work.today, 'No longer wanted'))
    await assert.rejects(answerOffer(house, market.coordinator('Ash'), { offerId: await offerIdOf(house, packageId, 'Ash'), answer: 'accepted', startsOn: START }), refusedAs('withdrawn'))
    await house.runJobs()
    assert.deepEqual(await offersOf(house, packageId), ['Ash: withdrawn', 'Birch: withdrawn'])
    assert.deepEqual(await searchesOf(house, packageId), ['withdrawn'])
    const before = await auditKinds(house, personId)
    await run(PACKAGE_WITHDRAWN.name, { packageId })
    assert.deepEqual(await auditKinds(house, personId), before)
  })

  test('the winner ends the search and the others\' offers are withdrawn by the job, once', async () => {
    const { packageId, personId } = await aPackage(house, market)
    const { callOffId } = await openCallOff(house, BROKER, { packageId })
    const answered = await answerOffer(house, market.coordinator('Birch'), { offerId: await offerIdOf(house, packageId, 'Birch'), answer: 'accepted', startsOn: START })
    await house.runJobs()
    assert.deepEqual(await offersOf(house, packageId), ['Ash: withdrawn', 'Birch: accepted'])
    const before = await auditKinds(house, personId)
    await run(PACKAGE_PLACED.name, { placementId: answered.placementId, callOffId, packageId })
    assert.deepEqual(await auditKinds(house, personId), before)
    await assert.rejects(openCallOff(house, BROKER, { packageId }), refusedAs('already-placed'))
    await assert.rejects(withdrawPackage(house, BROKER, { packageId, reason: 'x' }), refusedAs('already-placed'))
    await assert.rejects(withdrawCallOff(house, BROKER, { callOffId }), refusedAs('already-placed'))
  })

  test('a search that is not there is not found', async () => {
    await assert.rejects(withdrawCallOff(house, BROKER, { callOffId: '00000000-0000-4000-8000-000000000000' }), NotFound)
  })
})
