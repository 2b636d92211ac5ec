import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { load } from 'cheerio'
import { sql } from 'kysely'
import { addSmallMarket, placeByHand } from '../../../test/support/small-market.ts'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { recordReferral } from '../../care/public.ts'
import { aReferral, visitsOn } from '../../care/testing/a-referral.ts'
import { listRates } from '../../market/public.ts'
import { wiring as market } from '../../market/wiring.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { read, write } from '../../platform/action/transaction.ts'
import { buildApp } from '../../platform/web/app.ts'
import { anAccount, signedIn, TEST_CONFIG } from '../../platform/web/testing/test-app.ts'
import { wiring } from '../wiring.ts'

const house = await openTestHouse({ now: '2026-03-02T09:00:00Z' })
const system = systemActor('test')
const small = await addSmallMarket(house)
const { personId, packageId } = await write(house, system, (work) => recordReferral(work, { ...aReferral({ pattern: visitsOn([1, 3, 7], { minutes: 60 }) }), frameworkId: small.frameworkId, zoneId: small.zoneId }))
await placeByHand(house, small, { packageId, personId, startsOn: '2026-03-02' })
await sql`insert into market.rate (id, framework_id, zone_id, day_category, from_on, pence_per_hour, created_at) values
  (${randomUUID()}, ${small.frameworkId}, null, null, '2025-04-01', 2400, '2025-01-01T00:00:00Z'), (${randomUUID()}, ${small.frameworkId}, ${small.zoneId}, 'sunday', '2025-04-01', 3000, '2025-01-01T00:00:00Z')`.execute(house.db)
const app = await buildApp({ house, config: TEST_CONFIG, wirings: [wiring, market], logTo: { write: () => undefined } })
const cookies = await signedIn(house, await anAccount(house, 'commissioner'))
const base = `/frameworks/${small.frameworkId}`
const asked = 'fromOn-day=1&fromOn-month=4&fromOn-year=2026&wageShare=50&wageChange=10&priceShare=0&priceChange=0'

test('A fee review shows its rates and its cost by zone and provider before anything is set', async () => {
  const empty = await app.inject({ url: `${base}/fee-review`, cookies })
  assert.equal(load(empty.body)('#fromOn-year').attr('value'), '2026')
  const wrong = await app.inject({ url: `${base}/fee-review?${asked.replace('wageShare=50', 'wageShare=most')}`, cookies })
  assert.equal(wrong.statusCode, 400)
  assert.match(load(wrong.body)('.govuk-error-summary').text(), /Share of a rate that follows wages: enter a percentage/)
  assert.match(load((await app.inject({ url: `${base}/fee-review?${asked.replace('wageShare=50', 'wageShare=101')}`, cookies })).body)('.govuk-error-summary').text(), /together are at most 100%/)
  const page = load((await app.inject({ url: `${base}/fee-review?${asked}`, cookies })).body)
  assert.match(page('#rates').text(), /Sunday.*£30.00.*£31.50.*5.00%/s)
  // Two hours on weekdays at £24.00 and one on Sunday at £30.00, each 5% dearer.
  assert.match(page('#providers').text(), /Cedar Home Care.*3.*£78.00.*£81.90.*£3.90.*5.00%/s)
  assert.equal((await read(house, system, (work) => listRates(work, small.frameworkId))).length, 2)
})

test('Adopting asks for evidence, sets the rates from their day, and keeps what was decided', async () => {
  const shown = load((await app.inject({ url: `${base}/fee-review?${asked}`, cookies })).body)
  const adopt = shown('a:contains("Go on to adopt")').attr('href') ?? ''
  const form = await app.inject({ url: adopt, cookies })
  const page = load(form.body)
  const send = (evidence: string, rates = page('input[name=rate]').toArray().map((input) => page(input).attr('value') ?? '')) => {
    const body = new URLSearchParams([['_csrf', page('main input[name=_csrf]').attr('value') ?? ''], ['evidence', evidence], ...rates.map((id) => ['rate', id])])
    return app.inject({ method: 'POST', url: adopt, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: body.toString(), cookies: { ...cookies, ...Object.fromEntries(form.cookies.map((each) => [each.name, each.value])) } })
  }
  assert.match(load((await send('')).body)('.govuk-error-summary').text(), /Enter the indices used/)
  assert.match(load((await send('Wages', [])).body)('.govuk-error-summary').text(), /rates have changed since/)
  assert.equal((await send('National Living Wage; providers asked in January')).statusCode, 303)
  const rates = await read(house, system, (work) => listRates(work, small.frameworkId))
  assert.deepEqual(rates.filter((rate) => rate.fromOn.toString() === '2026-04-01').map((rate) => [rate.dayCategory, rate.pencePerHour]).sort(), [[null, 2520], ['sunday', 3150]].sort())
  assert.match(load((await app.inject({ url: `${base}/fee-reviews`, cookies })).body)('main').text(), /Rates from 1 April 2026.*10% on 50% of each rate.*National Living Wage.*£30.00.*£31.50/s)
  assert.equal(load((await app.inject({ url: `${base}/fee-review?${asked}`, cookies })).body)('.govuk-error-summary').length, 1, 'a second review from that day has nothing left to review')
})
