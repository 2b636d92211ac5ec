import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { Refused } from '../../platform/action/refused.ts'
import { BROKER, aMarket, aPackage } from '../testing/a-market.ts'
import { offerIdOf, offersOf } from '../testing/offers-of.ts'
import { answerOffer } from './answer-offer.ts'
import { lapseOffers } from './lapse-offers.ts'
import { openCallOff } from './open-call-off.ts'

const house = await openTestHouse()
const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'lead', null]])
const START = Temporal.PlainDate.from('2026-03-09')
const MONDAY = '2026-03-02T09:00:00Z'
/** The plain answers that whoever comes too late may be given. */
const LATE = new Set(['already-answered', 'already-placed', 'lapsed'])

async function onOffer(): Promise<{ packageId: string; callOffId: string }> {
  house.setNow(MONDAY)
  const { packageId } = await aPackage(house, market)
  return { packageId, callOffId: (await openCallOff(house, BROKER, { packageId })).callOffId }
}
const accept = (offerId: string, name: string) => answerOffer(house, market.coordinator(name), { offerId, answer: 'accepted', startsOn: START })
const code = (result: PromiseSettledResult<unknown>): string => (result.status === 'fulfilled' ? 'accepted' : result.reason instanceof Refused ? result.reason.code : String(result.reason))

describe('when many answer at once', () => {
  test('of 1,000 acceptances of one package by two providers one wins, and every other is told so plainly', async () => {
    const { packageId } = await onOffer()
    const offers = await Promise.all(['Ash', 'Birch'].map(async (name) => ({ name, id: await offerIdOf(house, packageId, name) })))
    const results = await Promise.allSettled(Array.from({ length: 1000 }, (_, n) => offers[n % 2]).flatMap((offer) => (offer === undefined ? [] : [accept(offer.id, offer.name)])))
    assert.equal(results.filter((each) => each.status === 'fulfilled').length, 1)
    assert.deepEqual(new Set(results.map(code).filter((each) => each !== 'accepted' && !LATE.has(each))), new Set())
    const { placements } = await house.db.selectFrom('brokerage.placement').select((is) => is.fn.countAll<number>().as('placements')).where('package_id', '=', packageId).executeTakeFirstOrThrow()
    assert.equal(placements, 1)
  })

  test('an acceptance at the reply-by time to the millisecond is late, one a millisecond before is not', async () => {
    const first = await onOffer()
    const offerId = await offerIdOf(house, first.packageId, 'Ash')
    house.setNow('2026-03-02T11:00:00.000Z')
    const [late] = await Promise.allSettled([accept(offerId, 'Ash')])
    assert.equal(code(late), 'lapsed')
    const second = await onOffer()
    house.setNow('2026-03-02T10:59:59.999Z')
    await accept(await offerIdOf(house, second.packageId, 'Ash'), 'Ash')
  })

  test('the job that lapses offers and an acceptance in the last moment agree on one outcome', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { packageId, callOffId } = await onOffer()
      const offerId = await offerIdOf(house, packageId, 'Ash')
      house.setNow('2026-03-02T10:59:59.999Z')
      const accepting = accept(offerId, 'Ash')
      house.setNow('2026-03-02T11:00:00Z')
      const [accepted] = await Promise.allSettled([accepting, lapseOffers(house, BROKER, { callOffId })])
      const [ash] = await offersOf(house, packageId)
      assert.equal(ash, accepted.status === 'fulfilled' ? 'Ash: accepted' : 'Ash: lapsed')
    }
  })
})
