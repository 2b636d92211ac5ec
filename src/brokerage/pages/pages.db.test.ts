import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { askPage, openPage } from '../../../test/support/render-page.ts'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { answerOffer } from '../actions/answer-offer.ts'
import { openCallOff } from '../actions/open-call-off.ts'
import { BROKER, aMarket, aPackage, suspend } from '../testing/a-market.ts'
import { offerIdOf, searchesOf } from '../testing/offers-of.ts'
import { boardPage } from './board/route.ts'
import { offerPages } from './offer/route.ts'
import { offersPage } from './offers/route.ts'
import { packageActions } from './package/actions.ts'
import { packagePayerPages } from './package-payer/route.ts'
import { packagePage } from './package/route.ts'
import { placementPages } from './placement/route.ts'
import { placementsPage } from './placements/route.ts'

const house = await openTestHouse()
const market = await aMarket(house, [['Ash Home Care', 'lead', 1], ['Birch Care', 'lead', 2], ['Cedar Care', 'secondary', 1], ['Dogwood Care', 'lead', null]])
await suspend(house, market.providerId('Dogwood Care'), '2026-02-01')
const [offerPage, acceptOffer, declineOffer] = offerPages
const [sendOffers, , setCover, withdraw] = packageActions
const [placementPage, endPage] = placementPages
const ash = market.coordinator('Ash Home Care')
const START = { 'startsOn-day': '9', 'startsOn-month': '3', 'startsOn-year': '2026' }

const waiting = await aPackage(house, market, { source: 'hospital-discharge', receivedOn: '2026-02-20' })
const noZone = await aPackage(house, market, { zoneId: null })
const onOffer = await aPackage(house, market, { languages: ['English'] })
await openCallOff(house, BROKER, { packageId: onOffer.packageId })

describe('the board', () => {
  test('counts the people and the hours in its heading and has a row for each waiting package, longest wait first', async () => {
    const { $ } = await openPage(boardPage, { house, actor: BROKER })
    assert.equal($('h1').text(), 'Waiting for care: 3 people, 10.5 hours a week')
    assert.deepEqual($('tbody tr th').map((_, cell) => $(cell).find('a').text()).get(), [waiting.reference, noZone.reference, onOffer.reference])
    const text = $('tbody').text()
    for (const words of ['Offers have not been sent', 'No zone holds the postcode', '2 offers open until 2 March 2026 at 11am', 'Step 1 of 2: 2 offers to lead providers', 'MB']) assert.ok(text.includes(words), words)
    assert.ok(!text.includes('Margaret') && !text.includes('Orchard'))
  })

  test('offers to send for the package that can be, and for no other', async () => {
    const { $ } = await openPage(boardPage, { house, actor: BROKER })
    assert.deepEqual($('main form[method=post]').map((_, form) => $(form).attr('action')).get(), [`/packages/${waiting.packageId}/offers?from=board`])
    const { $: analyst } = await openPage(boardPage, { house, actor: { ...BROKER, role: 'analyst' } })
    assert.equal(analyst('main form[method=post]').length, 0)
  })

  test('is narrowed by zone, source, funder and service line, and its CSV keeps the filter', async () => {
    const { $ } = await openPage(boardPage, { house, actor: BROKER, query: { source: 'hospital-discharge' }, url: '/board?source=hospital-discharge' })
    assert.equal($('h1').text(), 'Waiting for care: 1 person, 3.5 hours a week')
    const reply = await askPage(boardPage, { house, actor: BROKER, query: { zone: 'none' }, url: '/board?zone=none&format=csv' })
    assert.ok(reply.kind === 'download' && String(reply.body).includes(noZone.reference) && !String(reply.body).includes(waiting.reference))
  })
})

test('who pays is changed while somebody waits: package and board tell the payer in force today, and a day before the referral is refused', async () => {
  const [showPayer, changePayer] = packagePayerPages
  const params = { packageId: waiting.packageId }
  const sent = (month: string, more: Record<string, string> = {}) => ({ funder: 'joint', nhsPercent: '40', 'fromOn-day': '2', 'fromOn-month': month, 'fromOn-year': '2026', reason: 'Agreed with the NHS', ...more })
  assert.match((await openPage(showPayer, { house, actor: BROKER, params })).$('main').text(), /Today: Council\./)
  const early = await openPage(changePayer, { house, actor: BROKER, params, body: sent('2') })
  assert.match(early.$('.govuk-error-summary').text(), /received on 20 February 2026/)
  assert.equal((await askPage(changePayer, { house, actor: BROKER, params, body: sent('4', { funder: 'nhs', nhsPercent: '' }) })).kind, 'redirect')
  assert.equal((await askPage(changePayer, { house, actor: BROKER, params, body: sent('3') })).kind, 'redirect')
  assert.match((await openPage(packagePage, { house, actor: BROKER, params })).$('main').text(), /Joint: the NHS pays 40%/)
  const { $ } = await openPage(boardPage, { house, actor: BROKER, query: { funder: 'joint' }, url: '/board?funder=joint' })
  assert.deepEqual($('tbody tr th').map((_, cell) => $(cell).find('a').text()).get(), [waiting.reference])
})

describe('the page of a package', () => {
  const open = (packageId: string) => openPage(packagePage, { house, actor: BROKER, params: { packageId } })

  test('shows the week, whom a search would ask in which step and why, and who is left out and why', async () => {
    const { $ } = await open(waiting.packageId)
    assert.equal($('.tw-week thead th').length, 7)
    assert.deepEqual($('#offers h3').map((_, heading) => $(heading).text()).get(), ['Step 1: lead providers', 'Step 2: secondary providers', 'Left out: 1'])
    assert.deepEqual($('#offers .tw-places strong').map((_, name) => $(name).text()).get(), ['Ash Home Care', 'Birch Care', 'Cedar Care', 'Dogwood Care'])
    assert.match($('#offers details').last().text(), /it is given no new packages: Late visits/)
    assert.equal($('#offers button').text().trim(), 'Send offers to 2 providers')
  })

  test('shows each offer with its status while it is on offer', async () => {
    const { $ } = await open(onOffer.packageId)
    assert.equal($('#offers .govuk-tag:contains("Open")').length, 2)
    assert.match($('#offers').text(), /Withdraw the open offers/)
    assert.equal($('button:contains("Send offers")').length, 0)
  })

  test('a second search is refused on the page itself, with what to do', async () => {
    const { $, status } = await openPage(sendOffers, { house, actor: BROKER, params: { packageId: onOffer.packageId } })
    assert.equal(status, 400)
    assert.match($('.govuk-error-summary').text(), /already on offer/)
    assert.deepEqual(await searchesOf(house, onOffer.packageId), ['open'])
  })

  test('forms that are not filled in are shown again with their errors', async () => {
    const cover = await openPage(setCover, { house, actor: BROKER, params: { packageId: waiting.packageId }, body: {} })
    assert.deepEqual([cover.status, cover.$('.govuk-error-summary a').attr('href'), cover.$('#kind-error').length], [400, '#kind', 1])
    const left = await openPage(withdraw, { house, actor: BROKER, params: { packageId: waiting.packageId }, body: { reason: '  ' } })
    assert.deepEqual([left.status, left.$('#reason-error').length], [400, 1])
  })

  test('interim cover is recorded and then shown', async () => {
    const reply = await askPage(setCover, { house, actor: BROKER, params: { packageId: waiting.packageId }, body: { kind: 'family', note: 'Until Friday', weeklyPounds: '210.50', risk: 'high', riskNote: 'The daughter works' } })
    assert.equal(reply.kind, 'redirect')
    const { $ } = await open(waiting.packageId)
    assert.match($('#cover').text(), /Family since 2 March 2026, recorded by Bea Broker\. £210\.50 a week\. High risk of breaking down: The daughter works\. Until Friday/)
  })
})

describe('the pages of a provider', () => {
  test('the list has the offers to answer, with the time left, and nothing of anybody else', async () => {
    const { $, html } = await openPage(offersPage, { house, actor: ash })
    assert.equal($('h1').text(), '1 offer to answer')
    assert.match($('.govuk-summary-card').text(), /2 March 2026 at 11am\s*2 hours of working time left/)
    for (const secret of ['Birch', 'Cedar', 'Margaret', 'Orchard', 'NN13', 'Step', 'rank']) assert.ok(!html.includes(secret), secret)
  })

  test('an offer shows the need and the week without name, address or other providers', async () => {
    const { $, html } = await openPage(offerPage, { house, actor: ash, params: { offerId: await offerIdOf(house, onOffer.packageId, 'Ash Home Care') } })
    assert.match($('main').text(), /Personal care/)
    assert.match($('main').text(), /£20\.00 an hour/)
    for (const secret of ['Birch', 'Margaret', 'Bell', 'Orchard', 'NN13']) assert.ok(!html.includes(secret), secret)
  })

  test('another provider\'s offer is not found', async () => {
    await assert.rejects(openPage(offerPage, { house, actor: ash, params: { offerId: await offerIdOf(house, onOffer.packageId, 'Birch Care') } }), NotFound)
  })

  test('an answer without a real date or a reason is shown again with what to enter', async () => {
    const params = { offerId: await offerIdOf(house, onOffer.packageId, 'Ash Home Care') }
    const none = await openPage(acceptOffer, { house, actor: ash, params, body: {} })
    assert.deepEqual([none.status, none.$('.govuk-error-summary a').attr('href')], [400, '#startsOn-day'])
    const past = await openPage(acceptOffer, { house, actor: ash, params, body: { ...START, 'startsOn-month': '2' } })
    assert.match(past.$('#startsOn-error').text(), /must be today, 2 March 2026, or later/)
    assert.equal(past.$('#startsOn-day').attr('value'), '9')
    const reason = await openPage(declineOffer, { house, actor: ash, params, body: { note: 'x' } })
    assert.match(reason.$('#reason-error').text(), /Choose why you decline/)
  })

  test('accepting leads to the person and the placement; who comes second is told kindly on the page', async () => {
    const params = { offerId: await offerIdOf(house, onOffer.packageId, 'Ash Home Care') }
    const reply = await askPage(acceptOffer, { house, actor: ash, params, body: START })
    assert.ok(reply.kind === 'redirect' && reply.flash?.includes('is yours from 9 March 2026'))
    const { $ } = await openPage(offerPage, { house, actor: ash, params })
    assert.equal($(`a[href="/people/${onOffer.personId}"]`).length, 1)
    const second = await openPage(acceptOffer, { house, actor: market.coordinator('Birch Care'), params: { offerId: await offerIdOf(house, onOffer.packageId, 'Birch Care') }, body: START })
    assert.equal(second.status, 400)
    assert.match(second.$('.govuk-error-summary').text(), /Another provider has been given this package/)
    assert.ok(!second.html.includes('Ash'))
  })

  test('packages held are the provider\'s own, with initials and a way to the person', async () => {
    const { $ } = await openPage(placementsPage, { house, actor: ash })
    assert.deepEqual($('tbody tr th a').map((_, link) => $(link).text()).get(), [onOffer.reference])
    const other = await openPage(placementsPage, { house, actor: market.coordinator('Birch Care') })
    assert.equal(other.$('tbody tr').length, 0)
    const council = await openPage(placementsPage, { house, actor: BROKER, query: { status: 'to-start' } })
    assert.match(council.$('tbody').text(), /Ash Home Care/)
  })
})

test('a placement is ended on its page, with the last day and a reason', async () => {
  const placed = await aPackage(house, market)
  await openCallOff(house, BROKER, { packageId: placed.packageId })
  const { placementId } = await answerOffer(house, ash, { offerId: await offerIdOf(house, placed.packageId, 'Ash Home Care'), answer: 'accepted', startsOn: Temporal.PlainDate.from('2026-03-02') })
  const params = { placementId: placementId ?? '' }
  const empty = await openPage(endPage, { house, actor: BROKER, params, body: {} })
  assert.deepEqual([empty.status, empty.$('.govuk-error-summary a').length], [400, 2])
  const reply = await askPage(endPage, { house, actor: BROKER, params, body: { 'endsOn-day': '20', 'endsOn-month': '3', 'endsOn-year': '2026', reason: 'moved-away' } })
  assert.equal(reply.kind, 'redirect')
  const { $ } = await openPage(placementPage, { house, actor: ash, params })
  assert.match($('.govuk-summary-card').text(), /20 March 2026\s*Moved away/)
  assert.equal($('form[action$="/end"]').length, 0)
})
