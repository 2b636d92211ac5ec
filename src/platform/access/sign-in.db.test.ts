import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { buildApp } from '../web/app.ts'
import { TEST_CONFIG } from '../web/testing/test-app.ts'
import { startDemonstrationIdentity } from './demonstration-identity.ts'

const house = await openTestHouse()
// Tokens carry the time of the machine, so the house keeps it here.
house.setNow(Temporal.Now.instant())

/** A free port of this machine. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** A browser without a screen: keeps cookies by host and path-blind, follows redirects itself. */
function browser() {
  const jar = new Map<string, string>()
  const set: string[] = []
  const visited: string[] = []
  const visit = async (url: string, body?: Record<string, string>): Promise<{ url: string; status: number; text: string }> => {
    visited.push(url)
    const { host } = new URL(url)
    const cookie = [...jar].filter(([key]) => key.startsWith(`${host} `)).map(([key, value]) => `${key.slice(host.length + 1)}=${value}`).join('; ')
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie }, ...(body === undefined ? {} : { method: 'POST', body: new URLSearchParams(body) }) })
    for (const line of answer.headers.getSetCookie()) {
      set.push(line)
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(`${host} ${name}`)
      else jar.set(`${host} ${name}`, value)
    }
    const next = answer.headers.get('location')
    return next === null ? { url, status: answer.status, text: await answer.text() } : visit(new URL(next, url).href)
  }
  return { visit, jar, set, visited }
}

const [port, identityPort] = [await freePort(), await freePort()]
const publicUrl = `http://127.0.0.1:${String(port)}`
const issuer = `http://127.0.0.1:${String(identityPort)}`
const config = { ...TEST_CONFIG, port, publicUrl, oidc: { ...TEST_CONFIG.oidc, issuer }, logLevel: 'silent' }
const accounts = [
  { subject: 'bea', name: 'Bea Broker', roleName: 'Broker', does: 'Places packages' },
  { subject: 'new', name: 'New Starter', roleName: 'Nobody yet', does: 'Has no account' },
]
await house.db
  .insertInto('access.user_account')
  .values({ id: '0f8fad5b-d9cb-469f-a165-70867728950e', issuer, subject: 'bea', name: 'Bea Broker', email: 'bea@example.org', role: 'broker', created_at: house.clock.now().toString() })
  .execute()

test('Signing in by the identity provider', async (t) => {
  const identity = await startDemonstrationIdentity({ publicUrl, issuer, host: '127.0.0.1', clientId: config.oidc.clientId, clientSecret: config.oidc.clientSecret, councilName: 'Test Council', accounts }, {})
  const app = await buildApp({ house, config, wirings: [] })
  await app.listen({ host: '127.0.0.1', port })
  t.after(async () => {
    await app.close()
    await identity.close()
  })

  await t.test('brings a known person to where they were going, signed in', async () => {
    const { visit } = browser()
    const asked = await visit(`${publicUrl}/sign-in?return-to=${encodeURIComponent('/accessibility-statement')}`)
    assert.match(asked.text, /Broker: Bea Broker/)
    const done = await visit(asked.url, { subject: 'bea' })
    assert.equal(done.url, `${publicUrl}/accessibility-statement`)
    assert.match(done.text, /Bea Broker/)
  })

  await t.test('tells somebody without an account so, and opens no session', async () => {
    const { visit, jar } = browser()
    const asked = await visit(`${publicUrl}/sign-in`)
    const done = await visit(asked.url, { subject: 'new' })
    assert.equal(done.status, 403)
    assert.match(done.text, /Your sign-in worked, but you have no account here/)
    assert.ok(![...jar.keys()].some((key) => key.endsWith('tendwell_session')))
  })

  await t.test('never leads to another site', async () => {
    for (const place of ['//evil.example', '/\\evil.example', 'https://evil.example', '/sign-in']) {
      const { visit } = browser()
      const asked = await visit(`${publicUrl}/sign-in?return-to=${encodeURIComponent(place)}`)
      assert.equal((await visit(asked.url, { subject: 'bea' })).url, `${publicUrl}/`, place)
    }
  })

  await t.test('opens a new session under a new secret, whatever cookie the browser came with, and hides it from scripts', async () => {
    const { visit, jar, set } = browser()
    const { host } = new URL(publicUrl)
    jar.set(`${host} tendwell_session`, 'chosen-by-somebody-else')
    const asked = await visit(`${publicUrl}/sign-in`)
    await visit(asked.url, { subject: 'bea' })
    const first = jar.get(`${host} tendwell_session`) ?? ''
    assert.notEqual(first, 'chosen-by-somebody-else')
    const again = await visit(`${publicUrl}/sign-in`)
    await visit(again.url, { subject: 'bea' })
    assert.notEqual(jar.get(`${host} tendwell_session`), first)
    for (const line of set.filter((each) => each.startsWith('tendwell_'))) assert.match(line, /HttpOnly; SameSite=Lax/, line)
  })

  await t.test('takes a code once: the same answer again is refused, even with the cookie of its sign-in', async () => {
    const { visit, jar, visited } = browser()
    const { host } = new URL(publicUrl)
    const asked = await visit(`${publicUrl}/sign-in`)
    const attempt = jar.get(`${host} tendwell_sign_in`) ?? ''
    assert.notEqual(attempt, '')
    await visit(asked.url, { subject: 'bea' })
    const callback = visited.find((url) => url.includes('/sign-in/callback?code=')) ?? ''
    jar.delete(`${host} tendwell_session`)
    assert.equal((await visit(callback)).status, 400)
    jar.set(`${host} tendwell_sign_in`, attempt)
    assert.equal((await visit(callback)).status, 400)
    assert.equal(jar.has(`${host} tendwell_session`), false)
  })

  await t.test('refuses an answer that belongs to no sign-in of this browser', async () => {
    const done = await browser().visit(`${publicUrl}/sign-in/callback?code=stolen&state=x`)
    assert.equal(done.status, 400)
    assert.match(done.text, /Sign in again/)
  })

  await t.test('refuses an answer whose state is another', async () => {
    const { visit } = browser()
    await visit(`${publicUrl}/sign-in`)
    assert.equal((await visit(`${publicUrl}/sign-in/callback?code=stolen&state=x&iss=${encodeURIComponent(issuer)}`)).status, 400)
  })
})

test('Behind https the session’s cookie is never sent in the clear', async (t) => {
  const app = await buildApp({ house, config: { ...config, publicUrl: 'https://care.example.gov.uk' }, wirings: [] })
  t.after(() => app.close())
  const answer = await app.inject('/accessibility-statement')
  for (const cookie of answer.cookies) assert.equal(cookie.secure, true, cookie.name)
  assert.ok(answer.cookies.length > 0)
  assert.match(String(answer.headers['strict-transport-security']), /max-age=31536000/)
})

test('The demonstration’s sign-in does not start in production, nor behind an address that others reach', async () => {
  const input = { publicUrl, issuer, host: '127.0.0.1', clientId: 'a', clientSecret: 'b', councilName: 'c', accounts: [] }
  await assert.rejects(startDemonstrationIdentity(input, { NODE_ENV: 'production' }), /NODE_ENV=production/)
  await assert.rejects(startDemonstrationIdentity({ ...input, publicUrl: 'https://care.example.gov.uk' }, {}), /care\.example\.gov\.uk/)
})
