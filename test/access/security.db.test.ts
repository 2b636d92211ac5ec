import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { load } from 'cheerio'
import { referPerson } from '../../src/brokerage/actions/refer-person.ts'
import { suspendProvider } from '../../src/market/actions/suspend-provider.ts'
import { systemActor } from '../../src/platform/access/actor.ts'
import { addAccount } from '../../src/platform/access/actions/add-account.ts'
import { FAMILY_NAMES } from '../support/small-council.ts'
import { ask, fillings, type AnyRoute } from './ask.ts'
import { mayEnterBy } from './expected.ts'
import type { Visitor } from './visitor.ts'
import { openAccessWorld } from './world.ts'

const world = await openAccessWorld()
const HOSTILE = `<script>alert(1)</script><img src=x onerror="alert(2)">'"`
const pages: readonly AnyRoute[] = world.pages.filter((route) => route.method === 'GET')

/** Opens every page that a visitor may open. */
async function everyPage(visitor: Visitor, ids: Readonly<Record<string, string>> = {}): Promise<{ route: AnyRoute; body: string; status: number }[]> {
  const opened: { route: AnyRoute; body: string; status: number }[] = []
  for (const route of pages) {
    const { own } = fillings(world, route, visitor)
    if (own === undefined || !mayEnterBy(route, visitor, 'browser')) continue
    const answer = await ask(world, route, visitor, 'browser', { ...own, ...ids })
    opened.push({ route, body: answer.body, status: answer.status })
  }
  return opened
}

/** What in a page could run or style without a file of ours. */
function inlineParts(html: string): string[] {
  const $ = load(html)
  const found = $('script:not([src]):not([type="application/json"]), style, [style]').map((_, each) => $.html(each).slice(0, 120)).get()
  $('*').each((_, each) => {
    if (!('attribs' in each)) return
    for (const [name, value] of Object.entries(each.attribs)) {
      if (name.startsWith('on') || /^\s*javascript:/i.test(value)) found.push(`<${each.tagName} ${name}="${value.slice(0, 60)}">`)
    }
  })
  return found
}

describe('what a page may hold', () => {
  test('no page that anybody may open holds an inline script, style or event handler', async () => {
    const found: string[] = []
    for (const visitor of world.visitors) for (const { route, body } of await everyPage(visitor)) if (body.startsWith('<!DOCTYPE')) found.push(...inlineParts(body).map((part) => `${visitor.key} ${route.url}: ${part}`))
    assert.deepEqual(found, [])
  })

  test('hostile text in a person’s, a provider’s and an account’s record is shown as text on every page', async () => {
    const system = systemActor('Security test')
    const base = world.council.caseload[0]?.referral
    assert.ok(base)
    const referred = await referPerson(world.house, system, {
      ...base,
      frameworkId: world.council.frameworkId,
      receivedOn: '2026-03-02',
      note: HOSTILE,
      needsNote: HOSTILE,
      startByOn: '2026-03-09',
      person: { ...base.person, externalReference: 'XSS-1', givenName: HOSTILE, familyName: HOSTILE, address: HOSTILE },
    })
    await suspendProvider(world.house, system, { providerId: world.council.providers.b.id, fromOn: Temporal.PlainDate.from('2026-03-02'), reviewOn: Temporal.PlainDate.from('2026-04-01'), reason: HOSTILE })
    await addAccount(world.house, system, { issuer: 'http://127.0.0.1:3001', subject: 'hostile', name: HOSTILE, email: 'hostile@example.org', role: 'broker', organisationId: null, personId: null })
    let shown = 0
    const unescaped: string[] = []
    for (const visitor of world.visitors.filter((each) => each.actor.organisationId === null && each.actor.role !== 'person')) {
      for (const { route, body } of await everyPage(visitor, { personId: referred.personId, packageId: referred.packageId, providerId: world.council.providers.b.id })) {
        if (body.includes('alert(1)')) shown += 1
        if (body.includes('<script>alert(1)') || body.includes('<img src=x')) unescaped.push(`${visitor.key} ${route.url}`)
      }
    }
    assert.deepEqual(unescaped, [])
    assert.ok(shown >= 3, 'the hostile text was shown on next to no page, so nothing was tried')
  })

  test('a hostile query and a hostile path come back as text, or not at all', async () => {
    for (const visitor of world.visitors) {
      for (const route of pages) {
        if (!mayEnterBy(route, visitor, 'browser')) continue
        const { own } = fillings(world, route, visitor)
        const answer = await ask(world, route, visitor, 'browser', own ?? {}, { query: `?sort=${encodeURIComponent(HOSTILE)}&kind=${encodeURIComponent(HOSTILE)}&search=${encodeURIComponent(HOSTILE)}&zone=${encodeURIComponent(HOSTILE)}&page=${encodeURIComponent(HOSTILE)}` })
        assert.ok(answer.status < 500, `${route.url} answered ${String(answer.status)}`)
        assert.ok(!answer.body.includes('<script>alert(1)') && !answer.body.includes('<img src=x'), route.url)
      }
    }
    assert.doesNotMatch((await world.app.inject(`/${encodeURIComponent(HOSTILE)}`)).body, /<script>alert/)
  })
})

describe('what is said of errors', () => {
  test('no answer to a broken request holds a stack, a query or a path of the machine', async () => {
    const broken = [
      { method: 'POST' as const, url: '/referrals/new', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: '%%%' },
      { method: 'POST' as const, url: '/api/v1/referrals', headers: { 'content-type': 'application/json' }, payload: '{"a":' },
      { method: 'POST' as const, url: '/visit-files/preview', headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: 'nothing' },
      { method: 'GET' as const, url: `/people/${'9'.repeat(150)}` },
      { method: 'GET' as const, url: '/board?page=-1&sort=%00' },
      { method: 'GET' as const, url: '/statements/%00' },
    ]
    for (const visitor of world.visitors) {
      for (const request of broken) {
        const answer = await world.app.inject({ ...request, cookies: { ...visitor.cookies } })
        assert.ok(answer.statusCode < 500, `${request.url} answered ${String(answer.statusCode)}`)
        assert.doesNotMatch(answer.body, /node_modules|\.ts:\d|at Object\.|select .* from|\/src\//i, request.url)
      }
    }
  })
})

describe('what is logged', () => {
  test('nothing that was read or sent is in the log: no name, address, postcode, query, token or cookie', async () => {
    const [broker, coordinator] = [world.visitors.find((each) => each.key === 'broker'), world.visitors.find((each) => each.key === 'a provider-coordinator')]
    assert.ok(broker?.token && coordinator?.token)
    await world.app.inject({ url: '/people?name=Quillfeather&postcode=XW1%201AA', cookies: { ...broker.cookies } })
    await world.app.inject({ method: 'POST', url: '/people', cookies: { ...broker.cookies, ...world.form.cookies }, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams({ _csrf: world.form.token, name: 'Quillfeather', familyName: 'Quillfeather', search: 'Quillfeather' }).toString() })
    await world.app.inject({ method: 'POST', url: '/api/v1/people/search', headers: { authorization: `Bearer ${broker.token.full}` }, payload: { familyName: 'Quillfeather', name: 'Quillfeather' } })
    await world.app.inject({ method: 'POST', url: '/api/v1/referrals', headers: { authorization: `Bearer ${broker.token.full}` }, payload: { person: { familyName: 'Oddenbrook', address: '1 Oddenbrook Lane' } } })
    const postcodes = world.council.caseload.map((each) => each.referral.person.postcode)
    const secrets = [broker.token.full, coordinator.token.full, ...Object.values(broker.cookies), ...Object.values(coordinator.cookies)]
    const log = world.logged.join('\n')
    assert.ok(world.logged.length > 100)
    assert.deepEqual([...FAMILY_NAMES, ...postcodes, ...secrets, 'Test broker', 'alert(1)', '127.0.0.1'].filter((text) => log.includes(text)), [])
  })
})
