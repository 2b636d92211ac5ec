import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { refusedAs } from '../../../test/support/refused-as.ts'
import { frameworkTerms } from '../../market/terms/contract-model.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { Forbidden, NotFound } from '../../platform/action/refused.ts'
import { BROKER, aMarket, aPackage, suspend } from '../testing/a-market.ts'
import { offerIdOf } from '../testing/offers-of.ts'
import { answerOffer } from './answer-offer.ts'
import { endSubcontract } from './end-subcontract.ts'
import { openCallOff } from './open-call-off.ts'
import { recordSubcontract, type HoursPassedOn } from './record-subcontract.ts'

const house = await openTestHouse()
const terms = frameworkTerms.parse({ model: 'prime', replyWorkingMinutes: 120, declineReasons: ['skills'], minimumSubcontractPercent: 30, steps: [], eligibility: { refusedRatings: [], languagesRequired: false }, vastMajorityPercent: 80 })
const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'spot', null], ['Cedar', 'spot', null]], terms)
const COMMISSIONER = { ...systemActor('Cal Commissioner'), role: 'commissioner' as const }
const day = (text: string) => Temporal.PlainDate.from(text)

async function held(): Promise<string> {
  const { packageId } = await aPackage(house, market)
  await openCallOff(house, BROKER, { packageId })
  const { placementId } = await answerOffer(house, market.coordinator('Ash'), { offerId: await offerIdOf(house, packageId, 'Ash'), answer: 'accepted', startsOn: day('2026-03-09') })
  return placementId ?? ''
}
const hours = (placementId: string, changes: Partial<HoursPassedOn> = {}): HoursPassedOn => ({ placementId, subcontractorId: market.providerId('Birch'), fromOn: day('2026-03-09'), toOn: null, weeklyMinutes: 105, pencePerHour: 2000, ...changes })
const ash = market.coordinator('Ash')

describe('hours of a placement', () => {
  test('are passed on by the provider placed, or recorded by the council; never more than the package has, however many at once', async () => {
    const placementId = await held()
    await recordSubcontract(house, ash, hours(placementId))
    const more = await Promise.allSettled([ash, ash, COMMISSIONER].map((actor) => recordSubcontract(house, actor, hours(placementId, { subcontractorId: market.providerId('Cedar') }))))
    assert.equal(more.filter((each) => each.status === 'fulfilled').length, 1, 'half of 3.5 hours is left once')
    assert.ok(more.every((each) => each.status === 'fulfilled' || refusedAs('too-many-hours')(each.reason)))
  })

  test('are not passed on by anybody else, nor by a role that may not', async () => {
    const placementId = await held()
    await assert.rejects(recordSubcontract(house, market.coordinator('Birch'), hours(placementId, { subcontractorId: market.providerId('Cedar') })), NotFound)
    await assert.rejects(recordSubcontract(house, BROKER, hours(placementId)), Forbidden)
  })

  test('go below the council’s rate only with the vast majority of the zone, and its share counts what no other provider may see', async () => {
    const other = await aMarket(house, [['Elm', 'lead', null], ['Fir', 'lead', null]], frameworkTerms.parse({ model: 'tiered', steps: [{ tiers: ['lead'], replyWorkingMinutes: 120 }], eligibility: { refusedRatings: [], languagesRequired: false }, vastMajorityPercent: 80 }))
    const placed = async (name: string): Promise<string> => {
      const { packageId } = await aPackage(house, other)
      await openCallOff(house, BROKER, { packageId })
      return (await answerOffer(house, other.coordinator(name), { offerId: await offerIdOf(house, packageId, name), answer: 'accepted', startsOn: day('2026-03-09') })).placementId ?? ''
    }
    const own = await placed('Elm')
    const cheap = hours(own, { subcontractorId: market.providerId('Cedar'), weeklyMinutes: 60, pencePerHour: 1900 })
    await recordSubcontract(house, other.coordinator('Elm'), cheap)
    await placed('Fir')
    await assert.rejects(recordSubcontract(house, other.coordinator('Elm'), cheap), refusedAs('below-council-rate'))
  })

  test('are not passed to a suspended provider, and the reason of its suspension is not told', async () => {
    const placementId = await held()
    await suspend(house, market.providerId('Cedar'), '2026-03-01')
    await assert.rejects(recordSubcontract(house, ash, hours(placementId, { subcontractorId: market.providerId('Cedar') })), (fault: unknown) => refusedAs('suspended')(fault) && fault instanceof Error && !fault.message.includes('Late visits'))
  })

  test('come back when the subcontract ends, once', async () => {
    const placementId = await held()
    const { subcontractId } = await recordSubcontract(house, ash, hours(placementId, { weeklyMinutes: 210 }))
    await assert.rejects(endSubcontract(house, ash, { placementId, subcontractId, endsOn: day('2026-03-08'), reason: 'No longer needed' }), refusedAs('end-outside'))
    await endSubcontract(house, ash, { placementId, subcontractId, endsOn: day('2026-03-31'), reason: 'No longer needed' })
    await assert.rejects(endSubcontract(house, ash, { placementId, subcontractId, endsOn: day('2026-03-31'), reason: 'Again' }), refusedAs('already-ended'))
    await recordSubcontract(house, ash, hours(placementId, { weeklyMinutes: 210, fromOn: day('2026-04-01') }))
  })
})
