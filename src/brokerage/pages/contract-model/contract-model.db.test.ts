import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { askPage, openPage, submitted } from '../../../../test/support/render-page.ts'
import { openTestHouse } from '../../../../test/support/test-house.ts'
import { frameworkTerms } from '../../../market/terms/contract-model.ts'
import type { FrameworkTerms } from '../../../market/terms.ts'
import { systemActor } from '../../../platform/access/actor.ts'
import { Forbidden } from '../../../platform/action/refused.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { answerOffer } from '../../actions/answer-offer.ts'
import { bidForPackage } from '../../actions/bid-for-package.ts'
import { seeContractModel } from '../../actions/contract-model.ts'
import { openCallOff } from '../../actions/open-call-off.ts'
import { sendNextOffers } from '../../actions/send-next-offers.ts'
import { BROKER, aMarket, aPackage, type Market } from '../../testing/a-market.ts'
import { offerIdOf, offersOf } from '../../testing/offers-of.ts'
import { contractModelAction, contractModelPage } from './route.ts'

const house = await openTestHouse()
const COMMISSIONER = { ...systemActor('Cal Commissioner'), role: 'commissioner' as const }
const eligibility = { refusedRatings: ['inadequate'], languagesRequired: false }
const OPEN = frameworkTerms.parse({ model: 'open', replyWorkingMinutes: 240, lowestPencePerHour: 1800, highestPencePerHour: 2200, pricePoints: [], priceWeight: 60, qualityScores: { outstanding: 100, good: 80, 'requires-improvement': 30, inadequate: 0, 'not-rated': 50 }, eligibility })
const EVERY = frameworkTerms.parse({
  model: 'tiered', steps: [{ tiers: ['lead'], replyWorkingMinutes: 120 }, { tiers: ['secondary', 'spot'], replyWorkingMinutes: 240 }], eligibility, vastMajorityPercent: 80, urgentReply: { emergency: 30, discharge: 90 }, measuredFrom: [{ name: 'Fakenham, surgery', postcode: 'NR21 9DY' }],
  lines: { night: { model: 'ranked', batchSize: 2, replyWorkingMinutes: 90 }, dementia: { model: 'prime', replyWorkingMinutes: 240, declineReasons: ['skills'], minimumSubcontractPercent: 30, steps: [{ tiers: ['spot'], replyWorkingMinutes: 60 }] }, chc: { model: 'block', replyWorkingMinutes: 120, steps: [] }, '24x7': { ...OPEN, eligibility: undefined } },
})
const ask = (market: Market, body: FormBody = {}) => ({ house, actor: COMMISSIONER, params: { frameworkId: market.frameworkId }, body, url: `/frameworks/${market.frameworkId}/contract-model` })
const PROVIDERS = [['Ash', 'lead', null], ['Birch', 'secondary', null], ['Cedar', 'spot', null]] as const
const textOf = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The form as the page shows it, with some fields typed over, sent by one of its buttons. */
async function sent(market: Market, button: string, typed: FormBody = {}): Promise<FormBody> {
  const { $ } = await openPage(contractModelPage, ask(market))
  return { ...submitted($, button), ...typed }
}
const termsOf = async (market: Market): Promise<FrameworkTerms | undefined> => (await seeContractModel(house, COMMISSIONER, market.frameworkId)).versions[0]?.terms

describe('the form of a contract model', () => {
  test('says again what it was filled with, for all five models', async () => {
    const market = await aMarket(house, PROVIDERS, EVERY)
    const { $ } = await openPage(contractModelAction, ask(market, await sent(market, 'adopt', { reason: 'Same' })))
    assert.match($('.govuk-error-summary').text(), /These are the terms in force already/)
  })

  test('shows the settings of a model that was just chosen before anything else is done', async () => {
    const market = await aMarket(house, PROVIDERS)
    const { $, status } = await openPage(contractModelAction, ask(market, await sent(market, 'adopt', { 'all-model': 'ranked', reason: 'Ranks' })))
    assert.equal(status, 200)
    assert.equal($('#all-batch').val(), '1')
    assert.match($('main').text(), /settings of each model you chose are shown now/)
    assert.equal((await termsOf(market))?.model, 'tiered', 'nothing is adopted')
  })

  test('says in plain words at each field what is wrong', async () => {
    const market = await aMarket(house, PROVIDERS, OPEN)
    const { $, status } = await openPage(contractModelAction, ask(market, await sent(market, 'preview', { 'all-reply': '0.1', 'all-lowest': 'free', 'all-weight': '101', 'all-score-good': '', 'urgent-emergency': 'now', majority: 'most', measured: 'Fakenham, NR21 9dy\r\nHolt' })))
    assert.equal(status, 400)
    const errors = Object.fromEntries($('.govuk-error-summary a').toArray().map((each) => [$(each).attr('href') ?? '', $(each).text()]))
    assert.deepEqual(errors, {
      '#all-reply': 'Give between 15 working minutes and 80 working hours to answer',
      '#all-lowest': 'Enter a price an hour, for example 21.50',
      '#all-weight': 'Enter a whole number from 0 to 100',
      '#all-score-good': 'Enter a whole number from 0 to 100',
      '#urgent-emergency': 'Give between 15 working minutes and 80 working hours to answer',
      '#majority': 'Enter a whole number from 0 to 100',
      '#measured': 'Write each place on a line of its own: its name, a comma and its full postcode, for example “Fakenham, NR21 9DY”',
    })
    const { $: window } = await openPage(contractModelAction, ask(market, await sent(market, 'preview', { 'all-highest': '17.00' })))
    assert.match(window('#all-highest-error').text(), /below the lowest/)
    const other = await aMarket(house, PROVIDERS, EVERY)
    const { $: line } = await openPage(contractModelAction, ask(other, await sent(other, 'preview', { 'line-dementia-reply-1': '', 'line-night-batch': '0' })))
    assert.deepEqual(line('.govuk-error-summary a').map((_, each) => line(each).attr('href')).get().toSorted(), ['#line-dementia-reply-1', '#line-night-batch'])
  })
})

describe('the preview', () => {
  test('sets the order of a waiting package as it is beside the order as edited, and warns of who loses a step', async () => {
    const market = await aMarket(house, PROVIDERS)
    const { packageId, reference } = await aPackage(house, market)
    const { $ } = await openPage(contractModelAction, ask(market, await sent(market, 'preview', { 'all-tier-secondary': '', 'all-tier-spot': '1', package: packageId })))
    const shown = textOf($('#preview').text())
    assert.match(shown, /1 provider that stands as secondary would be asked by no step: Birch/)
    assert.match(shown, new RegExp(`Package ${reference} 1 provider is asked that would not be now: Cedar.1 provider is no longer asked: Birch.The search has 1 step and not 2.`))
    assert.equal($('#preview .tw-place').length, 6)
    assert.equal((await seeContractModel(house, COMMISSIONER, market.frameworkId)).versions.length, 1, 'nothing is written')
    const [read] = await house.db.selectFrom('audit.event').select(['kind', 'detail']).where('subject_id', '=', packageId).where('kind', '=', 'package-read').execute()
    assert.deepEqual(read?.detail, { part: 'contract-model-preview' })
  })
})

describe('adopting terms', () => {
  test('asks for the warnings to be read and for a reason, then adds a version and leaves the one before as it was', async () => {
    const market = await aMarket(house, PROVIDERS)
    const narrowed = await sent(market, 'adopt', { 'all-tier-secondary': '' })
    const { $: unread } = await openPage(contractModelAction, ask(market, { ...narrowed, reason: 'Panel' }))
    assert.match(unread('#confirm-error').text(), /Read the warnings/)
    const { $: why } = await openPage(contractModelAction, ask(market, { ...narrowed, confirm: 'yes' }))
    assert.match(why('#reason-error').text(), /Enter why/)
    const done = await askPage(contractModelAction, ask(market, { ...narrowed, confirm: 'yes', reason: 'Panel of 2 March' }))
    assert.ok(done.kind === 'redirect')
    const { versions } = await seeContractModel(house, COMMISSIONER, market.frameworkId)
    assert.deepEqual(versions.map(({ version, reason, changedBy, terms }) => [version, reason, changedBy, 'steps' in terms ? terms.steps.length : 0]), [[2, 'Panel of 2 March', 'Cal Commissioner', 1], [1, null, null, 2]])
    const { $: late } = await openPage(contractModelAction, ask(market, { ...narrowed, confirm: 'yes', reason: 'Again', 'all-reply-1': '3' }))
    assert.match(late('#all-model-error').text(), /Cal Commissioner has changed these terms meanwhile/)
    const csv = await askPage(contractModelPage, { ...ask(market), url: `${ask(market).url}?format=csv` })
    assert.ok(csv.kind === 'download' && String(csv.body).includes('Panel of 2 March'))
  })

  test('leaves a search that runs under the terms it began with', async () => {
    const market = await aMarket(house, [['Ash', 'spot', null], ['Birch', 'spot', null]], OPEN)
    const { packageId } = await aPackage(house, market)
    const { callOffId } = await openCallOff(house, BROKER, { packageId })
    house.setNow('2026-03-02T09:30:00Z')
    const chosen = await openPage(contractModelAction, ask(market, await sent(market, 'show', { 'all-model': 'tiered' })))
    const body = { ...submitted(chosen.$, 'adopt'), 'all-tier-spot': '', reason: 'Leads only', confirm: 'yes' }
    assert.ok((await askPage(contractModelAction, ask(market, body))).kind === 'redirect')
    assert.equal((await termsOf(market))?.model, 'tiered')
    await bidForPackage(house, market.coordinator('Ash'), { offerId: await offerIdOf(house, packageId, 'Ash'), pencePerHour: 1900, startsOn: Temporal.PlainDate.from('2026-03-09'), note: null })
    await answerOffer(house, market.coordinator('Birch'), { offerId: await offerIdOf(house, packageId, 'Birch'), answer: 'declined', reason: 'no-capacity', note: null })
    await sendNextOffers(house, BROKER, { callOffId })
    assert.deepEqual(await offersOf(house, packageId), ['Ash: accepted', 'Birch: declined'])
  })

  test('is for commissioners', async () => {
    const market = await aMarket(house, PROVIDERS)
    await assert.rejects(openPage(contractModelPage, { ...ask(market), actor: market.coordinator('Ash') }), Forbidden)
    await assert.rejects(openPage(contractModelAction, { ...ask(market, await sent(market, 'adopt', { reason: 'x', 'all-reply-1': '3' })), actor: BROKER }), Forbidden)
  })
})
