import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { askPage, openPage } from '../../../test/support/render-page.ts'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { closeAccount } from '../access/actions/close-account.ts'
import { issueApiToken } from '../access/actions/issue-api-token.ts'
import { reopenAccount } from '../access/actions/reopen-account.ts'
import { accountOf, actorOf } from '../access/session.ts'
import type { UserAccount } from '../access/store/user-account.read.ts'
import { Forbidden, NotFound } from '../action/refused.ts'
import { anAccount, bellApp, RING, signedIn, TEST_CONFIG } from '../web/testing/test-app.ts'
import type { Directory } from './directory.ts'
import { accountPages } from './pages/account/route.ts'

const house = await openTestHouse()
const { app } = await bellApp(house)
const administrator = actorOf(await anAccount(house, 'administrator'), 'test')
const directory: Directory = { providerNames: () => Promise.resolve(new Map()), personIdsByReference: () => Promise.resolve(new Map()) }
const [showPage, closePage, reopenPage] = accountPages(directory) as [ReturnType<typeof accountPages>[number], ReturnType<typeof accountPages>[number], ReturnType<typeof accountPages>[number]]

interface Signed { account: UserAccount; cookies: Record<string, string>; secret: string }

async function somebodySignedIn(): Promise<Signed> {
  const provider = randomUUID()
  const account = await anAccount(house, 'provider-coordinator', provider)
  const { secret } = await issueApiToken(house, actorOf(account, 'test'), { name: 'ECM', role: 'provider-coordinator', scopes: [RING.name], days: 30 }, [RING])
  return { account, cookies: await signedIn(house, account), secret }
}
const byCookie = async ({ cookies }: Signed) => (await app.inject({ url: '/bell', cookies })).statusCode
const byToken = async ({ secret }: Signed) => (await app.inject({ url: '/api/v1/bells', headers: { authorization: `Bearer ${secret}` } })).statusCode
const eventsOf = async (accountId: string) => (await house.db.selectFrom('audit.event').select(['kind', 'detail']).where('subject_id', '=', accountId).where('kind', 'like', 'account-%').orderBy('seq').execute()).map((event) => [event.kind, event.detail])

describe('an account that an administrator closes', () => {
  test('loses its sessions and its tokens at once, and cannot sign in', async () => {
    const who = await somebodySignedIn()
    assert.deepEqual([await byCookie(who), await byToken(who)], [200, 200])
    assert.deepEqual(await closeAccount(house, administrator, { accountId: who.account.id, reason: 'Left' }), { sessionsEnded: 1, tokensRevoked: 1 })
    assert.deepEqual([await byCookie(who), await byToken(who)], [303, 401])
    assert.equal(await accountOf(house, TEST_CONFIG.oidc.issuer, who.account.id), undefined)
    assert.deepEqual(await eventsOf(who.account.id), [['account-closed', { reason: 'Left', sessionsEnded: 1, tokensRevoked: 1 }]])
  })

  test('can be reopened: it may sign in anew, and its old sessions and tokens stay dead', async () => {
    const who = await somebodySignedIn()
    await closeAccount(house, administrator, { accountId: who.account.id, reason: 'By mistake' })
    await reopenAccount(house, administrator, { accountId: who.account.id })
    assert.deepEqual([await byCookie(who), await byToken(who)], [303, 401])
    assert.equal((await accountOf(house, TEST_CONFIG.oidc.issuer, who.account.id))?.id, who.account.id)
    assert.equal(await byCookie({ ...who, cookies: await signedIn(house, who.account) }), 200)
  })

  test('leaves no token alive that was issued as it closed: a token asks for its account each time', async () => {
    const who = await somebodySignedIn()
    await house.db.updateTable('access.user_account').set({ active: false }).where('id', '=', who.account.id).execute()
    assert.deepEqual([await byCookie(who), await byToken(who)], [303, 401])
  })

  test('cannot be one’s own, nor closed or reopened twice, nor one that is not there', async () => {
    const { account } = await somebodySignedIn()
    await assert.rejects(closeAccount(house, administrator, { accountId: administrator.userId ?? '', reason: 'x' }), /your own account/)
    await assert.rejects(reopenAccount(house, administrator, { accountId: account.id }), /is not closed/)
    await closeAccount(house, administrator, { accountId: account.id, reason: 'x' })
    await assert.rejects(closeAccount(house, administrator, { accountId: account.id, reason: 'x' }), /is closed already/)
    await assert.rejects(closeAccount(house, administrator, { accountId: randomUUID(), reason: 'x' }), NotFound)
  })

  test('is closed by nobody but an administrator', async () => {
    const { account } = await somebodySignedIn()
    for (const role of ['broker', 'commissioner', 'finance-officer'] as const) {
      const actor = actorOf(await anAccount(house, role), 'test')
      await assert.rejects(closeAccount(house, actor, { accountId: account.id, reason: 'x' }), Forbidden)
      await assert.rejects(reopenAccount(house, actor, { accountId: account.id }), Forbidden)
    }
  })
})

describe('the page of an account', () => {
  test('says what closing would end, asks why, closes, and then offers to reopen', async () => {
    const { account } = await somebodySignedIn()
    const asked = { house, actor: administrator, params: { accountId: account.id } }
    const before = await openPage(showPage, asked)
    assert.match(before.$('.govuk-warning-text').text(), /1 session and 1 API token end at once/)
    const refused = await openPage(closePage, { ...asked, body: { reason: ' ' } })
    assert.equal(refused.status, 400)
    assert.match(refused.$('.govuk-error-summary').text(), /Say why the account is closed/)
    const closed = await askPage(closePage, { ...asked, body: { reason: 'Left the council' } })
    assert.equal(closed.kind, 'redirect')
    const after = await openPage(showPage, asked)
    assert.match(after.$('main').text(), /Closed/)
    assert.match(after.$('main button').text(), /Reopen this account/)
    assert.equal((await askPage(reopenPage, asked)).kind, 'redirect')
  })

  test('offers nobody to close their own', async () => {
    const { $ } = await openPage(showPage, { house, actor: administrator, params: { accountId: administrator.userId ?? '' } })
    assert.equal($('main button').length, 0)
    assert.match($('main').text(), /your own account/)
  })
})
