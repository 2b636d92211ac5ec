import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { askPage, openPage } from '../../../../test/support/render-page.ts'
import { openTestHouse } from '../../../../test/support/test-house.ts'
import { systemActor } from '../../../platform/access/actor.ts'
import { Forbidden } from '../../../platform/action/refused.ts'
import { declareCapacity } from '../../actions/declare-capacity.ts'
import { newCapacity } from '../../terms/capacity.ts'
import { BROKER, aMarket, aPackage } from '../../testing/a-market.ts'
import { offersOf } from '../../testing/offers-of.ts'
import { acceptLineAction, assignmentLinePage, refuseLineAction } from '../assignment-line/route.ts'
import { assignWaitingAction, assignmentsPage } from '../assignments/route.ts'
import { assignmentPage } from './route.ts'

const house = await openTestHouse()
house.setNow('2026-03-02T09:00:00Z')
const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'secondary', null]])
const ANALYST = { ...systemActor('Ann Analyst'), role: 'analyst' as const }
const textOf = (text: string): string => text.replace(/\s+/g, ' ').trim()
for (const name of ['Ash', 'Birch']) {
  await declareCapacity(house, market.coordinator(name), newCapacity.parse({ twoWorkers: false, needs: ['personal-care'], lines: [{ zoneId: market.zoneId, serviceLine: 'core', minutes: { morning: 210 } }] }))
}
const packages = [await aPackage(house, market), await aPackage(house, market), await aPackage(house, market)]
const reply = await askPage(assignWaitingAction, { house, actor: BROKER, body: { crossZone: 'yes', ratingFloor: 'inadequate', mostShare: '' } })
const assignmentId = reply.kind === 'redirect' ? (reply.location.split('/')[2] ?? '') : assert.fail(reply.kind)
const asked = { house, actor: BROKER, params: { assignmentId }, url: `/assignments/${assignmentId}` }
const lineAt = (line: number) => ({ ...asked, params: { assignmentId, line: String(line) } })

describe('the pages of best assignment', () => {
  test('say what is wrong with the rules that were typed', async () => {
    const { $, status } = await openPage(assignWaitingAction, { house, actor: BROKER, body: { ratingFloor: 'x', mostShare: '120' } })
    assert.equal(status, 400)
    assert.deepEqual($('.govuk-error-summary a').toArray().map((each) => $(each).attr('href')), ['#ratingFloor', '#mostShare'])
  })

  test('list assignments, and show who would go where, who would wait and what each rule costs', async () => {
    const { $: list } = await openPage(assignmentsPage, { house, actor: BROKER })
    assert.match(textOf(list('#assignments tbody tr').text()), /Bea Broker 2 \(7 hours\) 1 \(3\.5 hours\) 0 0$/)
    const { $ } = await openPage(assignmentPage, asked)
    assert.equal($('#lines tbody tr').length, 3)
    assert.equal($('#lines .govuk-tag').text().trim(), 'Waits')
    assert.deepEqual($('#switches tbody th').toArray().map((each) => textOf($(each).text()).split(/ ?(?:on|off) in/)[0]), ['No work outside own zones', 'Lead providers first', 'A lowest CQC ratingGood or better;', 'A most that one provider may hold of a zone15%;'])
    const csv = await askPage(assignmentPage, { ...asked, url: `${asked.url}?format=csv&table=lines` })
    assert.ok(csv.kind === 'download' && String(csv.body).split('\n').length >= 4)
  })

  test('send an offer, choose another provider, and refuse a line; an analyst only looks', async () => {
    const { $ } = await openPage(assignmentLinePage, lineAt(1))
    assert.match(textOf($('.govuk-list--bullet').text()), /Ash, lead: place 1 of 2 in offer order\./)
    assert.ok((await askPage(acceptLineAction, lineAt(1))).kind === 'redirect')
    assert.deepEqual(await offersOf(house, packages[0]?.packageId ?? ''), ['Ash: open'])
    const { $: twice, status } = await openPage(acceptLineAction, lineAt(1))
    assert.equal(status, 400)
    assert.match(twice('.govuk-error-summary').text(), /decided already/)
    const { $: waits } = await openPage(acceptLineAction, { ...lineAt(3), body: {} })
    assert.match(waits('#providerId-error').text(), /Choose a provider to ask first/)
    const { $: unexplained } = await openPage(refuseLineAction, { ...lineAt(2), body: { note: ' ' } })
    assert.match(unexplained('#note-error').text(), /Say why/)
    assert.ok((await askPage(refuseLineAction, { ...lineAt(2), body: { note: 'Wait for Ash' } })).kind === 'redirect')
    const { $: after } = await openPage(assignmentPage, { ...asked, actor: ANALYST })
    assert.deepEqual(after('#lines .govuk-tag').toArray().map((each) => after(each).text().trim()), ['Offer sent', 'Refused', 'Waits'])
    assert.equal(after('#lines form').length, 0)
    await assert.rejects(askPage(acceptLineAction, { ...lineAt(3), actor: ANALYST }), Forbidden)
    await assert.rejects(askPage(assignmentPage, { ...asked, actor: market.coordinator('Ash') }), Forbidden)
  })
})
