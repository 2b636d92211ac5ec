import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importReferrals } from '../../src/brokerage/actions/import-referrals.ts'
import { openCallOff } from '../../src/brokerage/actions/open-call-off.ts'
import { systemActor, type Actor } from '../../src/platform/access/actor.ts'
import { serveCouncil } from './served-council.ts'
import { signIn, WAYS, type Visitor } from './visitor.ts'

const served = await serveCouncil()
const { house, council } = served
const BROKER: Actor = { ...systemActor('Test broker'), role: 'broker' }
const PHONE = { width: 390, height: 844 }
/** Each way has a zone with its lead of its own. */
const OWN = { true: { letter: 'a', zone: 0, other: 'Corncrake Support Ltd' }, false: { letter: 'b', zone: 1, other: 'Dovecote Care Ltd' } } as const

/** Two more people for each zone, by one file, offered to its lead. With the one on offer already there is one to accept, one to answer in part and one to decline. */
async function offerMore(): Promise<void> {
  const homes = council.caseload.slice(0, 2).map((each) => each.referral.person.postcode)
  const header = 'referral_reference,person_reference,given_name,family_name,born_on,address,postcode,phone,lives_alone,source,funder,received_on,service_line,needs,start_by,days,earliest,latest,minutes,workers,time_critical'
  const rows = homes.flatMap((postcode, zone) => [1, 2].map((nr) => `T-${String(zone)}${String(nr)},TP-${String(zone)}${String(nr)},Ada,Cole ${String(zone)}${String(nr)},,1 High Street,${postcode},,no,community,council,2026-03-02,core,personal-care,2026-03-05,Mon-Sun,07:30,08:00,30,1,no`))
  await importReferrals(house, BROKER, { name: 'people.csv', bytes: Buffer.from([header, ...rows].join('\n')), frameworkId: council.frameworkId, preview: false })
  for (const { id } of await house.db.selectFrom('care.package as k').innerJoin('care.referral as r', 'r.id', 'k.referral_id').select('k.id').where('r.external_reference', 'like', 'T-%').execute()) await openCallOff(house, BROKER, { packageId: id })
}
await offerMore()

for (const way of WAYS) {
  const { letter, other } = OWN[`${way.javaScript}`]
  test(`a coordinator does the day's work on a phone ${way.words}`, async (t) => {
    const visitor = await signIn(served, `coordinator-${letter}`, way)
    t.after(() => visitor.leave())
    const { page } = visitor
    const look = async (name: string): ReturnType<Visitor['look']> => {
      await visitor.look(`phone ${name}`)
      await page.setViewportSize(PHONE)
    }
    await page.setViewportSize(PHONE)
    const press = (name: string | RegExp) => page.getByRole('button', { name }).click()
    const setDay = async (field: string, day: number) => page.locator(`#${field}-day`).fill(String(day))

    await t.test('three offers: one is accepted whole, one answered in part, one declined', async () => {
      await page.locator('main').getByRole('link', { name: /offer/i }).first().click()
      await page.getByRole('heading', { level: 1, name: '3 offers to answer' }).waitFor()
      await look('offers')
      await page.getByRole('link', { name: /See and answer/ }).first().click()
      await look('offer')
      await page.getByRole('link', { name: /Say what you can do instead/ }).click()
      await look('answer in part')
      await page.getByLabel('We cannot do Sunday at all').check()
      await press('Send what you can do')
      await page.locator('#partial-outcome, .govuk-notification-banner').first().waitFor()
      await look('answered in part')
      await page.goto(`${served.url}/offers`)
      await page.getByRole('link', { name: /See and answer/ }).first().click()
      await page.getByLabel('No capacity').check()
      await press('Decline this package')
      await page.getByRole('heading', { level: 1, name: '1 offer to answer' }).waitFor()
      await page.getByRole('link', { name: /See and answer/ }).click()
      await press('Accept this package')
      await page.getByText('You hold this package.').waitFor()
      await look('offer accepted')
    })

    await t.test('free hours are declared, and the page says for how long they count', async () => {
      await page.goto(`${served.url}/capacity`)
      assert.match(await page.locator('main').innerText(), /counts? for 14 days/)
      await page.locator('#c0-morning').fill('12.5')
      await page.getByLabel('Personal care').check()
      await press('Declare these hours')
      await page.getByText(/Your free hours are declared/).waitFor()
      await look('capacity declared')
    })

    await t.test('a package and its weekly plan are seen, and kept as CSV and as a calendar', async () => {
      await page.goto(`${served.url}/placements`)
      await look('packages held')
      await page.getByRole('link', { name: 'Weekly plan of these packages' }).click()
      await page.getByRole('heading', { level: 1, name: 'Weekly plan' }).waitFor()
      await look('weekly plan')
      const csv = await (await page.request.get(`${served.url}/weekly-plan?format=csv`)).text()
      assert.match(csv.split('\n')[0] ?? '', /Day,Start,Latest start,Minutes,Care workers/)
      const calendar = page.getByRole('link', { name: 'Download for a calendar (iCalendar)' })
      const ics = await page.request.get(new URL((await calendar.getAttribute('href')) ?? '', served.url).toString())
      assert.equal((await ics.text()).match(/BEGIN:VEVENT/g)?.length, csv.trim().split('\n').length - 1)
      assert.match(ics.headers()['content-type'] ?? '', /text\/calendar/)
    })

    await t.test('a start is confirmed, a change asked for, hours passed on, a question asked, and the package handed back', async () => {
      await page.goto(`${served.url}/placements?status=current`)
      await page.locator('tbody th a').first().click()
      const placement = page.url()
      await look('package held')
      await page.getByRole('link', { name: /Confirm the start/ }).click()
      await press('Confirm the start')
      await page.getByText(/Care began on/).first().waitFor()
      await page.goto(`${placement}/change`)
      await look('change of the week')
      await page.getByLabel('Why the week changes').fill('Needs longer in the morning')
      await page.getByLabel('Minutes').first().fill('60')
      await press('Ask for this change')
      await page.waitForURL((url) => !url.pathname.endsWith('/change'))
      await look('change asked for')
      await page.goto(`${placement}/subcontracts`)
      await page.getByLabel('Who delivers the hours').fill(other)
      await page.getByLabel('Hours a week').fill('1')
      await page.getByLabel('What the subcontractor is paid an hour').fill('40')
      await look('subcontract')
      await press('Pass these hours on')
      await page.locator('tbody tr').filter({ hasText: other }).first().waitFor()
      await page.goto(placement)
      await page.getByRole('link', { name: 'Questions about this package' }).click()
      await page.getByLabel('Ask a question').fill('Is there a key safe?')
      await press('Send question')
      await page.getByText('Is there a key safe?').first().waitFor()
      await look('question asked')
      await page.goto(`${placement}/hand-back`)
      await setDay('lastOn', 30)
      await page.locator('input[name=reason][value=no-care-workers]').check()
      await look('hand back')
      await press('Hand the package back')
      await page.waitForURL(placement)
      await look('handed back')
    })
  })
}
