import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { answerOffer } from '../../src/brokerage/actions/answer-offer.ts'
import { confirmStart } from '../../src/brokerage/actions/confirm-start.ts'
import { declareCapacity } from '../../src/brokerage/actions/declare-capacity.ts'
import { importReferrals } from '../../src/brokerage/actions/import-referrals.ts'
import { openCallOff } from '../../src/brokerage/actions/open-call-off.ts'
import { newCapacity } from '../../src/brokerage/terms/capacity.ts'
import { NEEDS } from '../../src/care/terms.ts'
import { systemActor, type Actor } from '../../src/platform/access/actor.ts'
import { tableDigests } from '../support/table-digests.ts'
import { serveCouncil } from './served-council.ts'
import { signIn } from './visitor.ts'

const served = await serveCouncil()
const { house, council } = served
const PEOPLE = 200
/** Besides the two whom provider A of the small council cares for already. */
const ALL = PEOPLE + 2
const FIRST = 120
const BROKER: Actor = { ...systemActor('Test broker'), role: 'broker' }
const coordinator = (letter: 'a' | 'c' | 'd'): Actor => ({ ...systemActor(`Coordinator ${letter}`), role: 'provider-coordinator', organisationId: council.providers[letter].id })
const day = (text: string) => Temporal.PlainDate.from(text)

/** Runs some at a time, as several people would. */
async function each<T>(all: readonly T[], deed: (one: T) => Promise<unknown>): Promise<void> {
  const rest = [...all]
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) await deed(one)
  }))
}

/** 200 people by one file; each third lives alone, each tenth needs two care workers at a time-critical visit. Provider A leads their zone and takes them all. */
async function caredForByA(): Promise<void> {
  const postcode = council.caseload[0]?.referral.person.postcode ?? ''
  const header = 'referral_reference,person_reference,given_name,family_name,born_on,address,postcode,phone,lives_alone,source,funder,received_on,service_line,needs,start_by,days,earliest,latest,minutes,workers,time_critical'
  const rows = Array.from({ length: PEOPLE }, (_, at) => `F-${String(at)},FP-${String(at)},Ada,Cole ${String(at)},,1 High Street,${postcode},,${at % 3 === 0 ? 'yes' : 'no'},community,council,2026-03-02,core,personal-care${at % 5 === 0 ? '; medicines' : ''},2026-03-02,Mon-Sun,07:30,08:00,30,${at % 10 === 0 ? '2,yes' : '1,no'}`)
  const outcome = await importReferrals(house, BROKER, { name: 'people.csv', bytes: Buffer.from([header, ...rows].join('\n')), frameworkId: council.frameworkId, preview: false })
  assert.equal(outcome.referrals, PEOPLE, JSON.stringify(outcome.refusals.slice(0, 2)))
  const packages = await house.db.selectFrom('care.package as k').innerJoin('care.referral as r', 'r.id', 'k.referral_id').select('k.id').where('r.external_reference', 'like', 'F-%').execute()
  await each(packages, async ({ id }) => openCallOff(house, BROKER, { packageId: id }))
  await accept('a', packages.map((each) => each.id))
}

/** A provider accepts what it was offered of some packages, or of all. */
async function accept(letter: 'a' | 'c' | 'd', packageIds?: readonly string[]): Promise<void> {
  const open = await house.db.selectFrom('brokerage.offer as o').leftJoin('brokerage.offer_answer as a', 'a.offer_id', 'o.id').select(['o.id', 'o.package_id']).where('o.provider_id', '=', council.providers[letter].id).where('a.offer_id', 'is', null).execute()
  const startsOn = letter === 'a' ? day('2026-03-02') : day('2026-03-04')
  await each(open.filter((offer) => packageIds?.includes(offer.package_id) ?? true), async ({ id }) => answerOffer(house, coordinator(letter), { offerId: id, answer: 'accepted', startsOn }))
}

/** The counts of the progress sheet, by their words. */
async function progress(page: Page): Promise<Record<string, number>> {
  const [figures, labels] = [await page.locator('.tw-tile__figure').allInnerTexts(), await page.locator('.tw-tile__label').allInnerTexts()]
  return Object.fromEntries(labels.map((label, at) => [label, Number(figures[at])] as const).filter(([, count]) => count > 0))
}

test('a provider of 200 people fails: rehearsed without a trace, then in two batches, each person to a confirmed start', async (t) => {
  await caredForByA()
  await house.db.insertInto('market.standing').values({ id: randomUUID(), framework_id: council.frameworkId, zone_id: council.zoneIds.north, provider_id: council.providers.d.id, service_line: 'core', tier: 'last-resort', rank: null, from_on: '2025-04-01' }).execute()
  const declare = (letter: 'c' | 'd', hours: number) => declareCapacity(house, coordinator(letter), newCapacity.parse({ twoWorkers: true, needs: NEEDS, lines: [{ zoneId: council.zoneIds.north, serviceLine: 'core', minutes: { morning: hours * 60, evening: 60 * 60 } }] }))
  await declare('c', 420)
  await declare('d', 140)
  const broker = await signIn(served, 'broker', { javaScript: true })
  t.after(() => broker.leave())

  await t.test('the rehearsal shows everybody, those at the highest risk first, and where they would go; no table changes', async () => {
    const { page } = broker
    await page.goto(`${served.url}/failures`)
    await broker.look('failures')
    await page.getByLabel('Provider', { exact: true }).selectOption({ label: 'Amberley Homecare Ltd' })
    const before = await tableDigests(house)
    await page.getByRole('button', { name: 'Rehearse' }).click()
    await page.getByRole('heading', { level: 1, name: 'Rehearsal: Amberley Homecare Ltd fails' }).waitFor()
    assert.deepEqual(await tableDigests(house), before)
    const words = await page.locator('main').innerText()
    assert.match(words, /202 people would need another provider/)
    assert.match(words, /Nothing has been changed and nobody has been told/)
    assert.match(await page.locator('tbody tr').first().innerText(), /Has a visit that must not be late[\s\S]*two care workers/)
    await broker.look('failure rehearsed')
  })

  await t.test('marking it withdraws its open offer; the first batch is proposed, edited and sent', async () => {
    const { page } = broker
    await page.goto(`${served.url}/failures`)
    await page.getByLabel('Provider that fails').selectOption({ label: 'Amberley Homecare Ltd' })
    await page.getByLabel('Emergency: it stops').check()
    await page.getByLabel('Why it fails').fill('It cannot pay wages')
    await page.getByRole('button', { name: 'Mark the failure' }).click()
    await page.getByText('1 open offer to it was withdrawn').waitFor()
    assert.deepEqual(await progress(page), { 'still with the provider': ALL })
    await page.getByLabel('How many people').fill('1000')
    await broker.sendRefused(() => page.getByRole('button', { name: 'Propose where they could go' }).click())
    assert.match(await page.locator('.govuk-error-summary').innerText(), /from 1 to 200/)
    await page.getByLabel('How many people').fill(String(FIRST))
    await page.getByRole('button', { name: 'Propose where they could go' }).click()
    await page.getByRole('heading', { level: 1, name: `A batch of ${String(FIRST)} people` }).waitFor()
    await broker.look('failure batch')
    await page.locator('input[name=placements]').first().uncheck()
    await page.locator('select').nth(1).selectOption({ label: 'Ordinary order' })
    await page.getByRole('button', { name: 'Move these people' }).click()
    await page.getByText(`${String(FIRST - 1)} people referred again, ${String(FIRST - 1)} on offer`).waitFor()
    assert.deepEqual(await progress(page), { 'still with the provider': ALL - FIRST + 1, 'on offer': FIRST - 1 })
  })

  await t.test('the rest goes without scripts, and nobody is left with the provider', async (inner) => {
    const plain = await signIn(served, 'broker', { javaScript: false })
    inner.after(() => plain.leave())
    const { page } = plain
    await page.goto(`${served.url}/failures`)
    await page.getByRole('link', { name: 'Amberley Homecare Ltd' }).click()
    await page.getByLabel('How many people').fill('200')
    await page.getByRole('button', { name: 'Propose where they could go' }).click()
    await page.getByRole('heading', { level: 1, name: `A batch of ${String(ALL - FIRST + 1)} people` }).waitFor()
    await page.locator('#handoverOn-year').fill('2020')
    await plain.sendRefused(() => page.getByRole('button', { name: 'Move these people' }).click())
    await plain.look('failure batch refused')
    await page.locator('#handoverOn-year').fill('2026')
    await page.getByRole('button', { name: 'Move these people' }).click()
    await page.getByText(`${String(ALL - FIRST + 1)} people referred again`).waitFor()
    assert.deepEqual(await progress(page), { 'on offer': ALL })
    await plain.look('failure all on offer')
  })

  await t.test('each person is tracked to a confirmed start; the sheet prints and is kept as CSV', async (inner) => {
    await accept('c')
    await accept('d')
    await broker.page.reload()
    assert.deepEqual(await progress(broker.page), { 'placed, start not confirmed': ALL })
    const sheet = broker.page.url()
    house.setNow('2026-03-04T12:00:00Z')
    const placed = await house.db.selectFrom('brokerage.placement as p').innerJoin('brokerage.follow_on as f', 'f.package_id', 'p.package_id').select('p.id').where('f.cause', '=', 'failure').execute()
    await each(placed, async ({ id }) => confirmStart(house, BROKER, { placementId: id, startedOn: day('2026-03-04') }))
    const next = await signIn(served, 'broker', { javaScript: true })
    inner.after(() => next.leave())
    const { page } = next
    await page.goto(sheet)
    assert.deepEqual(await progress(page), { 'started with another provider': ALL })
    await next.look('failure over')
    const csv = await (await page.request.get(new URL('?format=csv', page.url()).toString())).text()
    assert.equal(csv.trim().split('\n').length, ALL + 1)
    assert.equal(new Set(csv.match(/,P\d{6},/g)).size, ALL, 'nobody is missing')
    await page.emulateMedia({ media: 'print' })
    assert.deepEqual([await page.locator('main form:visible').count(), await page.locator('#people tbody tr:visible').count()], [0, ALL])
  })
})
