import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { askPage, openPage } from '../../../../test/support/render-page.ts'
import { OPENING, openTestHouse } from '../../../../test/support/test-house.ts'
import { frameworkTerms } from '../../../market/terms/contract-model.ts'
import { bidForPackage } from '../../actions/bid-for-package.ts'
import { lapseDueOffers } from '../../actions/lapse-offers.ts'
import { openCallOff } from '../../actions/open-call-off.ts'
import { BROKER, aMarket, aPackage } from '../../testing/a-market.ts'
import { offerIdOf, offersOf } from '../../testing/offers-of.ts'
import { packagePage } from '../package/route.ts'
import { offerPages } from './route.ts'

const house = await openTestHouse()
const OPEN = { model: 'open', replyWorkingMinutes: 240, lowestPencePerHour: 1800, highestPencePerHour: 2200, pricePoints: [] as number[], priceWeight: 60, qualityScores: { outstanding: 100, good: 80, 'requires-improvement': 30, inadequate: 0, 'not-rated': 50 }, eligibility: { refusedRatings: [], languagesRequired: true } }
const START = { 'startsOn-day': '9', 'startsOn-month': '3', 'startsOn-year': '2026' }
const [offerPage, , , bidPage] = offerPages

async function offered(pricePoints: number[]): Promise<{ packageId: string; offerId: string; actor: ReturnType<Awaited<ReturnType<typeof aMarket>>['coordinator']> }> {
  const market = await aMarket(house, [['Ash', 'spot', null]], frameworkTerms.parse({ ...OPEN, pricePoints }))
  const { packageId } = await aPackage(house, market)
  await openCallOff(house, BROKER, { packageId })
  return { packageId, offerId: await offerIdOf(house, packageId, 'Ash'), actor: market.coordinator('Ash') }
}

describe('a mini-competition that was decided', () => {
  test('is shown to the council bid by bid, and tells a bidder its own place and nothing of the others', async () => {
    const market = await aMarket(house, [['Ash', 'spot', null], ['Birch', 'spot', null]], frameworkTerms.parse({ ...OPEN, pricePoints: [] }))
    const { packageId } = await aPackage(house, market)
    await openCallOff(house, BROKER, { packageId })
    for (const [name, pencePerHour] of [['Ash', 2100], ['Birch', 1890]] as const) await bidForPackage(house, market.coordinator(name), { offerId: await offerIdOf(house, packageId, name), pencePerHour, startsOn: Temporal.PlainDate.from('2026-03-09'), note: null })
    house.setNow('2026-03-05T09:00:00Z')
    await lapseDueOffers(house, BROKER)
    house.setNow(OPENING)
    const { $ } = await openPage(packagePage, { house, actor: BROKER, params: { packageId }, url: `/packages/${packageId}` })
    const rows = $('#bids-1 tbody tr').map((_, each) => $(each).text().replace(/\s+/g, ' ').trim()).get()
    assert.match(rows[0] ?? '', /^1 Birch ?Price £18\.90.* £18\.90 ?from 9 March 2026 100\.00 50\.00 80\.00$/)
    assert.match(rows[1] ?? '', /^2 Ash ?Price £21\.00 an hour against the lowest bid of £18\.90.* £21\.00 ?from 9 March 2026 90\.00 50\.00 74\.00$/)
    const csv = await askPage(packagePage, { house, actor: BROKER, params: { packageId }, url: `/packages/${packageId}?format=csv&table=bids-1` })
    assert.ok(csv.kind === 'download' && String(csv.body).includes('Birch,18.90,100.00,50.00,80.00'))
    const { $: lost } = await openPage(offerPage, { house, actor: market.coordinator('Ash'), params: { offerId: await offerIdOf(house, packageId, 'Ash') } })
    assert.equal(lost('#bid-outcome').text(), 'Your bid of £21.00 an hour came second. Price counted for 60% and quality for 40%: your CQC rating gave you 50.00 of 100 for quality.')
    assert.doesNotMatch(lost('main').text(), /Birch|18\.90|90\.00|74\.00/)
  })
})

describe('the page of an offer in a mini-competition', () => {
  test('says what may be bid and takes the bid, which stays open to change until the time', async () => {
    const { packageId, offerId, actor } = await offered([])
    const asked = { house, actor, params: { offerId } }
    const { $ } = await openPage(offerPage, asked)
    assert.match($('main').text(), /Bid between £18\.00 and £22\.00 an hour/)
    assert.equal($('form[action$="/accept"]').length, 0)
    const { $: refused } = await openPage(bidPage, { ...asked, body: { ...START, pounds: '22.01' } })
    assert.match(refused('.govuk-error-summary').text(), /outside the price window/)
    assert.equal(refused('#pounds').val(), '22.01', 'what was typed is kept')
    const { $: unreadable } = await openPage(bidPage, { ...asked, body: { ...START, pounds: 'cheap' } })
    assert.match(unreadable('.govuk-error-summary').text(), /Enter your price in pounds, for example 21\.50/)
    await askPage(bidPage, { ...asked, body: { ...START, pounds: '21.50' } })
    const { $: after } = await openPage(offerPage, asked)
    assert.match(after('main').text(), /Your bid: £21\.50 an hour from 9 March 2026/)
    assert.deepEqual(await offersOf(house, packageId), ['Ash: open'])
  })

  test('with fixed prices offers those to choose from', async () => {
    const { offerId, actor } = await offered([1900, 2050])
    const { $ } = await openPage(offerPage, { house, actor, params: { offerId } })
    assert.deepEqual($('input[name=pounds]').map((_, input) => $(input).attr('value')).get(), ['19.00', '20.50'])
  })
})
