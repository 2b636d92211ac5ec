import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { askPage, openPage } from '../../../../test/support/render-page.ts'
import { openTestHouse } from '../../../../test/support/test-house.ts'
import { systemActor } from '../../../platform/access/actor.ts'
import { Forbidden, NotFound } from '../../../platform/action/refused.ts'
import { answerOffer } from '../../actions/answer-offer.ts'
import { openCallOff } from '../../actions/open-call-off.ts'
import { BROKER, aMarket, aPackage } from '../../testing/a-market.ts'
import { offerIdOf } from '../../testing/offers-of.ts'
import { endSubcontractAction, endSubcontractPage } from '../end-subcontract/route.ts'
import { placementPages } from '../placement/route.ts'
import { recordSubcontractAction, subcontractsPage } from './route.ts'

const house = await openTestHouse()
const COMMISSIONER = { ...systemActor('Cal Commissioner'), role: 'commissioner' as const }
const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'secondary', null], ['Cedar', 'spot', null]])
const ash = market.coordinator('Ash')
const START = { 'fromOn-day': '9', 'fromOn-month': '3', 'fromOn-year': '2026' }
const HOURS = { ...START, weeklyHours: '1.5', pounds: '20.00' }
const [placementPage] = placementPages

async function placed(): Promise<string> {
  const { packageId } = await aPackage(house, market)
  await openCallOff(house, BROKER, { packageId })
  return (await answerOffer(house, ash, { offerId: await offerIdOf(house, packageId, 'Ash'), answer: 'accepted', startsOn: Temporal.PlainDate.from('2026-03-09') })).placementId ?? ''
}
const textOf = (text: string): string => text.replace(/\s+/g, ' ')

describe('the page on which hours are passed on', () => {
  test('offers the council the framework’s providers, and names none of them to a provider', async () => {
    const params = { placementId: await placed() }
    const { $ } = await openPage(subcontractsPage, { house, actor: COMMISSIONER, params })
    assert.deepEqual($('#subcontractorId option').map((_, each) => $(each).text()).get(), ['Choose a provider', 'Birch', 'Cedar'])
    const { $: own } = await openPage(subcontractsPage, { house, actor: ash, params })
    assert.equal(own('select').length, 0)
    assert.doesNotMatch(own('main').text(), /Birch|Cedar/)
  })

  test('says at each field what is missing, and keeps what was typed', async () => {
    const params = { placementId: await placed() }
    const { $, status } = await openPage(recordSubcontractAction, { house, actor: ash, params, body: { weeklyHours: 'many', pounds: '', 'toOn-day': '31', 'toOn-month': '2', 'toOn-year': '2026' } })
    assert.equal(status, 400)
    assert.deepEqual($('.govuk-error-summary a').map((_, each) => $(each).attr('href')).get(), ['#subcontractorId', '#fromOn-day', '#toOn-day', '#weeklyHours', '#pounds'])
    assert.equal($('#weeklyHours').val(), 'many')
  })

  test('takes a provider’s word by name or CQC number, says so of one that it does not know, and shows what the rule refuses', async () => {
    const params = { placementId: await placed() }
    const { $: unknown } = await openPage(recordSubcontractAction, { house, actor: ash, params, body: { ...HOURS, subcontractorId: 'Nobody Care' } })
    assert.match(unknown('#subcontractorId-error').text(), /no provider “Nobody Care”/)
    const { $: same } = await openPage(recordSubcontractAction, { house, actor: ash, params, body: { ...HOURS, subcontractorId: 'ash' } })
    assert.match(same('#subcontractorId-error').text(), /holds this placement itself/)
    const { $: many } = await openPage(recordSubcontractAction, { house, actor: COMMISSIONER, params, body: { ...HOURS, subcontractorId: market.providerId('Cedar'), weeklyHours: '3.51' } })
    assert.match(many('#weeklyHours-error').text(), /Enter 3\.5 or fewer/)
    const done = await askPage(recordSubcontractAction, { house, actor: ash, params, body: { ...HOURS, subcontractorId: 'birch' } })
    assert.ok(done.kind === 'redirect')
    const { $ } = await openPage(placementPage, { house, actor: ash, params, url: `/placements/${params.placementId}` })
    assert.match(textOf($('#subcontracts tbody tr').text()), /Birch.*1\.5.*£20\.00.*9 March 2026.*No end.*To come/)
  })

  test('ends one with its last day and why, once, and turns away whoever may not', async () => {
    const params = { placementId: await placed() }
    await askPage(recordSubcontractAction, { house, actor: COMMISSIONER, params, body: { ...HOURS, subcontractorId: market.providerId('Birch') } })
    const { id } = await house.db.selectFrom('brokerage.subcontract').select('id').where('placement_id', '=', params.placementId).executeTakeFirstOrThrow()
    const one = { placementId: params.placementId, subcontractId: id }
    const { $ } = await openPage(subcontractsPage, { house, actor: ash, params })
    assert.equal($('#subcontracts tbody a').attr('href'), `/placements/${params.placementId}/subcontracts/${id}/end`)
    const { $: empty } = await openPage(endSubcontractAction, { house, actor: ash, params: one, body: {} })
    assert.deepEqual(empty('.govuk-error-summary a').map((_, each) => empty(each).attr('href')).get(), ['#endsOn-day', '#reason'])
    await askPage(endSubcontractAction, { house, actor: ash, params: one, body: { 'endsOn-day': '31', 'endsOn-month': '3', 'endsOn-year': '2026', reason: 'Own care workers found' } })
    const { $: again } = await openPage(endSubcontractAction, { house, actor: ash, params: one, body: { 'endsOn-day': '31', 'endsOn-month': '3', 'endsOn-year': '2026', reason: 'Again' } })
    assert.match(again('.govuk-error-summary').text(), /ended already/)
    await assert.rejects(openPage(endSubcontractPage, { house, actor: market.coordinator('Birch'), params: one }), NotFound)
    await assert.rejects(askPage(endSubcontractAction, { house, actor: BROKER, params: one, body: { 'endsOn-day': '1', 'endsOn-month': '4', 'endsOn-year': '2026', reason: 'x' } }), Forbidden)
  })
})
