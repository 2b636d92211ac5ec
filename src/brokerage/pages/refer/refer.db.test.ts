import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { askPage, openPage, submitted } from '../../../../test/support/render-page.ts'
import { addSmallMarket } from '../../../../test/support/small-market.ts'
import { openTestHouse } from '../../../../test/support/test-house.ts'
import { systemActor, type Actor } from '../../../platform/access/actor.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { referPage, referPost } from './route.ts'

const house = await openTestHouse()
await addSmallMarket(house)
const actor: Actor = { ...systemActor('Asha Broker'), role: 'broker', userId: randomUUID() }

const good: FormBody = {
  lines: '4',
  givenName: 'Margaret',
  familyName: 'O’Bell & Sons <b>',
  address: '3 Orchard Close',
  postcode: 'nn136aa',
  'bornOn-day': '14', 'bornOn-month': '5', 'bornOn-year': '1938',
  externalReference: 'CS-77',
  source: 'hospital-discharge',
  funder: 'nhs',
  'receivedOn-day': '2', 'receivedOn-month': '3', 'receivedOn-year': '2026',
  'startByOn-day': '9', 'startByOn-month': '3', 'startByOn-year': '2026',
  serviceLine: 'core',
  needs: ['medicines', 'meals'],
  languages: 'Polish, English',
  genderPreference: 'female',
  'visit-1-days': ['1', '2', '3'], 'visit-1-earliest': '7:30am', 'visit-1-latest': '08:00', 'visit-1-minutes': '45', 'visit-1-workers': '2', 'visit-1-critical': 'yes',
}
const post = (body: FormBody) => openPage(referPost, { house, actor, body })
const countPackages = async () => (await sql<{ count: number }>`select count(*)::int as count from care.package`.execute(house.db)).rows[0]?.count

describe('the referral form', () => {
  test('opens with a visit line for each of the council’s time bands, received today', async () => {
    const { $, status } = await openPage(referPage, { house, actor })
    assert.equal(status, 200)
    assert.deepEqual($('.tw-visit-line legend').map((_, each) => $(each).text().trim()).get(), ['Morning', 'Lunch', 'Tea', 'Bed'])
    assert.equal($('#receivedOn-month').val(), '3')
  })

  test('sent empty, says everything that is missing in its own words, with links to the fields', async () => {
    const { $, status } = await post({})
    assert.equal(status, 400)
    const errors = $('.govuk-error-summary__list a').map((_, each) => $(each).text()).get()
    assert.ok(errors.includes('Enter the given name') && errors.includes('Enter the postcode') && errors.some((text) => text.startsWith('Add at least one visit')))
    $('.govuk-error-summary__list a').each((_, link) => {
      const href = $(link).attr('href') ?? ''
      assert.equal($(`[id="${href.slice(1)}"]`).length, 1, `${href} is on the page`)
    })
  })

  test('shown again, keeps everything that was typed', async () => {
    const { $ } = await post({ ...good, postcode: 'nowhere', 'visit-2-earliest': 'twelveish', 'visit-2-days': '5', note: 'Two\nlines' })
    assert.equal($('#familyName').val(), 'O’Bell & Sons <b>')
    assert.equal($('#postcode').val(), 'nowhere')
    assert.equal($('#bornOn-year').val(), '1938')
    assert.equal($('#note').val(), 'Two\nlines')
    assert.equal($('input[name="source"]:checked').val(), 'hospital-discharge')
    assert.deepEqual($('input[name="needs"]:checked').map((_, each) => $(each).val()).get(), ['medicines', 'meals'])
    assert.deepEqual($('input[name="visit-1-days"]:checked').map((_, each) => $(each).val()).get(), ['1', '2', '3'])
    assert.equal($('#visit-1-workers').val(), '2')
    assert.equal($('input[name="visit-1-critical"]:checked').length, 1)
    assert.equal($('#visit-2-earliest').val(), 'twelveish')
    assert.match($('#visit-2-earliest-error').text(), /7:30am or 19:30/)
    assert.match($('#postcode-error').text(), /full postcode/)
  })

  test('"Add another visit" adds a line, saves nothing and raises no error', async () => {
    const { $, status } = await post({ ...good, postcode: '', do: 'add-visit' })
    assert.equal(status, 200)
    assert.equal($('.tw-visit-line').length, 5)
    assert.equal($('.govuk-error-summary').length, 0)
    assert.equal($('#visit-1-earliest').val(), '7:30am')
    const sent = submitted($, 'preview')
    assert.equal(sent['lines'], '5')
  })

  test('visits that clash are refused at the line that was typed last', async () => {
    const { $, status } = await post({ ...good, 'visit-2-days': ['2'], 'visit-2-earliest': '7:45am', 'visit-2-latest': '8am', 'visit-2-minutes': '30' })
    assert.equal(status, 400)
    assert.match($('#visit-2-earliest-error').text(), /Tuesday: the visit from 7:30am ends at 8:15am/)
  })

  test('the preview shows the week and the zone; its buttons send the whole form on, changed back or sent', async () => {
    const before = await countPackages()
    const { $, status } = await post({ ...good, do: 'preview' })
    assert.equal(status, 200)
    assert.match($('.tw-week caption').text(), /3 visits, 4.5 hours of care/)
    assert.match($('.govuk-summary-list').text(), /Brackley/)
    assert.equal($('.govuk-warning-text').length, 0)
    assert.equal(await countPackages(), before)
    const back = await post(submitted($, 'change'))
    assert.equal(back.$('#familyName').val(), 'O’Bell & Sons <b>')
    assert.equal(back.$('input[name="visit-1-days"]:checked').length, 3)
    const sent = await askPage(referPost, { house, actor, body: submitted($, 'send') })
    assert.equal(sent.kind, 'redirect')
    assert.equal(await countPackages(), (before ?? 0) + 1)
    const stored = await sql<{ needs: string[]; languages: string[]; weekly_minutes: number; family_name: string }>`
      select k.needs, k.languages, k.weekly_minutes, p.family_name from care.package k join care.person p on p.id = k.person_id where p.external_reference = 'CS-77'`.execute(house.db)
    assert.deepEqual(stored.rows, [{ needs: ['medicines', 'meals'], languages: ['Polish', 'English'], weekly_minutes: 270, family_name: 'O’Bell & Sons <b>' }])
  })

  test('a second package of the same line and a postcode in no zone are sent only with a tick', async () => {
    const body = { ...good, postcode: 'LN3 5AG' }
    const { $ } = await post({ ...body, do: 'preview' })
    const warnings = $('.govuk-warning-text__text').text()
    assert.match(warnings, /LN3 5AG is in no zone of Home care 2025/)
    assert.match(warnings, /already has an open package of core home care: K1\d{5}/)
    const before = await countPackages()
    const unticked = await post(submitted($, 'send'))
    assert.equal(unticked.status, 400)
    assert.match(unticked.$('.govuk-error-summary').text(), /checked the warnings/)
    assert.equal(await countPackages(), before)
    const sent = await askPage(referPost, { house, actor, body: { ...submitted($, 'send'), seen: 'yes' } })
    assert.match(sent.kind === 'redirect' ? (sent.flash ?? '') : '', /has no zone yet/)
    assert.equal(await countPackages(), (before ?? 0) + 1)
  })
})
