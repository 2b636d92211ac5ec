import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { askPage, openPage } from '../../../../test/support/render-page.ts'
import { openTestHouse } from '../../../../test/support/test-house.ts'
import { frameworkTerms } from '../../../market/terms/contract-model.ts'
import { systemActor } from '../../../platform/access/actor.ts'
import { Forbidden } from '../../../platform/action/refused.ts'
import { answerOffer } from '../../actions/answer-offer.ts'
import { openCallOff } from '../../actions/open-call-off.ts'
import { recordSubcontract } from '../../actions/record-subcontract.ts'
import { BROKER, aMarket, aPackage } from '../../testing/a-market.ts'
import { offerIdOf } from '../../testing/offers-of.ts'
import { obligationsPage } from '../obligations/route.ts'
import { frameworkObligationsPage } from './route.ts'

const house = await openTestHouse()
const COMMISSIONER = { ...systemActor('Cal Commissioner'), role: 'commissioner' as const }
const terms = frameworkTerms.parse({ model: 'prime', replyWorkingMinutes: 120, declineReasons: ['skills'], minimumSubcontractPercent: 30, steps: [], eligibility: { refusedRatings: [], languagesRequired: false }, vastMajorityPercent: 80 })
const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'spot', null]], terms)
const day = (text: string) => Temporal.PlainDate.from(text)
const asked = { house, actor: COMMISSIONER, params: { frameworkId: market.frameworkId }, url: `/frameworks/${market.frameworkId}/obligations` }

async function placed(): Promise<string> {
  const { packageId } = await aPackage(house, market)
  await openCallOff(house, BROKER, { packageId })
  return (await answerOffer(house, market.coordinator('Ash'), { offerId: await offerIdOf(house, packageId, 'Ash'), answer: 'accepted', startsOn: day('2026-03-09') })).placementId ?? ''
}

const textOf = (text: string): string => text.replace(/\s+/g, ' ')

describe('the obligations of a framework', () => {
  test('say that there is nothing to measure before anything is placed', async () => {
    const { $ } = await openPage(frameworkObligationsPage, asked)
    assert.match($('main').text(), /nothing to measure yet/)
    assert.match($('main').text(), /No hours are passed on/)
  })

  test('show each share with its numerator and denominator, what is asked, and whether it is met', async () => {
    const first = await placed()
    await placed()
    await recordSubcontract(house, COMMISSIONER, { placementId: first, subcontractorId: market.providerId('Birch'), fromOn: day('2026-03-09'), toOn: null, weeklyMinutes: 90, pencePerHour: 2000 })
    const { $ } = await openPage(frameworkObligationsPage, asked)
    const share = textOf($('#subcontract-share tbody tr').text())
    assert.match(share, /Ash.*0.*7.*0%.*30% or more.*Not met/, 'a subcontract that begins later does not count yet')
    assert.match(textOf($('#vast-majority tbody tr').text()), /Ash.*Brackley.*7.*7.*100%.*80% or more.*Yes/)
    assert.match(textOf($('#lead-acceptance tbody tr').text()), /Ash.*2.*2.*100%/)
    assert.match(textOf($('#subcontracts tbody tr').text()), /Ash.*Birch.*1\.5.*£20\.00.*9 March 2026.*No end.*To come/)
  })

  test('come as CSV, table by table', async () => {
    const reply = await askPage(frameworkObligationsPage, { ...asked, url: `${asked.url}?format=csv&table=subcontracts` })
    assert.ok(reply.kind === 'download')
    assert.match(String(reply.body), /Ash,Birch,1\.5,20\.00,2026-03-09/)
  })

  test('are counted by framework, and who may not see them is turned away', async () => {
    const { $ } = await openPage(obligationsPage, { house, actor: COMMISSIONER })
    const row = textOf($(`a[href="/frameworks/${market.frameworkId}/obligations"]`).closest('tr').text())
    assert.match(row, /Prime.*2.*0.*1/)
    await assert.rejects(askPage(frameworkObligationsPage, { ...asked, actor: market.coordinator('Ash') }), Forbidden)
  })
})
