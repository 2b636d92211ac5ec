import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { openPage, askPage } from '../../../test/support/render-page.ts'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { addAccount } from '../../platform/access/actions/add-account.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { Forbidden, Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import { capacityPage, declareCapacityAction } from '../pages/capacity/route.ts'
import { FIRST_CHASING_TERMS } from '../terms/broker-work.ts'
import { NO_MINUTES } from '../terms/capacity-minutes.ts'
import { newCapacity } from '../terms/capacity.ts'
import { BROKER, aMarket, aPackage } from '../testing/a-market.ts'
import { chaseCapacity } from './chase-capacity.ts'
import { setChasingTerms } from './chasing-terms.ts'
import { declareCapacity } from './declare-capacity.ts'
import { openCallOff } from './open-call-off.ts'
import { seeCapacity, seeOwnCapacity } from './see-capacity.ts'

const house = await openTestHouse()
house.setNow('2026-03-02T09:00:00Z')
const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'secondary', null]])
const [ash, birch] = [market.coordinator('Ash'), market.coordinator('Birch')]
const mornings = (hours: number, changes: object = {}) => newCapacity.parse({ twoWorkers: true, needs: ['personal-care'], lines: [{ zoneId: market.zoneId, serviceLine: 'core', minutes: { morning: hours * 60 } }], ...changes })
const typed = { 'c0-morning': '10.5', 'c0-tea': '4', twoWorkers: 'yes', needs: ['personal-care', 'meals'] }

describe('declaring free hours', () => {
  test('a newer declaration takes the place of the one before, which is kept', async () => {
    await declareCapacity(house, ash, mornings(10))
    await declareCapacity(house, ash, mornings(7))
    assert.equal((await seeOwnCapacity(house, ash)).declared?.lines[0]?.minutes.morning, 420)
    assert.equal((await house.db.selectFrom('brokerage.capacity_declaration').selectAll().where('provider_id', '=', market.providerId('Ash')).execute()).length, 2)
  })

  test('a zone in which the provider does not stand, and a line given twice, are refused', async () => {
    const other = await aMarket(house, [['Cedar', 'lead', null]])
    await assert.rejects(declareCapacity(house, ash, mornings(1, { lines: [{ zoneId: other.zoneId, serviceLine: 'core', minutes: { morning: 60 } }] })), (fault) => fault instanceof Refused && fault.code === 'zone-not-yours')
    await assert.rejects(declareCapacity(house, ash, mornings(1, { lines: [...mornings(1).lines, ...mornings(2).lines] })), (fault) => fault instanceof Refused && fault.code === 'line-twice')
  })

  test('the council sees everybody’s with age and what is left; a provider only its own, by raw SQL too', async () => {
    await declareCapacity(house, birch, mornings(5))
    const { packageId } = await aPackage(house, market)
    await openCallOff(house, BROKER, { packageId })
    const rows = (await seeCapacity(house, BROKER)).rows.filter((row) => row.line?.zoneId === market.zoneId)
    assert.deepEqual(rows.map((row) => [row.providerName, row.line?.minutes.morning, row.line?.left.morning]), [['Ash', 420, 210], ['Birch', 300, 300]])
    const seen = await read(house, birch, (work) => sql<{ provider_id: string }>`select provider_id from brokerage.capacity_line union select provider_id from brokerage.capacity_declaration`.execute(work.tx))
    assert.deepEqual(seen.rows.map((row) => row.provider_id), [market.providerId('Birch')])
    await assert.rejects(read(house, birch, (work) => sql`insert into brokerage.capacity_declaration (provider_id, two_workers, needs, declared_at, declared_by) values (${market.providerId('Ash')}, true, '{}', now(), 'Birch')`.execute(work.tx)), /row-level security/)
    await assert.rejects(read(house, birch, (work) => sql`update brokerage.capacity_line set morning = 1`.execute(work.tx)), /permission denied/)
    await assert.rejects(seeCapacity(house, birch), Forbidden)
    await assert.rejects(declareCapacity(house, BROKER, mornings(1)), Forbidden)
  })
})

describe('the page of free hours', () => {
  test('declares hours typed by part of the day, and shows them filled in', async () => {
    assert.ok((await askPage(declareCapacityAction, { house, actor: ash, body: typed })).kind === 'redirect')
    const { $ } = await openPage(capacityPage, { house, actor: ash })
    assert.deepEqual(['#c0-morning', '#c0-lunch', '#c0-tea'].map((id) => $(id).val() ?? ''), ['10.5', '', '4'])
    assert.match($('.govuk-inset-text').text(), /Declared on 2 March 2026, today/)
    assert.deepEqual((await seeOwnCapacity(house, ash)).declared?.lines[0]?.minutes, { ...NO_MINUTES, morning: 630, tea: 240 })
  })

  test('says at each box what is wrong, and keeps what was typed', async () => {
    const { $, status } = await openPage(declareCapacityAction, { house, actor: ash, body: { 'c0-morning': 'ten', 'c1-lunch': '3' } })
    assert.equal(status, 400)
    assert.deepEqual($('.govuk-error-summary a').toArray().map((each) => $(each).attr('href')), ['#c0-morning', '#c1-zone', '#c1-line', '#needs'])
    for (const id of ['#c0-morning', '#c1-zone', '#c1-line', '#needs']) assert.equal($(id).length, 1)
    assert.equal($('#c0-morning').val(), 'ten')
  })

  test('an empty form declares that there are no free hours', async () => {
    await askPage(declareCapacityAction, { house, actor: birch, body: {} })
    const [row] = (await seeCapacity(house, BROKER)).rows.filter((each) => each.providerName === 'Birch')
    assert.equal(row?.line, null)
    assert.equal(row.age?.isStale, false)
  })

  test('tells the council and the provider that a declaration is stale, and the council’s table is a CSV', async () => {
    house.setNow('2026-03-17T09:00:00Z')
    const { $ } = await openPage(capacityPage, { house, actor: ash })
    assert.match($('.govuk-inset-text').text(), /more than 14 days old, so it counts as no hours/)
    const { $: council } = await openPage(capacityPage, { house, actor: BROKER })
    assert.match(council('#capacity').text(), /Stale/)
    const csv = await askPage(capacityPage, { house, actor: BROKER, url: '/capacity?format=csv' })
    assert.ok(csv.kind === 'download' && /Ash,Brackley,Core home care,10\.5,0,4,0,0,14\.5,0,Yes,2026-03-02,Stale/.test(String(csv.body)), csv.kind === 'download' ? String(csv.body) : '')
  })
})

test('for how many days hours count is the council’s to set; a provider is told once before, and once they no longer count', async () => {
  const [system, cal] = [systemActor('Tendwell brokerage'), { ...systemActor('Cal'), role: 'commissioner' as const }]
  const own = await aMarket(house, [['Elm', 'lead', null]])
  const elm = own.coordinator('Elm')
  await addAccount(house, system, { issuer: 'http://identity.example.org', subject: 'elm', name: 'Elm', email: 'elm@provider.example.org', role: 'provider-coordinator', organisationId: own.providerId('Elm'), personId: null })
  house.setNow('2026-06-01T09:00:00Z')
  await declareCapacity(house, elm, newCapacity.parse({ twoWorkers: true, needs: ['personal-care'], lines: [{ zoneId: own.zoneId, serviceLine: 'core', minutes: { morning: 600 } }] }))
  await setChasingTerms(house, cal, { ...FIRST_CHASING_TERMS, capacityStaleDays: 7, capacityRemindDays: 1 })
  await assert.rejects(setChasingTerms(house, cal, { ...FIRST_CHASING_TERMS, capacityStaleDays: 7, capacityRemindDays: 7 }), Refused)
  const told = async (at: string) => {
    house.setNow(at)
    await chaseCapacity(house, system)
    await chaseCapacity(house, system)
    const { age, staleAfterDays } = await seeOwnCapacity(house, elm)
    const rows = await house.db.selectFrom('notify.message').select('template').where('recipient_email', '=', 'elm@provider.example.org').orderBy('created_at').execute()
    return [staleAfterDays, age?.isStale, ...rows.map((row) => row.template)]
  }
  assert.deepEqual(await told('2026-06-06T08:30:00Z'), [7, false])
  assert.deepEqual(await told('2026-06-07T08:30:00Z'), [7, false, 'capacity-soon-stale'])
  assert.deepEqual(await told('2026-06-09T08:30:00Z'), [7, true, 'capacity-soon-stale', 'capacity-stale'])
})

test('a provider that never declared its hours is asked to, and again only when as many days have passed as a declaration counts', async () => {
  const system = systemActor('Tendwell brokerage')
  const own = await aMarket(house, [['Fir', 'lead', null]])
  await addAccount(house, system, { issuer: 'http://identity.example.org', subject: 'fir', name: 'Fir coordinator', email: 'fir@provider.example.org', role: 'provider-coordinator', organisationId: own.providerId('Fir'), personId: null })
  const told = async (at: string) => {
    house.setNow(at)
    await chaseCapacity(house, system)
    await chaseCapacity(house, system)
    return (await house.db.selectFrom('notify.message').select('template').where('recipient_email', '=', 'fir@provider.example.org').execute()).map((row) => row.template)
  }
  assert.deepEqual(await told('2026-06-10T08:30:00Z'), ['capacity-never-declared'])
  assert.equal((await told('2026-06-16T08:30:00Z')).length, 1)
  assert.equal((await told('2026-06-17T08:30:00Z')).length, 2)
  await declareCapacity(house, own.coordinator('Fir'), newCapacity.parse({ twoWorkers: true, needs: ['personal-care'], lines: [{ zoneId: own.zoneId, serviceLine: 'core', minutes: { morning: 60 } }] }))
  assert.equal((await told('2026-06-24T08:30:00Z')).filter((each) => each === 'capacity-never-declared').length, 2)
})
