import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from 'cheerio'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { anAccount, bellApp, rung, signedIn } from './testing/test-app.ts'

const house = await openTestHouse()
const { app, logged } = await bellApp(house)
const broker = await anAccount(house, 'broker')
const finance = await anAccount(house, 'finance-officer')

/** Opens a page and takes the form token and its cookie from it, as a browser does. */
async function formOf(cookies: Record<string, string>): Promise<{ token: string; cookies: Record<string, string> }> {
  const answer = await app.inject({ url: '/bell', cookies })
  const token = load(answer.body)('input[name=_csrf]').first().attr('value') ?? ''
  return { token, cookies: { ...cookies, ...Object.fromEntries(answer.cookies.map((each) => [each.name, each.value])) } }
}

const form = (fields: Record<string, string>) => ({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams(fields).toString() })

test('Every page carries the security headers and nothing inline may run', async () => {
  const answer = await app.inject('/accessibility-statement')
  const policy = String(answer.headers['content-security-policy'])
  assert.match(policy, /script-src 'self'/)
  assert.doesNotMatch(policy, /unsafe/)
  assert.match(policy, /form-action 'self' http:\/\/127\.0\.0\.1:3001/)
  assert.equal(answer.headers['x-content-type-options'], 'nosniff')
  assert.equal(answer.headers['cache-control'], 'no-store')
  assert.equal(load(answer.body)('script:not([src]), [style], style, [onclick]').length, 0)
})

test('A stranger is sent to sign in and brought back', async () => {
  const answer = await app.inject('/bell?times=2')
  assert.equal(answer.statusCode, 303)
  assert.equal(answer.headers.location, '/sign-in?return-to=%2Fbell%3Ftimes%3D2')
})

test('Somebody without the permission reads what they would need to be able to do', async () => {
  const answer = await app.inject({ url: '/bell', cookies: await signedIn(house, finance) })
  assert.equal(answer.statusCode, 403)
  assert.match(answer.body, /You need to be able to ring the bell/)
})

test('The navigation shows what the actor may open', async () => {
  const shown = async (cookies: Record<string, string>) => load((await app.inject({ url: '/accessibility-statement', cookies })).body)('nav a').map((_, a) => a.attribs['href']).get()
  assert.deepEqual(await shown(await signedIn(house, broker)), ['/bell'])
  assert.deepEqual(await shown(await signedIn(house, finance)), [])
})

test('A form without its token is refused and does nothing', async () => {
  const cookies = await signedIn(house, broker)
  const before = rung.length
  const answer = await app.inject({ method: 'POST', url: '/bell', cookies, ...form({ tune: 'chime' }) })
  assert.equal(answer.statusCode, 403)
  assert.match(answer.body, /This form has expired/)
  assert.equal(rung.length, before)
})

test('A form with its token is done once and its message shown once', async () => {
  const opened = await formOf(await signedIn(house, broker))
  const sent = await app.inject({ method: 'POST', url: '/bell', cookies: opened.cookies, ...form({ tune: 'chime', _csrf: opened.token }) })
  assert.equal(sent.statusCode, 303)
  const message = Object.fromEntries(sent.cookies.map((each) => [each.name, each.value]))
  const next = await app.inject({ url: '/bell', cookies: { ...opened.cookies, ...message } })
  assert.match(load(next.body)('.moj-alert--success').text(), /The bell rang/)
  assert.equal(next.cookies.find((each) => each.name === 'tendwell_message')?.value, '')
})

test('A multipart form is checked for its token too, and brings its file', async () => {
  const opened = await formOf(await signedIn(house, broker))
  const body = new FormData()
  body.append('file', new Blob(['abc']), 'a.csv')
  body.append('tune', 'file')
  const send = async (token: string) => {
    body.set('_csrf', token)
    const request = new Request('http://local/', { method: 'POST', body })
    return app.inject({ method: 'POST', url: '/bell', cookies: opened.cookies, headers: { 'content-type': request.headers.get('content-type') ?? '' }, payload: Buffer.from(await request.arrayBuffer()) })
  }
  assert.equal((await send('forged')).statusCode, 403)
  assert.equal((await send(opened.token)).statusCode, 303)
  assert.equal(rung.at(-1), 'file 3')
})

test('A refusal is a page that says what to do', async () => {
  const opened = await formOf(await signedIn(house, broker))
  const answer = await app.inject({ method: 'POST', url: '/bell', cookies: opened.cookies, ...form({ tune: 'wrong', _csrf: opened.token }) })
  assert.equal(answer.statusCode, 400)
  assert.match(answer.body, /Choose another tune/)
})

test('A parameter that is no id is not found, a query that cannot be read is a bad request', async () => {
  const cookies = await signedIn(house, broker)
  assert.equal((await app.inject('/bell/not-an-id')).statusCode, 404)
  assert.equal((await app.inject({ url: '/bell?times=often', cookies })).statusCode, 400)
  assert.equal((await app.inject('/nowhere')).statusCode, 404)
})

test('A fault of ours shows its reference and nothing else, and its message stays out of the log', async () => {
  const answer = await app.inject('/bell/0f8fad5b-d9cb-469f-a165-70867728950e')
  assert.equal(answer.statusCode, 500)
  assert.ok(answer.body.includes(String(answer.headers['x-request-id'])))
  assert.doesNotMatch(answer.body, /Mrs Example|at .*\.ts/)
  assert.doesNotMatch(logged.join(''), /Mrs Example/)
  assert.match(logged.join(''), /request failed/)
})

test('The log names the route’s pattern and the actor’s id, never the address or a name', async () => {
  logged.length = 0
  await app.inject({ url: '/bell?times=7&name=Example', cookies: await signedIn(house, broker) })
  const line = JSON.parse(logged.at(-1) ?? '{}') as Record<string, unknown>
  assert.equal(line['route'], '/bell')
  assert.equal(line['userId'], broker.id)
  assert.doesNotMatch(logged.join(''), /Example|Test broker|times/)
})

test('A session left unused ends, and a used one ends after its longest time', async (t) => {
  t.after(() => {
    house.setNow('2026-03-02T09:00:00Z')
  })
  const cookies = await signedIn(house, broker)
  const status = async (at: string) => {
    house.setNow(at)
    return (await app.inject({ url: '/bell', cookies })).statusCode
  }
  assert.equal(await status('2026-03-02T09:29:00Z'), 200)
  assert.equal(await status('2026-03-02T09:58:00Z'), 200)
  assert.equal(await status('2026-03-02T10:28:00Z'), 303)
  const busy = await signedIn(house, broker)
  for (let minutes = 20; minutes < 720; minutes += 20) {
    house.setNow(Temporal.Instant.from('2026-03-02T10:28:00Z').add({ minutes }))
    assert.equal((await app.inject({ url: '/bell', cookies: busy })).statusCode, 200)
  }
  house.setNow('2026-03-02T22:28:00Z')
  assert.equal((await app.inject({ url: '/bell', cookies: busy })).statusCode, 303)
})

test('Signing out everywhere ends the sessions of that person on every device and of nobody else', async () => {
  const here = await signedIn(house, broker)
  const there = await signedIn(house, broker)
  const other = await signedIn(house, finance)
  const opened = await formOf(here)
  const answer = await app.inject({ method: 'POST', url: '/sign-out-everywhere', cookies: opened.cookies, ...form({ _csrf: opened.token }) })
  assert.equal(answer.headers.location, '/signed-out')
  assert.equal((await app.inject({ url: '/bell', cookies: there })).statusCode, 303)
  assert.equal((await app.inject({ url: '/bell', cookies: other })).statusCode, 403)
})

test('Health answers while the database does not; readiness says so', async () => {
  assert.equal((await app.inject('/health')).statusCode, 200)
  assert.equal((await app.inject('/ready')).statusCode, 503)
  assert.match((await app.inject('/metrics')).body, /tendwell_request_seconds_bucket\{[^}]*route="\/bell"/)
})

test('Assets are kept for a year under their hash, and asked for again without it', async () => {
  const href = load((await app.inject('/accessibility-statement')).body)('link[rel=stylesheet]').attr('href') ?? ''
  assert.match(String((await app.inject(href)).headers['cache-control']), /immutable/)
  assert.match(String((await app.inject('/assets/application.css')).headers['cache-control']), /no-cache/)
  assert.equal((await app.inject('/assets/..%2Fpackage.json')).statusCode, 404)
})

test('Too many requests from one address are told to wait', async (t) => {
  const limited = await bellApp(house, { rateLimit: true })
  t.after(() => limited.app.close())
  const statuses: number[] = []
  for (let n = 0; n < 31; n++) statuses.push((await limited.app.inject('/sign-in/callback')).statusCode)
  assert.deepEqual([statuses[29], statuses[30]], [400, 429])
})
