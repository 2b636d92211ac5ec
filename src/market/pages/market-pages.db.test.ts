import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load, type CheerioAPI } from 'cheerio'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { anAccount, signedIn, TEST_CONFIG } from '../../platform/web/testing/test-app.ts'
import { buildApp } from '../../platform/web/app.ts'
import { grantStandings } from '../actions/grant-standings.ts'
import { aSmallFramework } from '../testing/small-framework.ts'
import { longFile } from '../testing/cqc-files.ts'
import { wiring } from '../wiring.ts'

const house = await openTestHouse()
const { frameworkId, north, willow } = await aSmallFramework(house, systemActor('test'))
await grantStandings(house, systemActor('test'), { frameworkId, standings: [{ zoneId: north, providerId: willow, serviceLine: 'core', tier: 'lead', rank: 1, fromOn: Temporal.PlainDate.from('2025-04-01') }] })
const app = await buildApp({ house, config: TEST_CONFIG, wirings: [wiring], logTo: { write: () => undefined } })
const cookies = await signedIn(house, await anAccount(house, 'commissioner'))

async function open(url: string): Promise<CheerioAPI> {
  const answer = await app.inject({ url, cookies })
  assert.equal(answer.statusCode, 200, url)
  return load(answer.body)
}

/** Sends a form as a browser does, with the token of the page it stands on. */
async function send(url: string, fields: Record<string, string>, file?: { name: string; bytes: Buffer }, formUrl = url) {
  const page = await app.inject({ url: formUrl, cookies })
  const token = load(page.body)('input[name=_csrf]').first().attr('value') ?? ''
  const sent = new FormData()
  for (const [name, value] of Object.entries({ _csrf: token, ...fields })) sent.append(name, value)
  if (file !== undefined) sent.append('file', new Blob([new Uint8Array(file.bytes)]), file.name)
  const request = new Request('http://local/', { method: 'POST', body: sent })
  const headers = { 'content-type': request.headers.get('content-type') ?? '' }
  return app.inject({ method: 'POST', url, headers, payload: Buffer.from(await request.arrayBuffer()), cookies: { ...cookies, ...Object.fromEntries(page.cookies.map((each) => [each.name, each.value])) } })
}

test('The list of providers counts each rating and narrows to what is asked', async () => {
  const all = await open('/providers')
  assert.deepEqual(all('.tw-tile').toArray().map((tile) => all(tile).text().replace(/\s+/g, ' ').trim()), ['0 Outstanding', '1 Good', '0 Requires improvement', '0 Inadequate', '1 Not yet inspected', '2 Total'])
  const good = await open('/providers?rating=good&search=willow')
  assert.deepEqual(good('tbody tr th').toArray().map((cell) => good(cell).text().trim()), ['Willow Home Care Limited'])
  const csv = await app.inject({ url: '/providers?rating=not-rated&format=csv', cookies })
  assert.match(csv.body, /Ash Care Ltd,Not yet inspected/)
})

test('A provider’s page shows its standing, its rating history and its location', async () => {
  const page = await open(`/providers/${willow}`)
  assert.equal(page('h1').text(), 'Willow Home Care Limited')
  assert.match(page('#standings').text(), /North Test.*Core home care.*Lead/s)
  assert.match(page('#ratings').text(), /3 March 2024.*Overall.*Good/s)
  assert.match(page('#locations').text(), /LN1 1AA/)
})

test('A suspension asks for its dates and reason, then shows on the provider, and is lifted with one button', async () => {
  const url = `/providers/${willow}/suspend`
  const empty = await send(url, {})
  assert.equal(empty.statusCode, 400)
  assert.match(load(empty.body)('.govuk-error-summary').text(), /Enter the first day.*Enter when.*Enter why/s)
  const done = await send(url, { 'fromOn-day': '2', 'fromOn-month': '3', 'fromOn-year': '2026', 'reviewOn-day': '30', 'reviewOn-month': '3', 'reviewOn-year': '2026', reason: 'Medicines' })
  assert.equal(done.statusCode, 303)
  const page = await open(`/providers/${willow}`)
  assert.match(page('.govuk-warning-text').text(), /since 2 March 2026: Medicines/)
  const action = page('form[action$="/lift"]').attr('action') ?? ''
  assert.equal((await send(action, {}, undefined, `/providers/${willow}`)).statusCode, 303)
})

test('Zones are a map with its sentence, its legend and its table', async () => {
  const page = await open('/zones')
  assert.match(page('svg[role=img]').attr('aria-label') ?? '', /2 zones of Home care 2025.*no zone has a rate yet/)
  assert.deepEqual(page('tbody th a').toArray().map((link) => page(link).text()), ['North Test', 'South Test'])
})

test('A rate is added by form and shows on the framework and the zone; a bad amount is refused in its own words', async () => {
  const url = `/frameworks/${frameworkId}/rates/new`
  const fields = { zoneId: north, serviceLine: '', tier: '', 'fromOn-day': '1', 'fromOn-month': '4', 'fromOn-year': '2025' }
  assert.match(load((await send(url, { ...fields, pounds: '21.455' })).body)('.govuk-error-summary').text(), /pounds and pence/)
  assert.equal((await send(url, { ...fields, pounds: '21.45' })).statusCode, 303)
  assert.match((await open(`/frameworks/${frameworkId}`))('#rates').text(), /North Test.*£21.45.*In force/s)
  assert.match((await open(`/zones/${north}`))('.govuk-summary-list').text(), /£21.45 an hour/)
  assert.match(load((await send(url, { ...fields, pounds: '22' })).body)('.govuk-error-summary').text(), /There is a rate from 1 April 2025 already/)
})

test('A CQC file is previewed, then imported; its refused rows can be fetched until then', async () => {
  const bytes = longFile({ rating: 'Outstanding', published: '02/02/2026' }, { location: '1-1000000077', rating: 'Splendid' })
  const upload = await send('/providers/import', {}, { name: 'ratings.csv', bytes })
  assert.equal(upload.statusCode, 303)
  const preview = String(upload.headers.location)
  const page = await open(preview)
  assert.match(page('#changes').text(), /Overall rating.*Good.*Outstanding.*2 February 2026/s)
  assert.match(page('#refusals').text(), /not a rating the CQC publishes/)
  assert.match((await app.inject({ url: `${preview}/refused-rows`, cookies })).body, /1-1000000077.*Splendid/)
  const other = await signedIn(house, await anAccount(house, 'commissioner'))
  assert.equal((await app.inject({ url: preview, cookies: other })).statusCode, 400, 'another person’s file')
  assert.equal((await send(preview, { answer: 'import' })).statusCode, 303)
  assert.equal((await app.inject({ url: preview, cookies })).statusCode, 400, 'imported already')
  assert.match((await open('/providers?rating=outstanding'))('tbody').text(), /Willow/)
})

test('No file, and a file that is none, are answered in the page', async () => {
  assert.match(load((await send('/areas/import', {})).body)('.govuk-error-summary').text(), /Select a file/)
  const upload = await send('/areas/import', {}, { name: 'report.csv', bytes: Buffer.from('%PDF-1.7') })
  const answer = await app.inject({ url: String(upload.headers.location), cookies })
  assert.equal(answer.statusCode, 400)
  assert.match(load(answer.body)('main').text(), /This is a PDF document/)
})

test('The API answers what the pages show', async () => {
  const list = await app.inject({ url: '/api/v1/providers?kind=local', cookies })
  assert.deepEqual(list.json(), { providers: [] })
  const one = (await app.inject({ url: `/api/v1/frameworks/${frameworkId}`, cookies })).json<{ zones: { name: string; standings: unknown[] }[] }>()
  assert.deepEqual(one.zones.map((zone) => [zone.name, zone.standings.length]), [['North Test', 1], ['South Test', 0]])
  assert.equal((await app.inject({ url: `/api/v1/providers/${willow}`, cookies })).json<{ rating: string }>().rating, 'outstanding')
})
