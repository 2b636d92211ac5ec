import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { askPage, openPage } from '../../../test/support/render-page.ts'
import { addSmallMarket, placeByHand } from '../../../test/support/small-market.ts'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { recordReferral } from '../../care/public.ts'
import type { NewReferral } from '../../care/terms.ts'
import { aReferral, visitsOn } from '../../care/testing/a-referral.ts'
import { systemActor, type Actor } from '../../platform/access/actor.ts'
import { write } from '../../platform/action/transaction.ts'
import { myCarePage } from './my-care/route.ts'
import { peoplePage, peoplePost } from './people/route.ts'
import { personAccessPage } from './person-access/route.ts'
import { personPage } from './person/route.ts'

const house = await openTestHouse({ now: '2026-03-02T09:00:00Z' })
const market = await addSmallMarket(house)
await sql`insert into market.rate (id, framework_id, from_on, pence_per_hour, created_at) values (${randomUUID()}, ${market.frameworkId}, '2025-04-01', 2400, '2025-03-01T09:00:00Z')`.execute(house.db)
const broker: Actor = { ...systemActor('Asha Broker'), role: 'broker', userId: randomUUID() }
const provider: Actor = { ...broker, name: 'Paul Provider', role: 'provider-coordinator', organisationId: market.providerId }
const refer = (asked: NewReferral) => write(house, broker, (work) => recordReferral(work, { ...asked, frameworkId: market.frameworkId, zoneId: market.zoneId }))
const referral = aReferral({ note: 'Council only', person: { externalReference: 'CS-1' }, pattern: visitsOn([1, 3, 5], { minutes: 60 }) })
const { personId, packageId } = await refer(referral)
const other = await refer(aReferral({ person: { givenName: 'Amos', familyName: 'Other' } }))
const placementId = await placeByHand(house, market, { packageId, personId, startsOn: '2026-03-02' })
await sql`insert into visits.planned_visit (placement_id, person_id, provider_id, visit_on, starts_at, minutes, workers, time_critical)
  values (${placementId}, ${personId}, ${market.providerId}, '2026-03-02', '2026-03-02T07:30:00Z', 60, 1, false),
         (${placementId}, ${personId}, ${market.providerId}, '2026-03-04', '2026-03-04T07:30:00Z', 60, 2, false)`.execute(house.db)
await sql`insert into visits.visit_exception (provider_id, placement_id, person_id, planned_visit_id, visit_on, kind, facts, rule_version, found_at)
  select provider_id, placement_id, person_id, id, visit_on, 'late', '{}', '1', '2026-03-02T09:00:00Z' from visits.planned_visit where visit_on = '2026-03-02'`.execute(house.db)

async function kindsOf(id: string): Promise<string[]> {
  return (await sql<{ kind: string }>`select kind from audit.event where person_id = ${id} order by seq`.execute(house.db)).rows.map((row) => row.kind)
}

describe('finding a person', () => {
  test('shows nobody before something is looked for', async () => {
    const { $ } = await openPage(peoplePage, { house, actor: broker })
    assert.equal($('table').length, 0)
  })

  for (const q of ['bell', 'Marg Bel', 'nn136aa', 'NN13', 'cs-1']) {
    test(`finds by "${q}", and the person's history says so`, async () => {
      const before = (await kindsOf(personId)).filter((kind) => kind === 'person-listed').length
      const { $, status } = await openPage(peoplePost, { house, actor: broker, body: { q } })
      assert.equal(status, 200)
      assert.ok($(`a[href="/people/${personId}"]`).length === 1)
      assert.equal((await kindsOf(personId)).filter((kind) => kind === 'person-listed').length, before + 1)
      assert.ok($('a[href*="q="]').length === 0, 'what was typed is in no address')
    })
  }

  test('says what to do when nobody fits, when too little was typed, and gives the list as CSV', async () => {
    assert.match((await openPage(peoplePost, { house, actor: broker, body: { q: 'zzz' } })).html, /Nobody fits/)
    assert.equal((await openPage(peoplePost, { house, actor: broker, body: { q: 'z' } })).status, 400)
    const csv = await askPage(peoplePost, { house, actor: broker, body: { q: 'bell', do: 'csv' } })
    assert.match(csv.kind === 'download' ? String(csv.body) : '', /"Bell, Margaret",P1/)
  })

  test('is not for analysts', async () => {
    await assert.rejects(openPage(peoplePost, { house, actor: { ...broker, role: 'analyst' }, body: { q: 'bell' } }), { name: 'Forbidden' })
  })
})

describe('a person’s page', () => {
  test('shows who they are, the week with who comes, what it costs and who pays, and all that happened; reading it is recorded', async () => {
    const { $ } = await openPage(personPage, { house, actor: broker, params: { personId } })
    assert.match($('.tw-identity').text(), /Margaret Bell.*P1\d{5}.*14 May 1938/s)
    assert.match($('.tw-week caption').text(), /3 visits, 3 hours, £72.00 as planned/)
    assert.match($('.tw-week').text(), /Cedar Home Care/)
    assert.match($('.govuk-summary-card').text(), /Current.*Cedar Home Care.*£72.00 a week as planned.*Council/s)
    const titles = $('.moj-timeline__title').map((_, each) => $(each).text()).get()
    for (const title of [/Referred: package K1/, /Offered to Cedar/, /Cedar Home Care accepted/, /Placed with Cedar/, /Care by Cedar Home Care started/, /1 visit planned, none recorded as delivered/, /1 exception/]) {
      assert.ok(titles.some((each) => title.test(each)), `${String(title)} in ${titles.join('; ')}`)
    }
    assert.match($('.moj-timeline').text(), /Council only/)
    assert.equal((await kindsOf(personId)).at(-1), 'person-read')
  })

  test('shows the kinds of events that are ticked, and gives them as CSV', async () => {
    const { $ } = await openPage(personPage, { house, actor: broker, params: { personId }, query: { show: ['offer'] } })
    assert.ok($('.moj-timeline__title').length === 2)
    assert.ok($('input[name="show"]:checked').length === 1)
    const csv = await askPage(personPage, { house, actor: broker, params: { personId }, query: { show: 'exception' }, url: `/people/${personId}?show=exception&format=csv` })
    assert.match(csv.kind === 'download' ? String(csv.body) : '', /Late: 1/)
  })

  test('is reduced for the provider that holds a placement, and not found for every other', async () => {
    const { $, html } = await openPage(personPage, { house, actor: provider, params: { personId } })
    assert.match($('.tw-identity').text(), /Margaret Bell/)
    assert.ok(!html.includes('Council only') && !html.includes('/access"') && !html.includes('Offered to'))
    await assert.rejects(openPage(personPage, { house, actor: provider, params: { personId: other.personId } }), { name: 'NotFound' })
    await assert.rejects(openPage(personPage, { house, actor: { ...provider, organisationId: randomUUID() }, params: { personId } }), { name: 'NotFound' })
    await assert.rejects(openPage(personPage, { house, actor: { ...provider, role: 'provider-finance' }, params: { personId } }), { name: 'Forbidden' })
  })

  test('closes to a provider when its placement has ended', async () => {
    await placeByHand(house, market, { packageId: other.packageId, personId: other.personId, startsOn: '2026-02-01', endsOn: '2026-03-01' })
    await assert.rejects(openPage(personPage, { house, actor: provider, params: { personId: other.personId } }), { name: 'NotFound' })
  })
})

test('the access history says who, when and what, newest first, with the provider they acted for', async () => {
  const { $ } = await openPage(personAccessPage, { house, actor: broker, params: { personId } })
  const rows = $('tbody tr').map((_, row) => $(row).text().replace(/\s+/g, ' ')).get()
  assert.ok(rows.some((row) => /Paul Provider.*Cedar Home Care.*Read the record/.test(row)), rows.join('\n'))
  assert.match(rows.at(-1) ?? '', /2 March 2026 at 9am.*Asha Broker.*Broker.*Recorded a referral/)
  await assert.rejects(openPage(personAccessPage, { house, actor: provider, params: { personId } }), { name: 'Forbidden' })
})

describe('one’s own care', () => {
  const self: Actor = { ...broker, name: 'Margaret Bell', role: 'person', personId }
  test('shows who is coming this week and what was agreed, and nobody else’s', async () => {
    const { $, html } = await openPage(myCarePage, { house, actor: self })
    assert.match($('main').text(), /This week: 2 visits/)
    assert.match($('main').text(), /7:30am, 60 minutes. Two care workers from Cedar Home Care/)
    assert.ok(!html.includes('£'))
    await assert.rejects(openPage(personPage, { house, actor: self, params: { personId } }), { name: 'Forbidden' })
    await assert.rejects(openPage(myCarePage, { house, actor: { ...self, personId: null } }), { name: 'NotFound' })
  })
})
