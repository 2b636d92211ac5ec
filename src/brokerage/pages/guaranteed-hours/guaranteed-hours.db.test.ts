import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { askPage, openPage } from '../../../../test/support/render-page.ts'
import { openTestHouse } from '../../../../test/support/test-house.ts'
import { frameworkTerms } from '../../../market/terms/contract-model.ts'
import { systemActor } from '../../../platform/access/actor.ts'
import { Forbidden } from '../../../platform/action/refused.ts'
import { answerOffer } from '../../actions/answer-offer.ts'
import { openCallOff } from '../../actions/open-call-off.ts'
import { guaranteeStatus } from '../../rules/guarantee-status.ts'
import { BROKER, aMarket, aPackage } from '../../testing/a-market.ts'
import { offerIdOf } from '../../testing/offers-of.ts'
import { guaranteeHoursAction, guaranteedHoursPage } from './route.ts'

const house = await openTestHouse()
const COMMISSIONER = { ...systemActor('Cal Commissioner'), role: 'commissioner' as const }
const BLOCK = frameworkTerms.parse({ model: 'block', replyWorkingMinutes: 120, steps: [], eligibility: { refusedRatings: [], languagesRequired: false } })
const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'spot', null]], BLOCK)
const asked = { house, actor: COMMISSIONER, params: { frameworkId: market.frameworkId }, url: `/frameworks/${market.frameworkId}/guaranteed-hours` }
const typed = (name: string, weeklyHours: string, day = '2') => ({ providerId: `${market.zoneId} ${market.providerId(name)}`, weeklyHours, 'fromOn-day': day, 'fromOn-month': '3', 'fromOn-year': '2026' })
const textOf = (text: string): string => text.replace(/\s+/g, ' ').trim()

describe('the page of guaranteed hours', () => {
  test('says at each field what is missing or refused', async () => {
    const { $, status } = await openPage(guaranteeHoursAction, { ...asked, body: { weeklyHours: 'some' } })
    assert.equal(status, 400)
    assert.deepEqual($('.govuk-error-summary a').toArray().map((each) => $(each).attr('href')), ['#providerId', '#weeklyHours', '#fromOn-day'])
    const { $: outside } = await openPage(guaranteeHoursAction, { ...asked, body: { ...typed('Ash', '10'), 'fromOn-year': '2035' } })
    assert.match(outside('#fromOn-error').text(), /outside the framework's term/)
  })

  test('guarantees hours, shows their use, and ends them with none; those before are kept', async () => {
    assert.ok((await askPage(guaranteeHoursAction, { ...asked, body: typed('Ash', '7') })).kind === 'redirect')
    const { packageId } = await aPackage(house, market)
    await openCallOff(house, BROKER, { packageId })
    await answerOffer(house, market.coordinator('Ash'), { offerId: await offerIdOf(house, packageId, 'Ash'), answer: 'accepted', startsOn: Temporal.PlainDate.from('2026-03-09') })
    const { $ } = await openPage(guaranteedHoursPage, asked)
    assert.match(textOf($('#guarantees tbody tr').text()), /^Ash Brackley 2 March 2026 7 3\.5 3\.5 50% In force Cal Commissioner$/)
    const { $: twice } = await openPage(guaranteeHoursAction, { ...asked, body: typed('Ash', '8') })
    assert.match(twice('#fromOn-error').text(), /recorded for this provider and zone already/)
    await askPage(guaranteeHoursAction, { ...asked, body: typed('Ash', '0', '16') })
    const { $: after } = await openPage(guaranteedHoursPage, asked)
    assert.deepEqual(after('#guarantees .govuk-tag').toArray().map((each) => after(each).text().trim()), ['To come', 'In force'])
    const csv = await askPage(guaranteedHoursPage, { ...asked, url: `${asked.url}?format=csv` })
    assert.ok(csv.kind === 'download' && String(csv.body).includes('Ash,Brackley,2026-03-02,7,3.5,3.5'))
  })

  test('is read by who may see obligations, changed by commissioners, and closed to providers', async () => {
    const { $ } = await openPage(guaranteedHoursPage, { ...asked, actor: BROKER })
    assert.equal($('main form').length, 0)
    await assert.rejects(askPage(guaranteeHoursAction, { ...asked, actor: BROKER, body: typed('Birch', '5') }), Forbidden)
    await assert.rejects(askPage(guaranteedHoursPage, { ...asked, actor: market.coordinator('Ash') }), Forbidden)
  })
})

describe('a guarantee', () => {
  const at = (fromOn: string, weeklyMinutes: number) => ({ zoneId: 'z', providerId: 'p', fromOn: Temporal.PlainDate.from(fromOn), weeklyMinutes })
  const all = [at('2026-01-01', 600), at('2026-02-01', 900), at('2026-04-01', 0)]
  const statusOn = (day: string): string[] => all.map((each) => guaranteeStatus(each, all, Temporal.PlainDate.from(day)))

  test('holds from its day until the next, and one of no hours ends those before', () => {
    assert.deepEqual(statusOn('2026-01-31'), ['in-force', 'to-come', 'to-come'])
    assert.deepEqual(statusOn('2026-02-01'), ['replaced', 'in-force', 'to-come'])
    assert.deepEqual(statusOn('2026-04-01'), ['replaced', 'replaced', 'ended'])
  })
})
