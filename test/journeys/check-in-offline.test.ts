import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { systemActor, type Actor } from '../../src/platform/access/actor.ts'
import { londonDate } from '../../src/kernel/london.ts'
import { makeCheckInLink, revokeCheckInLink } from '../../src/visits/actions/check-in-links.ts'
import { makeHomeTag } from '../../src/visits/actions/home-tags.ts'
import { planWeek } from '../../src/visits/actions/plan-week.ts'
import { assignRounds, seeRounds } from '../../src/visits/actions/rounds.ts'
import { seeVisit } from '../../src/visits/actions/see-visits.ts'
import { keepSignOff, keepVisitTasks } from '../../src/visits/actions/visit-tasks.ts'
import { accessibilityViolations, openVisitor } from '../support/browser.ts'
import { serveCouncil } from './served-council.ts'
import { signIn, widerThanWindow } from './visitor.ts'

const served = await serveCouncil()
const { house, council, url, browser } = served
const providerId = council.providers.a.id
const coordinator: Actor = { ...systemActor('Coordinator A'), role: 'provider-coordinator', organisationId: providerId }
const today = londonDate(house.clock.now())
const PICTURES = process.env['TENDWELL_JOURNEY_PICTURES']

await planWeek(house, systemActor('Journeys'), { weekOn: today })
const link = await makeCheckInLink(house, coordinator, { workerReference: 'W-1', workerName: 'Wren Whitlow', days: 28 })
const { visits } = await seeRounds(house, coordinator, { on: today })
const [first] = visits
assert.ok(first)
await assignRounds(house, coordinator, { on: today, seats: visits.slice(0, 4).map((visit) => ({ plannedVisitId: visit.plannedVisitId, seat: 1, workerReference: 'W-1' })) })
const { code } = await makeHomeTag(house, coordinator, { personId: first.personId })
await keepVisitTasks(house, coordinator, { plannedVisitId: first.plannedVisitId, tasks: ['Breakfast', 'Medicines from the blister pack'] })
await keepSignOff(house, coordinator, { isRequired: true })
const address = `${url}/check-in/${link.secret}`
const records = () => house.db.selectFrom('visits.visit_record').select(['planned_visit_id', 'placement_id', 'check_in_method', 'check_out_method', 'outcome']).where('visit_reference', 'like', 'check-in-%').where('superseded_by', 'is', null).execute()

test('a care worker checks in and out without signal, opens the page again without signal, and the record is there once there is signal', async (t) => {
  const context = await openVisitor(browser, { width: 390 })
  t.after(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  // The test house stands still in its own time; the phone shows the same.
  await page.clock.setFixedTime(house.clock.now().epochMilliseconds)
  const look = async (name: string): Promise<void> => {
    if (PICTURES !== undefined) {
      await mkdir(PICTURES, { recursive: true })
      await page.screenshot({ path: join(PICTURES, `check-in ${name}.png`.replaceAll(' ', '-')), fullPage: true })
    }
    assert.deepEqual([...(await accessibilityViolations(page)), ...(await widerThanWindow(page, 390))], [], name)
  }
  await page.goto(address)
  await page.getByText('Everything is sent').waitFor()
  await page.waitForFunction('navigator.serviceWorker.ready.then((worker) => worker.active !== null)')
  await look('round')

  await context.setOffline(true)
  await page.locator(`a[href="#visit-${String(first.plannedVisitId)}"]`).click()
  await look('visit open')
  await page.getByText('Check in with the code of the tag').click()
  await page.getByLabel('Code of the tag at the home').fill(code)
  await page.getByRole('button', { name: 'Check in', exact: true }).click()
  await page.getByRole('heading', { name: 'Sign off, then check out' }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Check out where I am' }).count(), 0, 'the sign-off comes first')
  await look('checked in offline')

  await page.reload()
  await page.getByText('You are offline').waitFor()
  await page.getByText('1 entry to be sent').waitFor()
  await page.getByRole('button', { name: /^Done.*Breakfast/ }).click()
  await page.getByText('1 task is not answered yet').waitFor()
  await page.getByText('Not done: Medicines from the blister pack').click()
  await page.getByLabel('Why “Medicines from the blister pack” was not done').fill('Taken already')
  await page.getByRole('button', { name: 'Say why' }).last().click()
  await page.getByText('Every task is answered').waitFor()
  await page.getByLabel('Who agrees that the visit was made').selectOption('person')
  await page.getByRole('button', { name: 'Sign off' }).click()
  await page.getByRole('button', { name: 'Check out where I am' }).waitFor()
  await look('tasks and sign-off offline')
  await page.getByText('Check out by hand').first().click()
  await page.getByLabel('Why by hand').selectOption('device-faulty')
  await page.getByRole('button', { name: 'Check out by hand' }).click()
  await page.getByText('5 entries to be sent').waitFor()
  await look('offline with unsent')
  assert.deepEqual(await records(), [], 'nothing can have arrived')

  await context.setOffline(false)
  await page.evaluate('dispatchEvent(new Event("online"))')
  await page.locator('#connection[data-unsent="0"]').waitFor()
  await page.getByText('Everything is sent').waitFor()
  await look('sent')
  const [record, ...others] = await records()
  assert.deepEqual(others, [])
  assert.deepEqual(record && { ...record }, { planned_visit_id: first.plannedVisitId, placement_id: first.placementId, check_in_method: 'tag', check_out_method: 'manual', outcome: 'delivered' })

  const { care } = await seeVisit(house, { ...systemActor('Council'), role: 'broker' }, first.plannedVisitId)
  assert.deepEqual(care, { tasks: [{ task: 'Breakfast', done: true, reason: null }, { task: 'Medicines from the blister pack', done: false, reason: 'Taken already' }], signedBy: 'The person', mustSign: true })

  await revokeCheckInLink(house, coordinator, { checkInLinkId: link.checkInLinkId })
  await page.evaluate('dispatchEvent(new Event("online"))')
  await page.getByText('Your round has been wiped').waitFor()
  await look('link revoked')
  assert.equal(await page.evaluate('new Promise((done) => { const open = indexedDB.open("tendwell-check-in"); open.onsuccess = () => { const all = open.result.transaction("link").objectStore("link").getAll(); all.onsuccess = () => done(all.result.length) } })'), 0, 'the phone has forgotten the round')
})

test('without scripts a care worker checks in and out by plain forms, and the coordinator sees it on the rounds', async (t) => {
  const { secret } = await makeCheckInLink(house, coordinator, { workerReference: 'W-1', workerName: 'Wren Whitlow', days: 28 })
  const context = await openVisitor(browser, { width: 390, javaScript: false })
  t.after(() => context.close())
  const page = await context.newPage()
  await page.goto(`${url}/check-in/${secret}`)
  assert.deepEqual(await widerThanWindow(page, 390), [])
  const second = visits[1]
  assert.ok(second)
  for (const deed of ['Check in', 'Check out']) {
    const part = page.locator(`#visit-${String(second.plannedVisitId)}`)
    await part.getByLabel('Or by hand, because').selectOption('device-awaited')
    await part.getByRole('button', { name: deed, exact: true }).click()
    await page.getByText('Your entry is kept').waitFor()
    if (deed === 'Check out') continue
    assert.equal(await part.getByRole('button', { name: 'Check out', exact: true }).count(), 0, 'the sign-off comes first')
    await part.getByLabel('Signed off by').selectOption('could-not')
    await part.getByRole('button', { name: 'Sign off' }).click()
    await page.getByText('Your entry is kept').waitFor()
  }
  assert.equal((await records()).length, 2)
  const office = await signIn(served, 'coordinator-a', { javaScript: true })
  t.after(() => office.leave())
  for (const [path, name] of [['/rounds', 'rounds'], [`/rounds/visits/${String(first.plannedVisitId)}`, 'round visit'], [`/rounds/visits/${String(first.plannedVisitId)}/tasks`, 'tasks'], [`/visits/${String(first.plannedVisitId)}`, 'visit with tasks'], ['/check-in-links', 'check-in links'], ['/home-tags', 'home tags']] as const) {
    await office.page.goto(`${url}${path}`)
    await office.look(name)
  }
})
