import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { issueApiToken } from '../access/actions/issue-api-token.ts'
import { need } from '../access/permission.ts'
import { revokeApiToken } from '../access/actions/revoke-api-token.ts'
import { actorOf } from '../access/session.ts'
import { anAccount, bellApp, RING, rung, signedIn } from './testing/test-app.ts'

const house = await openTestHouse()
const { app } = await bellApp(house)
const administrator = await anAccount(house, 'administrator')
const admin = actorOf(administrator, 'test')

const issue = (scopes: readonly string[] = [RING.name], days = 30) => issueApiToken(house, admin, { name: 'Test program', role: 'broker', scopes, days }, [RING])

const ring = (secret: string, tune: string, key?: string) =>
  app.inject({ method: 'POST', url: '/api/v1/bells', headers: { authorization: `Bearer ${secret}`, ...(key === undefined ? {} : { 'idempotency-key': key }) }, payload: { tune } })

test('Without a token the API answers a problem, not a page', async () => {
  const answer = await app.inject('/api/v1/bells')
  assert.equal(answer.statusCode, 401)
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
  assert.equal(answer.json<{ status: number }>().status, 401)
  assert.equal((await app.inject('/api/v1/nothing')).json<{ title: string }>().title, 'Page not found')
})

test('A token does what its scopes say until it expires or is revoked', async (t) => {
  t.after(() => {
    house.setNow('2026-03-02T09:00:00Z')
  })
  const { id, secret } = await issue()
  const read = async () => (await app.inject({ url: '/api/v1/bells', headers: { authorization: `Bearer ${secret}` } })).statusCode
  assert.equal(await read(), 200)
  house.setNow('2026-04-01T09:00:00Z')
  assert.equal(await read(), 401)
  house.setNow('2026-03-02T09:00:00Z')
  await revokeApiToken(house, admin, id)
  assert.equal(await read(), 401)
})

test('A token without the scope is refused although its role holds the permission', async () => {
  const { secret } = await issue([])
  const answer = await ring(secret, 'chime')
  assert.equal(answer.statusCode, 403)
  assert.match(answer.json<{ detail: string }>().detail, /ring the bell/)
})

test('A token is never given more than its role holds', async () => {
  await assert.rejects(issue(['care.read-people']), /does not hold care\.read-people/)
})

test('A provider’s coordinator issues tokens for their own role only, and nobody else can revoke them', async () => {
  const [own, other] = [randomUUID(), randomUUID()]
  const coordinator = actorOf(await anAccount(house, 'provider-coordinator', own), 'test')
  const stranger = actorOf(await anAccount(house, 'provider-coordinator', other), 'test')
  await assert.rejects(issueApiToken(house, coordinator, { name: 'x', role: 'broker', scopes: [], days: 1 }, [RING]), /your own role/)
  const { id } = await issueApiToken(house, coordinator, { name: 'x', role: 'provider-coordinator', scopes: [RING.name], days: 1 }, [RING])
  await assert.rejects(revokeApiToken(house, stranger, id), /not found/)
  await revokeApiToken(house, coordinator, id)
})

test('No token of the council acts in a provider’s role or a person’s: it would belong to no provider and see every one’s rows', async () => {
  for (const role of ['provider-coordinator', 'provider-finance', 'person'] as const) {
    await assert.rejects(issueApiToken(house, admin, { name: 'x', role, scopes: [], days: 1 }, [RING]), /the council’s own roles/)
  }
})

test('A provider’s role without a provider holds nothing', () => {
  const stray = { ...admin, role: 'provider-coordinator' as const }
  assert.throws(() => need(stray, RING), /ring the bell/)
})

test('A signed-in browser may read by the API and may not write by it', async () => {
  const cookies = await signedIn(house, await anAccount(house, 'broker'))
  assert.equal((await app.inject({ url: '/api/v1/bells', cookies })).statusCode, 200)
  assert.equal((await app.inject({ method: 'POST', url: '/api/v1/bells', cookies, payload: { tune: 'x' } })).statusCode, 401)
})

test('A body that does not fit is answered with each field and what is wrong with it', async () => {
  const { secret } = await issue()
  const answer = await ring(secret, '')
  assert.equal(answer.statusCode, 400)
  assert.deepEqual(answer.json<{ errors: unknown }>().errors, [{ field: 'tune', message: 'Name a tune' }])
})

test('The same request under the same key is done once and answered alike', async () => {
  const { secret } = await issue()
  const before = rung.length
  const first = await ring(secret, 'once', 'key-00000001')
  const second = await ring(secret, 'once', 'key-00000001')
  assert.equal(first.statusCode, 201)
  assert.equal(second.statusCode, 201)
  assert.deepEqual(second.json(), first.json())
  assert.equal(second.headers['idempotency-replayed'], 'true')
  assert.equal(rung.length, before + 1)
})

test('The same request sent at once under one key is done once', async () => {
  const { secret } = await issue()
  const before = rung.length
  const answers = await Promise.all([1, 2, 3].map(() => ring(secret, 'together', 'key-00000002')))
  assert.equal(rung.length, before + 1)
  assert.ok(answers.every((each) => each.statusCode === 201 || each.statusCode === 409))
})

test('A key used for another request is a conflict; another token’s key is its own', async () => {
  const [one, two] = [await issue(), await issue()]
  assert.equal((await ring(one.secret, 'a', 'key-00000003')).statusCode, 201)
  assert.equal((await ring(one.secret, 'b', 'key-00000003')).statusCode, 409)
  assert.equal((await ring(two.secret, 'b', 'key-00000003')).statusCode, 201)
})

test('An operation that takes no file answers 415 to one', async () => {
  const { secret } = await issue()
  const answer = await app.inject({ method: 'POST', url: '/api/v1/bells', headers: { authorization: `Bearer ${secret}`, 'content-type': 'text/csv' }, payload: 'tune\nchime\n' })
  assert.equal(answer.statusCode, 415)
  assert.match(answer.json<{ detail: string }>().detail, /take JSON/)
})

test('The OpenAPI document describes the routes from their own schemas and no pages', async () => {
  const document = (await app.inject('/api/openapi.json')).json<{ openapi: string; paths: Record<string, { post?: { summary: string } }> }>()
  assert.equal(document.openapi, '3.1.0')
  assert.deepEqual(Object.keys(document.paths), ['/api/v1/bells'])
  assert.equal(document.paths['/api/v1/bells']?.post?.summary, 'Ring the bell')
})
