import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { serveCouncil } from './served-council.ts'
import { signIn, WAYS } from './visitor.ts'

const served = await serveCouncil()
/** A home of the north, whose lead is provider A. */
const postcode = served.council.caseload[0]?.referral.person.postcode ?? ''
const PEOPLE = { true: { given: 'Wilhelmina', family: 'Ashgrove' }, false: { given: 'Bartholomew', family: 'Thornbeck' } } as const

for (const way of WAYS) {
  const person = PEOPLE[`${way.javaScript}`]
  test(`a referral of ${person.given} becomes a placement ${way.words}: referred, seen on the board, offered with reasons, accepted, off the board`, async (t) => {
    const practitioner = await signIn(served, 'practitioner', way)
    t.after(() => practitioner.leave())
    const broker = await signIn(served, 'broker', way)
    t.after(() => broker.leave())
    const coordinator = await signIn(served, 'coordinator-a', way)
    t.after(() => coordinator.leave())
    let reference = ''

    await t.test('the practitioner fills in the form, sees the week it makes, and sends it', async () => {
      const { page } = practitioner
      await page.goto(`${served.url}/`)
      await page.getByRole('button', { name: 'Refer a person' }).click()
      await practitioner.look('refer form')
      await fillReferral(page, person)
      await page.getByRole('button', { name: 'Check the referral' }).last().click()
      await page.getByRole('heading', { level: 1, name: 'Check the referral before you send it' }).waitFor()
      await practitioner.look('refer preview')
      const week = await page.locator('main').innerText()
      assert.match(week, /12 visits/)
      assert.match(week, /13\.5 hours/)
      assert.match(week, /two care workers|2 care workers/i)
      await page.getByRole('button', { name: 'Send referral' }).click()
      await page.getByRole('heading', { level: 1, name: new RegExp(person.family) }).waitFor()
      await practitioner.look('person referred')
      reference = /Package (\S+) referred/.exec(await page.locator('main').innerText())?.[1] ?? ''
      assert.notEqual(reference, '', 'the page names the package')
    })

    await t.test('the broker finds it on the board by initials, reads who would be asked and why, and sends the offers', async () => {
      const { page } = broker
      await page.goto(`${served.url}/board`)
      const row = page.getByRole('row').filter({ hasText: reference })
      const words = await row.innerText()
      assert.match(words, new RegExp(`${person.given.charAt(0)}\\.? ?${person.family.charAt(0)}`))
      assert.ok(!words.includes(person.family), 'the board shows no names')
      await broker.look('board with the referral')
      await row.getByRole('link', { name: reference }).click()
      const first = page.locator('.tw-place').first()
      assert.match(await first.innerText(), /Amberley Homecare Ltd/)
      await first.locator('summary').click()
      assert.match(await first.innerText(), /lead/i)
      await broker.look('package before offers')
      await page.getByRole('button', { name: 'Send offers to 1 provider' }).click()
      await page.getByText(/Offers sent to 1 provider/).waitFor()
      await broker.look('package on offer')
    })

    await t.test('the provider reads the need without a name, accepts, and then sees the person and the visits planned', async () => {
      const { page } = coordinator
      await page.goto(`${served.url}/offers`)
      await coordinator.look('offers')
      await page.locator('.govuk-summary-card').filter({ hasText: reference }).getByRole('link', { name: /See and answer/ }).click()
      const before = await page.locator('main').innerText()
      assert.ok(!before.includes(person.family) && !before.includes(postcode), 'an offer names nobody and no address')
      await coordinator.look('offer')
      await page.getByRole('button', { name: 'Accept this package' }).click()
      await page.getByRole('link', { name: 'See the person’s name and address' }).waitFor()
      await coordinator.look('offer accepted')
      await served.house.runJobs()
      await page.getByRole('link', { name: 'See the person’s name and address' }).click()
      assert.match(await page.locator('main').innerText(), new RegExp(person.family))
      await coordinator.look('person as provider')
      const [personReference = ''] = /P\d{6}/.exec(await page.locator('main').innerText()) ?? []
      await page.goto(`${served.url}/visits?on=2026-03-05&person=${personReference}`)
      assert.deepEqual((await page.locator('tbody th').allInnerTexts()).map((words) => words.split(/\s/)[0]), ['7:30am', '8pm'], 'the first day’s visits are planned')
      await coordinator.look('visits of the first day')
    })

    await t.test('the broker sees the placement, and the board no longer shows the package', async () => {
      const { page } = broker
      await page.reload()
      await page.getByRole('link', { name: /Amberley Homecare Ltd from 5 March 2026/ }).click()
      assert.match(await page.locator('main').innerText(), /Amberley Homecare Ltd/)
      await broker.look('placement')
      await page.goto(`${served.url}/board`)
      assert.equal(await page.getByRole('link', { name: reference }).count(), 0)
      await broker.look('board after')
    })
  })
}

/** Five days of a morning with two care workers and a time that matters, and a bedtime visit on every day: 12 visits, 13.5 hours of care workers’ time. */
async function fillReferral(page: Page, person: { given: string; family: string }): Promise<void> {
  const type = (label: string, words: string): Promise<void> => page.getByLabel(label, { exact: true }).fill(words)
  await type('Given name', person.given)
  await type('Family name', person.family)
  await type('Street address', '4 Orchard Row')
  await type('Postcode', postcode)
  await page.getByLabel('Hospital discharge').check()
  await page.locator('input[name=funder]').first().check()
  await page.locator('#startByOn-day').fill('5')
  await page.locator('#startByOn-month').fill('3')
  await page.locator('#startByOn-year').fill('2026')
  await page.getByLabel('Personal care').check()
  await page.getByLabel('Medicines').check()
  await type('Needs in words', 'Insulin before breakfast. Two care workers to stand up in the morning.')
  const morning = page.locator('#visit-1')
  for (const day of ['1', '2', '3', '4', '5']) await morning.locator(`input[value="${day}"][name="visit-1-days"]`).check()
  await morning.getByLabel('Earliest start').fill('7:30am')
  await morning.getByLabel('Latest start').fill('8am')
  await morning.getByLabel('Minutes').fill('60')
  await morning.getByLabel('Care workers').selectOption('2')
  await morning.getByLabel('Time-critical').check()
  const bedtime = page.locator('#visit-4')
  for (const day of ['1', '2', '3', '4', '5', '6', '7']) await bedtime.locator(`input[value="${day}"][name="visit-4-days"]`).check()
  await bedtime.getByLabel('Earliest start').fill('20:00')
  await bedtime.getByLabel('Latest start').fill('21:00')
  await bedtime.getByLabel('Minutes').fill('30')
}
