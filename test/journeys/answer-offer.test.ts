import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serveCouncil } from './served-council.ts'
import { signIn, WAYS } from './visitor.ts'

const served = await serveCouncil()

/** In each zone an offer is open to its lead; when the lead declines, the secondary provider is asked. */
const ZONES = {
  true: { lead: 'coordinator-a', leadName: served.council.providers.a.name, next: 'coordinator-c', nextName: served.council.providers.c.name },
  false: { lead: 'coordinator-b', leadName: served.council.providers.b.name, next: 'coordinator-d', nextName: served.council.providers.d.name },
} as const

for (const way of WAYS) {
  const zone = ZONES[`${way.javaScript}`]
  test(`a provider declines an offer with a reason ${way.words}, and the next provider is asked and accepts`, async (t) => {
    const lead = await signIn(served, zone.lead, way)
    t.after(() => lead.leave())
    let reference = ''

    await t.test('home says that there is an offer to answer and leads to it', async () => {
      const { page } = lead
      await lead.look('provider home')
      await page.locator('main').getByRole('link', { name: /offer/i }).first().click()
      await page.getByRole('heading', { level: 1, name: '1 offer to answer' }).waitFor()
      await lead.look('offers to answer')
      await page.getByRole('link', { name: /See and answer/ }).click()
      reference = /Package (\S+),/.exec(await page.locator('h1').innerText())?.[1] ?? ''
      assert.match(await page.locator('main').innerText(), /Answer by .* \d+(:\d\d)?[ap]m/)
    })

    await t.test('declining without a reason says what is missing, at the question', async () => {
      const { page } = lead
      await lead.sendRefused(() => page.getByRole('button', { name: 'Decline this package' }).click())
      const summary = page.locator('.govuk-error-summary')
      assert.match(await summary.innerText(), /Choose why you decline/)
      await lead.look('decline without a reason')
      await summary.getByRole('link').click()
      assert.ok(await page.locator('#reason').count(), 'the summary leads to the question')
    })

    await t.test('declining with a reason is kept, and home has nothing left to answer', async () => {
      const { page } = lead
      await page.getByLabel('Too far to travel').check()
      await page.getByLabel('Note to the broker (optional)').fill('Nobody drives there before 9am.')
      await page.getByRole('button', { name: 'Decline this package' }).click()
      await page.getByRole('heading', { level: 1, name: 'No offers to answer' }).waitFor()
      assert.match(await page.getByRole('row').filter({ hasText: reference }).innerText(), /Declined[\s\S]*Too far to travel/)
      await lead.look('offers after declining')
    })

    await t.test('the next provider is asked at once, cannot start in the past, and accepts', async (inner) => {
      await served.house.runJobs()
      const next = await signIn(served, zone.next, way)
      inner.after(() => next.leave())
      const { page } = next
      await page.goto(`${served.url}/offers`)
      await page.locator('.govuk-summary-card').filter({ hasText: reference }).getByRole('link', { name: /See and answer/ }).click()
      await page.getByLabel('Year').fill('2020')
      await next.sendRefused(() => page.getByRole('button', { name: 'Accept this package' }).click())
      assert.match(await page.locator('.govuk-error-summary').innerText(), /must be today, 2 March 2026, or later/)
      await next.look('accept in the past')
      await page.getByLabel('Year').fill('2026')
      await page.getByRole('button', { name: 'Accept this package' }).click()
      await page.getByText('You hold this package.').waitFor()
      await served.house.runJobs()
      await page.goto(`${served.url}/placements`)
      assert.equal(await page.getByRole('row').filter({ hasText: reference }).count(), 1)
      await next.look('packages held')
    })

    await t.test('the broker reads who declined and why, and who holds it', async (inner) => {
      const broker = await signIn(served, 'broker', way)
      inner.after(() => broker.leave())
      const { page } = broker
      await page.goto(`${served.url}/placements`)
      await page.getByRole('row').filter({ hasText: reference }).getByRole('link', { name: reference }).click()
      await page.locator('main').getByRole('link', { name: new RegExp(reference) }).last().click()
      const words = await page.locator('main').innerText()
      assert.match(words, new RegExp(`${zone.leadName}[\\s\\S]*Declined`))
      assert.match(words, /Too far to travel/)
      assert.match(words, new RegExp(`${zone.nextName}[\\s\\S]*Accepted`))
      await broker.look('package placed')
    })
  })
}
