import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load, type CheerioAPI } from 'cheerio'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { read } from '../../platform/action/transaction.ts'
import { buildApp } from '../../platform/web/app.ts'
import { anAccount, signedIn, TEST_CONFIG } from '../../platform/web/testing/test-app.ts'
import { crossZones, getFramework, listStandings, zoneOfPostcode } from '../public.ts'
import { aSmallFramework } from '../testing/small-framework.ts'
import { wiring } from '../wiring.ts'
import { wiring as brokerage } from '../../brokerage/wiring.ts'

const house = await openTestHouse()
const system = systemActor('test')
const { frameworkId, north, south, willow, ash } = await aSmallFramework(house, system)
const app = await buildApp({ house, config: TEST_CONFIG, wirings: [wiring, brokerage], logTo: { write: () => undefined } })
const cookies = await signedIn(house, await anAccount(house, 'commissioner'))
const broker = await signedIn(house, await anAccount(house, 'broker'))
const day = (text: string) => Temporal.PlainDate.from(text)
const date = (name: string, text: string) => ({ [`${name}-day`]: String(day(text).day), [`${name}-month`]: String(day(text).month), [`${name}-year`]: String(day(text).year) })

async function open(url: string): Promise<CheerioAPI> {
  const answer = await app.inject({ url, cookies })
  assert.equal(answer.statusCode, 200, url)
  return load(answer.body)
}

/** Sends a form as a browser without JavaScript does. */
async function send(url: string, fields: Record<string, string | string[]>) {
  const form = await app.inject({ url, cookies })
  assert.equal(form.statusCode, 200, url)
  const body = new URLSearchParams({ _csrf: load(form.body)('main input[name=_csrf]').first().attr('value') ?? '' })
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(name, each)
  return app.inject({ method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: body.toString(), cookies: { ...cookies, ...Object.fromEntries(form.cookies.map((each) => [each.name, each.value])) } })
}

const sent = async (url: string, fields: Record<string, string | string[]>) => {
  const answer = await send(url, fields)
  assert.equal(answer.statusCode, 303, load(answer.body)('.govuk-error-summary').text())
  return String(answer.headers.location)
}

const refused = async (url: string, fields: Record<string, string | string[]>) => {
  const answer = await send(url, fields)
  assert.equal(answer.statusCode, 400)
  const page = load(answer.body)
  for (const link of page('.govuk-error-summary a').toArray()) assert.equal(page(page(link).attr('href') ?? '#none').length, 1, `${url}: ${page(link).text()} points at a field`)
  return page('.govuk-error-summary').text()
}

const NEW = { do: 'add', name: 'Home care 2027', lines: ['core', 'night'], ...date('startsOn', '2027-04-01'), ...date('endsOn', '2031-03-31'), 'all-shown': 'tiered', 'all-model': 'tiered', 'all-tier-lead': '1', 'all-reply-1': '4', 'all-tier-spot': '2', 'all-reply-2': '1.5', refused: 'inadequate', languages: 'no', zones: 'East: Eastham, Eastby\nWest' }
const LET = { extensions: '12, 12', noticeDays: '90', ...date('procurementBeganOn', '2024-10-01'), procurementRoute: 'light-touch' }

test('A framework is added with its lines, term, model and zones, and warned of where its term is longer than the law it was let under allows', async () => {
  assert.match(await refused('/frameworks/new', {}), /name of the framework.*at least one service line.*first day.*last day.*Choose a contract model/s)
  assert.match(await refused('/frameworks/new', { ...NEW, 'all-reply-1': 'soon' }), /between 15 working minutes and 80 working hours/)
  assert.match(await refused('/frameworks/new', { ...NEW, name: 'Home care 2025' }), /called Home care 2025 already/)
  assert.match(await refused('/frameworks/new', { ...NEW, ...date('endsOn', '2026-01-01') }), /before it starts/)
  assert.match(await refused('/frameworks/new', { ...NEW, zones: 'East\nEast' }), /Two zones are called East/)
  const terms = await sent('/frameworks/new', NEW)
  assert.match(terms, /\/terms$/, 'what it was let with is recorded next')
  const page = await open(await sent(terms, LET))
  assert.match(page('.govuk-warning-text').text(), /can run to 31 March 2033.*Public Contracts Regulations 2015.*31 March 2031.*regulation 33\(3\)/s)
  assert.deepEqual(page('#zones tbody th').toArray().map((cell) => page(cell).text().replace(/\s+/g, ' ').trim()), ['EastEastby, Eastham', 'West'])
  assert.match(page('#lines').text(), /Core home care.*Night care/s)
  assert.match(page('main').text(), /lead provider of the zone at once; the first to accept within 4 working hours.*1.5 working hours/s)
})

test('A framework is added under any of the five models, which brings its settings before it is added', async () => {
  const chosen = { ranked: {}, prime: { 'all-decline': 'no-capacity' }, block: {}, open: { 'all-lowest': '20.00', 'all-highest': '26.00' } }
  for (const [model, asked] of Object.entries(chosen)) {
    const filled = { ...NEW, name: `Home care ${model}`, 'all-model': model }
    const shown = await send('/frameworks/new', filled)
    const form = load(shown.body)
    assert.deepEqual([shown.statusCode, form('input[name=all-shown]').attr('value')], [200, model])
    const settings = Object.fromEntries(form('main form').last().serializeArray().filter(({ name }) => name.startsWith('all-')).map(({ name, value }) => [name, value]))
    const added = (await sent('/frameworks/new', { ...NEW, name: filled.name, ...settings, ...asked })).split('/')[2] ?? ''
    assert.equal((await read(house, system, (work) => getFramework(work, added))).terms.model, model)
  }
})

test('Extensions are used one after another, each with its reason, and put off the last day everywhere', async () => {
  assert.match((await open(`/frameworks/${frameworkId}`))('main').text(), /not recorded when its procurement began/)
  await sent(`/frameworks/${frameworkId}/terms`, { extensions: '12', noticeDays: '90', ...date('procurementBeganOn', '2025-03-01'), procurementRoute: 'light-touch' })
  assert.match((await open(`/frameworks/${frameworkId}`))('main').text(), /light-touch rules of the Procurement Act 2023, which set no longest term/)
  assert.match(await refused(`/frameworks/${frameworkId}/extend`, { reason: '' }), /why the framework is extended/)
  await sent(`/frameworks/${frameworkId}/extend`, { reason: 'Cabinet decision of 2 March' })
  const framework = await read(house, system, (work) => getFramework(work, frameworkId))
  assert.equal(framework.endsOn.toString(), '2030-03-31')
  assert.match((await open(`/frameworks/${frameworkId}`))('#extensions').text(), /12 months.*31 March 2030.*Cabinet decision/s)
  const spent = await open(`/frameworks/${frameworkId}/extend`)
  assert.match(spent('main').text(), /No extension is left/)
  assert.equal(spent('main form').length, 0)
})

test('A service line has zones of its own: its postcodes lead to them, and its providers stand only there', async () => {
  assert.match(await refused(`/frameworks/${frameworkId}/zones/new`, { name: 'North Test', areaCodes: 'E01900001' }), /Two zones are called North Test/)
  assert.match(await refused(`/frameworks/${frameworkId}/zones/new`, { name: 'Third', areaCodes: 'E01900001' }), /E01900001 is in North Test and in Third/)
  assert.match(await refused(`/frameworks/${frameworkId}/zones/new`, { name: 'Third', areaCodes: 'E01999999' }), /not known/)
  const zone = await sent(`/frameworks/${frameworkId}/zones/new`, { name: 'Whole county', zoneSet: 'Double-handed', districts: ['E07900001'] })
  await sent(`${zone}/areas`, { areaCodes: 'e01900002' })
  await sent(`/frameworks/${frameworkId}/lines`, { 'zones-core': 'general', 'zones-night': 'general', 'zones-double-handed': 'Double-handed' })
  const zoneIds = await read(house, system, async (work) => [(await zoneOfPostcode(work, frameworkId, 'ZZ1 1AB', 'double-handed'))?.name, (await zoneOfPostcode(work, frameworkId, 'ZZ1 1AB', 'night'))?.name, (await zoneOfPostcode(work, frameworkId, 'ZZ1 1AB'))?.name])
  assert.deepEqual(zoneIds, ['Whole county', 'South Test', 'South Test'])
  const standing = { serviceLine: 'double-handed', tier: 'lead', ...date('fromOn', '2026-01-01') }
  assert.match(await refused(`/providers/${willow}/standings/new`, { ...standing, zoneId: north }), /zones of its own \(Double-handed\), and North Test is not one/)
  assert.match(await refused(`/providers/${willow}/standings/new`, { ...standing, serviceLine: 'chc', zoneId: north }), /not bought under this framework/)
  await sent(`/providers/${willow}/standings/new`, { ...standing, zoneId: zone.split('/').at(-1) ?? '' })
  assert.match(await refused(`/frameworks/${frameworkId}/lines`, { 'zones-core': 'general', 'zones-double-handed': 'general' }), /End those standings before it is moved/)
})

test('A standing is granted and ended on pages; each thing that is wrong is said beside its field', async () => {
  const url = `/providers/${ash}/standings/new`
  assert.match(await refused(url, { rank: 'first' }), /Select a zone.*Select a service line.*Select a tier.*whole number.*first day/s)
  await sent(url, { zoneId: north, serviceLine: 'core', tier: 'spot', rank: '2', ...date('fromOn', '2026-01-01') })
  assert.match(await refused(url, { zoneId: north, serviceLine: 'core', tier: 'lead', ...date('fromOn', '2026-02-01') }), /already stands in this zone/)
  const page = await open(`/providers/${ash}`)
  const end = page('#standings a:contains("End")').attr('href') ?? ''
  assert.match(await refused(end, { ...date('toOn', '2025-01-01'), reason: 'x' }), /cannot lie before/)
  await sent(end, { ...date('toOn', '2026-06-30'), reason: 'Handed back' })
  assert.match((await open(`/providers/${ash}`))('#standings').text(), /30 June 2026.*Handed back/s)
})

test('A provider withdraws from one framework or from the council’s market, with its reason and last day', async () => {
  const url = `/providers/${willow}/withdraw`
  assert.match(await refused(url, {}), /Select what.*Select why.*last day/s)
  await sent(url, { from: frameworkId, reason: 'merger', ...date('leftOn', '2026-09-30') })
  assert.match((await open(`/providers/${willow}`))('#standings').text(), /30 September 2026.*Withdrew from the framework: merger/s)
  assert.match(await refused(url, { from: frameworkId, reason: 'merger', ...date('leftOn', '2026-10-31') }), /no standing/)
  await sent(url, { from: 'all', reason: 'failure', ...date('leftOn', '2026-10-31') })
  assert.match((await open(`/providers/${willow}`))('main').text(), /31 October 2026.*Failure/s)
})

test('Cross-zone work is off until switched on; the pair goes before all, then the line, then the later', async () => {
  const url = `/frameworks/${frameworkId}/cross-zone`
  const asked = (zoneId: string, serviceLine: string, on: string) => read(house, system, async (work) => (await crossZones(work, { frameworkId, zoneId, serviceLine, on: day(on) })).map(({ zone }) => zone.name))
  assert.deepEqual(await asked(south, 'core', '2026-01-01'), [])
  assert.match(await refused(url, { allowed: 'on', zoneId: south, ...date('fromOn', '2026-01-01') }), /Choose both zones/)
  await sent(url, { allowed: 'on', zoneId: south, fromZoneId: north, ...date('fromOn', '2026-01-01') })
  await sent(url, { allowed: 'off', zoneId: south, fromZoneId: north, serviceLine: 'night', ...date('fromOn', '2026-02-01') })
  assert.deepEqual(await Promise.all([asked(south, 'core', '2025-12-31'), asked(south, 'core', '2026-03-01'), asked(south, 'night', '2026-03-01'), asked(north, 'core', '2026-03-01')]), [[], ['North Test'], [], []])
  assert.match(await refused(url, { allowed: 'off', zoneId: south, fromZoneId: north, ...date('fromOn', '2026-01-01') }), /already/)
  assert.match((await open(`/frameworks/${frameworkId}`))('#cross-zone').text(), /South Test.*North Test.*Night care.*Off/s)
})

test('A zone that begins later has nobody to ask before its first day', async () => {
  const later = (await sent(`/frameworks/${frameworkId}/zones/new`, { name: 'Later', ...date('startsOn', '2026-07-01') })).split('/').at(-1) ?? ''
  await sent(`/providers/${ash}/standings/new`, { zoneId: later, serviceLine: 'core', tier: 'lead', ...date('fromOn', '2026-01-01') })
  const count = (on: string) => read(house, system, async (work) => (await listStandings(work, { frameworkId, zoneId: later, serviceLine: 'core', on: day(on) })).length)
  assert.deepEqual([await count('2026-06-30'), await count('2026-07-01')], [0, 1])
})

test('A broker sees frameworks and changes none', async () => {
  for (const url of ['/frameworks/new', `/frameworks/${frameworkId}/extend`, `/frameworks/${frameworkId}/cross-zone`, `/providers/${ash}/withdraw`]) assert.equal((await app.inject({ url, cookies: broker })).statusCode, 403, url)
  assert.doesNotMatch((await app.inject({ url: `/frameworks/${frameworkId}`, cookies: broker })).body, /Use an extension|Add a zone|Switch cross-zone/)
})
