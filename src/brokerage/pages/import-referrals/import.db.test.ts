import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { askPage, openPage, submitted } from '../../../../test/support/render-page.ts'
import { addSmallMarket } from '../../../../test/support/small-market.ts'
import { openTestHouse } from '../../../../test/support/test-house.ts'
import { systemActor, type Actor } from '../../../platform/access/actor.ts'
import { importReferralsPage, importReferralsPost } from './route.ts'

const house = await openTestHouse()
await addSmallMarket(house)
const actor: Actor = { ...systemActor('Asha Broker'), role: 'broker', userId: randomUUID() }
const example = await readFile(new URL('../../../../docs/files/examples/referrals.csv', import.meta.url), 'utf8')
const send = (text: string) => openPage(importReferralsPost, { house, actor, files: [{ field: 'file', filename: 'referrals.csv', bytes: Buffer.from(text) }] })
const countPackages = async () => (await sql<{ count: number }>`select count(*)::int as count from care.package`.execute(house.db)).rows[0]?.count

describe('referrals from a file', () => {
  test('asks for a file, and says so when none was chosen', async () => {
    assert.equal((await openPage(importReferralsPage, { house, actor })).$('input[type="file"]').length, 1)
    const { $, status } = await openPage(importReferralsPost, { house, actor })
    assert.equal(status, 400)
    assert.match($('.govuk-error-summary').text(), /Choose a CSV file/)
  })

  test('a preview counts, explains and writes no referral; confirming records it once', async () => {
    const { $ } = await send(`${example}R-9,CS-9,Ann,Lee,,1 High Street,NN13,,,,,community,council,2026-03-01,,core,,,,,2026-03-04,Mon,8am,,30,1,no\n`)
    assert.deepEqual($('.tw-tile__figure').map((_, each) => $(each).text()).get(), ['5', '4', '0', '0', '1'])
    assert.match($('#reasons').text(), /The time is written with am or pm|It is not a full postcode/)
    assert.match($('#understood').text(), /Margaret Bell.*Brackley.*every day 45 minutes at 7:30am to 8am/s)
    assert.equal(await countPackages(), 0)
    assert.match($('button[value="confirm"]').text(), /Refer 2 people/)
    const refused = await askPage(importReferralsPost, { house, actor, body: submitted($, 'refused') })
    assert.match(refused.kind === 'download' ? String(refused.body) : '', /R-9,CS-9,Ann.*not a full postcode/s)
    const body = submitted($, 'confirm')
    assert.equal((await askPage(importReferralsPost, { house, actor, body })).kind, 'redirect')
    assert.equal(await countPackages(), 2)
    const again = await openPage(importReferralsPost, { house, actor, body })
    assert.equal(again.status, 400)
    assert.match(again.$('.govuk-error-summary').text(), /no longer held/)
    assert.equal(await countPackages(), 2)
  })

  test('a file that is none of ours is refused in words, with nothing to confirm', async () => {
    const { $, status } = await send('a,b\n1,2\n')
    assert.equal(status, 200)
    assert.match($('#reasons').text(), /has no column "referral_reference"/)
    assert.equal($('button[value="confirm"]').length, 0)
  })
})
