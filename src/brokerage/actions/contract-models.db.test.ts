import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { refusedAs } from '../../../test/support/refused-as.ts'
import { guaranteeHours } from '../../market/actions/guarantee-hours.ts'
import { switchCrossZone } from '../../market/actions/switch-cross-zone.ts'
import { frameworkTerms } from '../../market/terms/contract-model.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { offerJobs } from '../jobs/offer-jobs.ts'
import { BROKER, aMarket, aPackage, suspend } from '../testing/a-market.ts'
import { offerIdOf, offersOf, searchesOf } from '../testing/offers-of.ts'
import { BID_MADE, OFFERS_DUE } from '../terms.ts'
import { answerOffer } from './answer-offer.ts'
import { bidForPackage } from './bid-for-package.ts'
import { openCallOff } from './open-call-off.ts'
import { previewOfferOrder } from './preview-offer-order.ts'

const house = await openTestHouse({ handlers: offerJobs })
const COMMISSIONER = { ...systemActor('Cal Commissioner'), role: 'commissioner' as const }
const MONDAY = '2026-03-02T09:00:00Z'
const START = Temporal.PlainDate.from('2026-03-09')
const eligibility = { refusedRatings: ['inadequate'], languagesRequired: true }
const run = async (topicName: string, payload: object) => { await offerJobs.find((job) => job.topic === topicName)?.handle(house, payload) }
const placements = (packageId: string) => house.db.selectFrom('brokerage.placement as p').innerJoin('market.provider as m', 'm.id', 'p.provider_id').select(['m.name', 'p.pence_per_hour', 'p.agreed_pence_per_hour']).where('p.package_id', '=', packageId).execute()

describe('a prime provider', async () => {
  const terms = frameworkTerms.parse({ model: 'prime', replyWorkingMinutes: 120, declineReasons: ['skills'], minimumSubcontractPercent: 30, steps: [{ tiers: ['spot'], replyWorkingMinutes: 120 }], eligibility })
  const market = await aMarket(house, [['Ash', 'lead', null], ['Dale', 'spot', null]], terms)

  test('is asked alone, and may decline only for the reasons in its contract; then the others are asked', async () => {
    house.setNow(MONDAY)
    const { packageId } = await aPackage(house, market)
    await openCallOff(house, BROKER, { packageId })
    assert.deepEqual(await offersOf(house, packageId), ['Ash: open'])
    const offerId = await offerIdOf(house, packageId, 'Ash')
    const decline = (reason: 'no-capacity' | 'skills') => answerOffer(house, market.coordinator('Ash'), { offerId, answer: 'declined', reason, note: null })
    await assert.rejects(decline('no-capacity'), refusedAs('reason-not-allowed'))
    assert.deepEqual(await offersOf(house, packageId), ['Ash: open'])
    await decline('skills')
    await run('brokerage.offer-declined', { callOffId: (await callOffOf(packageId)), offerId })
    assert.deepEqual(await offersOf(house, packageId), ['Ash: declined', 'Dale: open'])
    await answerOffer(house, market.coordinator('Dale'), { offerId: await offerIdOf(house, packageId, 'Dale'), answer: 'declined', reason: 'no-capacity', note: null })
  })
})

describe('guaranteed hours', async () => {
  const terms = frameworkTerms.parse({ model: 'block', replyWorkingMinutes: 60, steps: [{ tiers: ['lead', 'spot'], replyWorkingMinutes: 120 }], eligibility })
  const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'lead', null]], terms)
  const guarantee = (name: string, hours: number, fromOn = '2026-01-05') => guaranteeHours(house, COMMISSIONER, { frameworkId: market.frameworkId, zoneId: market.zoneId, providerId: market.providerId(name), fromOn: Temporal.PlainDate.from(fromOn), weeklyMinutes: hours * 60 })

  test('are filled first; a full block refuses what no longer fits, however many accept at once', async () => {
    house.setNow(MONDAY)
    await guarantee('Ash', 7)
    const packages = await Promise.all([1, 2, 3, 4].map(() => aPackage(house, market)))
    for (const { packageId } of packages) await openCallOff(house, BROKER, { packageId })
    for (const { packageId } of packages) assert.deepEqual(await offersOf(house, packageId), ['Ash: open'])
    const results = await Promise.allSettled(packages.map(async ({ packageId }) => answerOffer(house, market.coordinator('Ash'), { offerId: await offerIdOf(house, packageId, 'Ash'), answer: 'accepted', startsOn: START })))
    assert.equal(results.filter((each) => each.status === 'fulfilled').length, 2, 'two packages of 3.5 hours fill 7')
    assert.ok(results.every((each) => each.status === 'fulfilled' || refusedAs('block-full')(each.reason)))
    const next = await aPackage(house, market)
    await openCallOff(house, BROKER, { packageId: next.packageId })
    assert.deepEqual(await offersOf(house, next.packageId), ['Ash: open', 'Birch: open'], 'with no block left it is a spot purchase')
  })

  test('from a later day take the place of those before, and 0 hours end them', async () => {
    await guarantee('Birch', 100)
    await guarantee('Birch', 0, '2026-02-02')
    const { packageId } = await aPackage(house, market)
    await openCallOff(house, BROKER, { packageId })
    assert.deepEqual(await offersOf(house, packageId), ['Ash: open', 'Birch: open'])
    await assert.rejects(guarantee('Birch', 5, '2026-02-02'), refusedAs('block-from-that-day'))
    await assert.rejects(guarantee('Birch', 5, '2031-02-02'), refusedAs('block-outside-term'))
    await assert.rejects(guarantee('Birch', -1, '2026-03-02'), refusedAs('block-hours'))
  })
})

describe('a mini-competition', async () => {
  const terms = frameworkTerms.parse({ model: 'open', replyWorkingMinutes: 240, lowestPencePerHour: 1800, highestPencePerHour: 2200, pricePoints: [], priceWeight: 60, qualityScores: { outstanding: 100, good: 80, 'requires-improvement': 30, inadequate: 0, 'not-rated': 50 }, eligibility })
  const market = await aMarket(house, [['Ash', 'spot', null], ['Birch', 'spot', null], ['Cedar', 'spot', null]], terms)
  const begin = async (): Promise<string> => {
    house.setNow(MONDAY)
    const { packageId } = await aPackage(house, market)
    await openCallOff(house, BROKER, { packageId })
    return packageId
  }
  const bid = async (packageId: string, name: string, pencePerHour: number) => bidForPackage(house, market.coordinator(name), { offerId: await offerIdOf(house, packageId, name), pencePerHour, startsOn: START, note: null })

  test('waits for all or for the time to pass, then gives the package to the best bid at its price', async () => {
    const packageId = await begin()
    await bid(packageId, 'Ash', 2000)
    await bid(packageId, 'Birch', 2100)
    await bid(packageId, 'Birch', 1900)
    const callOffId = await callOffOf(packageId)
    await run(BID_MADE.name, { callOffId, offerId: await offerIdOf(house, packageId, 'Birch') })
    assert.deepEqual(await offersOf(house, packageId), ['Ash: open', 'Birch: open', 'Cedar: open'], 'Cedar has time yet')
    house.setNow('2026-03-02T13:00:00Z')
    await run(OFFERS_DUE.name, { callOffId, step: 1 })
    assert.deepEqual(await offersOf(house, packageId), ['Ash: withdrawn', 'Birch: accepted', 'Cedar: lapsed'])
    assert.deepEqual(await placements(packageId), [{ name: 'Birch', pence_per_hour: 1900, agreed_pence_per_hour: 1900 }])
    const scores = await house.db.selectFrom('brokerage.bid_score').select(['place', 'total_score']).where('call_off_id', '=', callOffId).orderBy('place').execute()
    assert.deepEqual(scores, [{ place: 1, total_score: 8000 }, { place: 2, total_score: 7700 }])
    await run(OFFERS_DUE.name, { callOffId, step: 1 })
    assert.equal((await placements(packageId)).length, 1, 'the job again changes nothing')
  })

  test('is decided at once when everybody has bid or declined', async () => {
    const packageId = await begin()
    await bid(packageId, 'Ash', 2000)
    for (const name of ['Birch', 'Cedar']) await answerOffer(house, market.coordinator(name), { offerId: await offerIdOf(house, packageId, name), answer: 'declined', reason: 'no-capacity', note: null })
    await run('brokerage.offer-declined', { callOffId: await callOffOf(packageId), offerId: await offerIdOf(house, packageId, 'Cedar') })
    assert.deepEqual((await placements(packageId)).map((each) => each.name), ['Ash'])
  })

  test('with no bid ends as exhausted', async () => {
    const packageId = await begin()
    house.setNow('2026-03-02T13:00:00Z')
    await run(OFFERS_DUE.name, { callOffId: await callOffOf(packageId), step: 1 })
    assert.deepEqual(await searchesOf(house, packageId), ['exhausted'])
  })

  test('takes no bid outside the window, in the name of another, after the time, or as a plain acceptance', async () => {
    const packageId = await begin()
    await assert.rejects(bid(packageId, 'Ash', 1799), refusedAs('outside-window'))
    await assert.rejects(bidForPackage(house, market.coordinator('Birch'), { offerId: await offerIdOf(house, packageId, 'Ash'), pencePerHour: 2000, startsOn: START, note: null }), NotFound)
    await assert.rejects(answerOffer(house, market.coordinator('Ash'), { offerId: await offerIdOf(house, packageId, 'Ash'), answer: 'accepted', startsOn: START }), refusedAs('bid-instead'))
    house.setNow('2026-03-02T13:00:00.000Z')
    await assert.rejects(bid(packageId, 'Ash', 2000), refusedAs('lapsed'))
    house.setNow('2026-03-02T12:59:59.999Z')
    await bid(packageId, 'Ash', 2000)
  })

  test('passes over a bidder that was suspended since, and keeps why', async () => {
    const other = await aMarket(house, [['Elm', 'spot', null], ['Fir', 'spot', null]], terms)
    house.setNow(MONDAY)
    const { packageId } = await aPackage(house, other)
    await openCallOff(house, BROKER, { packageId })
    for (const [name, pence] of [['Elm', 1800], ['Fir', 2200]] as const) await bidForPackage(house, other.coordinator(name), { offerId: await offerIdOf(house, packageId, name), pencePerHour: pence, startsOn: START, note: null })
    await suspend(house, other.providerId('Elm'), '2026-03-01')
    const callOffId = await callOffOf(packageId)
    await run(BID_MADE.name, { callOffId, offerId: await offerIdOf(house, packageId, 'Fir') })
    assert.deepEqual((await placements(packageId)).map((each) => each.name), ['Fir'])
    const out = await house.db.selectFrom('brokerage.bid_score').select('reasons').where('call_off_id', '=', callOffId).where('place', 'is', null).executeTakeFirstOrThrow()
    assert.match(JSON.stringify(out.reasons), /suspended/)
  })
})

describe('cross-zone work', () => {
  test('brings providers of the other zone into the order from its day on, and out of it when it is switched off', async () => {
    house.setNow(MONDAY)
    const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'lead', null]], frameworkTerms.parse({ model: 'tiered', steps: [{ tiers: ['lead'], replyWorkingMinutes: 60 }, { tiers: ['spot'], replyWorkingMinutes: 60 }], eligibility }))
    const { frameworkId, zoneId } = market
    const otherId = randomUUID()
    await house.db.insertInto('market.zone').values({ id: otherId, framework_id: frameworkId, name: 'Silverstone', position: 2 }).execute()
    await house.db.updateTable('market.standing').set({ zone_id: otherId }).where('provider_id', '=', market.providerId('Birch')).execute()
    const { packageId } = await aPackage(house, market)
    const order = async () => (await previewOfferOrder(house, BROKER, packageId)).places.map((place) => `${place.providerName}: ${place.tier}, step ${String(place.step)}`)
    assert.deepEqual(await order(), ['Ash: lead, step 1'])
    const turn = (allowed: boolean, fromOn: string) => switchCrossZone(house, COMMISSIONER, { frameworkId, switched: { zoneId, fromZoneId: otherId, serviceLine: null, fromOn: Temporal.PlainDate.from(fromOn), allowed }, bothWays: false })
    await turn(true, '2026-03-02')
    assert.deepEqual(await order(), ['Ash: lead, step 1', 'Birch: spot, step 2'])
    await turn(false, '2026-03-03')
    house.setNow('2026-03-03T09:00:00Z')
    assert.deepEqual(await order(), ['Ash: lead, step 1'])
  })
})

async function callOffOf(packageId: string): Promise<string> {
  return (await house.db.selectFrom('brokerage.call_off').select('id').where('package_id', '=', packageId).orderBy('opened_at', 'desc').executeTakeFirstOrThrow()).id
}
