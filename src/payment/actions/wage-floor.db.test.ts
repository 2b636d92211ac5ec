import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { askPage, openPage } from '../../../test/support/render-page.ts'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { Forbidden, NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import { newWageReturn } from '../pages/new-wage-return/route.ts'
import { setWageAssumptionsAction, wageFloorPage } from '../pages/wage-floor/route.ts'
import { sendWageReturnFile } from '../pages/wage-return-file/route.ts'
import { wageReturnPage } from '../pages/wage-return/route.ts'
import { seeWages } from '../reads/wage-floor.ts'
import { insertWageReturn } from '../store/wage.write.ts'
import { actorWith, aPaymentCouncil, aPlacement, aProvider, sendRecord } from '../testing/payment-council.ts'
import { sendWageReturn } from './send-wage-return.ts'

const house = await openTestHouse({ now: '2026-04-20T09:00:00Z' })
const council = await aPaymentCouncil(house)
const [acorn, beech] = [await aProvider(house, 'Acorn Care'), await aProvider(house, 'Beech Care')]
const [commissioner, ours, theirs] = [actorWith('commissioner'), actorWith('provider-finance', acorn), actorWith('provider-coordinator', beech)]
const placement = await aPlacement(house, council, acorn)
// 40 minutes before the National Living Wage changes, 20 after; the second says how far the way was, the third nothing of it.
await sendRecord(house, placement, { reference: 'A1', on: '2026-03-30', minutes: 40 })
await sendRecord(house, placement, { reference: 'A2', on: '2026-04-01', minutes: 15 })
await sendRecord(house, placement, { reference: 'A3', on: '2026-04-02', minutes: 5 })
await sql`update visits.visit_record set travel_minutes = 10, travel_mile_hundredths = 900 where visit_reference = 'A1'`.execute(house.db)
await sql`update visits.visit_record set travel_mile_hundredths = 200 where visit_reference = 'A2'`.execute(house.db)

const dates = (name: string, day: string, month: string) => ({ [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: '2026' })
const february = { ...dates('from', '1', '2'), ...dates('to', '28', '2') }
const wages = { kind: 'wages', contact: '100', travel: '20:30', waiting: '4.5', training: '5', wages: '1,560.00' }
const post = (body: Readonly<Record<string, string>>, actor = ours) => ({ house, actor, url: '/wage-floor/new', body })

describe('a wage return', () => {
  test('is asked for in words, each box by itself', async () => {
    const { $, status } = await openPage(newWageReturn, post({ kind: 'wages' }))
    assert.equal(status, 400)
    assert.deepEqual($('.govuk-error-summary a').toArray().map((each) => $(each).attr('href')), ['#from-day', '#to-day', '#contact', '#travel', '#waiting', '#training', '#wages'])
    const { $: rate } = await openPage(newWageReturn, post({ ...february, kind: 'rate', rate: '12.60' }))
    assert.match(rate('#kind-error').text(), /council has not set how hours are reckoned/)
  })

  test('is kept, held against the floors of its days, and shown with its working to its provider and the council alone', async () => {
    const reply = await askPage(newWageReturn, post({ ...february, ...wages }))
    assert.ok(reply.kind === 'redirect')
    const [one] = (await seeWages(house, ours)).returns
    assert.ok(one !== undefined)
    // £1,560.00 for 130 hours are £12.00 an hour: 21 pence under £12.21, 60 under £12.60.
    assert.deepEqual(one.sections.map(({ pencePerHour, minutes, verdicts }) => [pencePerHour, minutes, verdicts.national.differencePence, verdicts.real.differencePence]), [[1200, 7800, -21, -60]])
    const asked = { house, params: { wageReturnId: one.id }, url: `/wage-floor/${one.id}` }
    const { $ } = await openPage(wageReturnPage, { ...asked, actor: commissioner })
    assert.match($('#verdicts').text(), /Below the National Living Wage by £0.21 an hour on these assumptions/)
    assert.match($('#working').text(), /Hours counted\s+130 hours/)
    await assert.rejects(openPage(wageReturnPage, { ...asked, actor: theirs }), NotFound)
    await assert.rejects(openPage(wageReturnPage, { ...asked, actor: actorWith('broker') }), Forbidden)
    assert.deepEqual((await seeWages(house, theirs)).returns, [])
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from audit.event where kind = 'wage-return-sent' and subject_id = ${one.id}`.execute(house.db)
    assert.equal(rows[0]?.count, 1)
  })

  test('is never changed: another takes its place with its reason, once, and both can be read', async () => {
    const [before] = (await seeWages(house, ours)).returns
    assert.ok(before !== undefined)
    const { $ } = await openPage(newWageReturn, post({ ...february, ...wages, wages: '1600' }))
    assert.match($('#reason-error').text(), /no reason why this one replaces it/)
    const again = await askPage(newWageReturn, post({ ...february, ...wages, wages: '1600', reason: 'A bonus was left out', replaces: before.id }))
    assert.ok(again.kind === 'redirect')
    const { returns } = await seeWages(house, ours)
    assert.deepEqual(returns.map((each) => [each.replacesId, each.reason, each.sections[0]?.pencePerHour]), [[before.id, 'A bonus was left out', 1230]])
    const { $: old } = await openPage(wageReturnPage, { house, actor: ours, params: { wageReturnId: before.id }, url: `/wage-floor/${before.id}` })
    assert.match(old('.govuk-inset-text').text(), /stands in its place now/)
    await assert.rejects(askPage(newWageReturn, post({ ...february, ...wages, wages: '1700', reason: 'Late', replaces: before.id })), NotFound)
    await assert.rejects(write(house, ours, async (work) => insertWageReturn(work.tx, { ...before, providerId: beech, id: '00000000-0000-4000-8000-000000000001' })), /row-level security/)
  })

  test('by rate is reckoned from the visits on either side of a new rate, by the council’s assumptions, and keeps both', async () => {
    const set = { house, actor: commissioner, url: '/wage-floor/assumptions' }
    const { $ } = await openPage(setWageAssumptionsAction, { ...set, body: { speed: '0' } })
    assert.deepEqual($('.govuk-error-summary a').toArray().map((each) => $(each).attr('href')), ['#speed', '#waiting', '#training', '#place'])
    assert.ok((await askPage(setWageAssumptionsAction, { ...set, body: { speed: '12', waiting: '0', training: '10', place: 'london' } })).kind === 'redirect')
    const stated = { kind: 'rate' as const, ratePence: 1500, paid: ['travel' as const] }
    const input = { group: '', fromOn: Temporal.PlainDate.from('2026-03-30'), toOn: Temporal.PlainDate.from('2026-04-05'), stated, reason: null, replacesId: null }
    const { wageReturnId } = await sendWageReturn(house, ours, input)
    assert.deepEqual(await sendWageReturn(house, ours, input), { wageReturnId, isNew: false })
    const one = (await seeWages(house, commissioner)).returns.find((each) => each.id === wageReturnId)
    // Before: 40 minutes, 10 of travel, 5 of training; 50 paid minutes are £12.50. After: 20 minutes, 2 miles at 12 an hour, 3 of training.
    assert.deepEqual(one?.spells, [
      { fromOn: '2026-03-30', toOn: '2026-03-31', minutes: { contact: 40, travel: 10, waiting: 0, training: 5 }, pence: 1250 },
      { fromOn: '2026-04-01', toOn: '2026-04-05', minutes: { contact: 20, travel: 10, waiting: 0, training: 3 }, pence: 750 },
    ])
    assert.deepEqual(one.sections.map((each) => [each.pencePerHour, each.verdicts.national.floorPence, each.verdicts.real.floorPence]), [[1363, 1221, 1385], [1363, 1271, 1385]])
    assert.ok(one.document.kind === 'rate' && one.document.spells[1]?.withoutTravel === 1)
    await assert.rejects(sendWageReturn(house, theirs, input), Refused)
    const { $: seen } = await openPage(wageFloorPage, { house, actor: commissioner, url: '/wage-floor' })
    assert.equal(seen('#returns tbody tr').length, 3)
    const csv = await askPage(wageFloorPage, { house, actor: commissioner, url: '/wage-floor?format=csv' })
    assert.ok(csv.kind === 'download' && String(csv.body).includes('2026-04-01,2026-04-05'))
  })

  test('file is shown before anything is kept: new, replacing, repeated and refused rows, each refused one with what to do', async () => {
    const rows = ['from_date,to_date,group,contact_minutes,travel_minutes,waiting_minutes,training_minutes,wages_pence,reason',
      '2026-01-01,2026-01-31,,6000,600,0,0,140000,', '2026-01-01,2026-01-31,,6000,600,0,0,150000,Twice', '2026-02-01,2026-02-28,,6000,1230,270,300,160000,', '2026-02-01,2026-02-28,Night,600,0,0,0,13000,', '2026-03-01,2026-03-31,,0,0,0,0,1,', '2026-03-01,2026-03-31,,x,0,0,0,1,']
    const files = [{ field: 'file', filename: 'wages.csv', bytes: Buffer.from(rows.join('\n')) }]
    const signedIn = { ...ours, userId: (await sql<{ id: string }>`insert into access.user_account (id, issuer, subject, name, email, role, organisation_id, created_at) values (gen_random_uuid(), 'test', 'wages', 'Wren', 'wren@example.org', 'provider-finance', ${acorn}, '2026-01-01T09:00:00Z') returning id`.execute(house.db)).rows[0]?.id ?? null }
    const { $ } = await openPage(sendWageReturnFile, { house, actor: signedIn, url: '/wage-floor/upload', files })
    assert.deepEqual($('.tw-tile__figure').toArray().map((each) => $(each).text()), ['6', '2', '0', '1', '3'])
    assert.match($('#refused').text(), /twice, with other figures[\s\S]*There are no hours to measure[\s\S]*contact_minutes/)
    assert.equal((await seeWages(house, ours)).returns.length, 2)
    const held = String($('input[name="held"]').attr('value'))
    assert.ok((await askPage(sendWageReturnFile, { house, actor: signedIn, url: '/wage-floor/upload', body: { held, answer: 'send' } })).kind === 'redirect')
    assert.deepEqual((await seeWages(house, ours)).returns.map((each) => [each.fromOn.toString(), each.group]), [['2026-03-30', ''], ['2026-02-01', ''], ['2026-02-01', 'Night'], ['2026-01-01', '']])
  })
})
