import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ask, fillings, type AnyRoute, type Means } from './ask.ts'
import { mayEnterBy } from './expected.ts'
import { leaksIn, needlesAgainst, printOf, tablesOfProviders, type Needle } from './leak-finder.ts'
import type { Visitor } from './visitor.ts'
import { queriesOf } from './queries.ts'
import { openAccessWorld } from './world.ts'

const world = await openAccessWorld()
const { a, b } = world.council.providers
const routes: readonly AnyRoute[] = [...world.pages, ...world.api]
const reads = routes.filter((route) => route.method === 'GET')
const writes = routes.filter((route) => route.method !== 'GET')
const queries = queriesOf(world)

const visitorsOf = (letter: 'a' | 'b'): Visitor[] => world.visitors.filter((visitor) => visitor.key.startsWith(`${letter} `))

/** Opens everything a visitor may open, as page, as CSV and as JSON, and answers what gives somebody else away. */
async function leaksTo(visitor: Visitor, needles: readonly Needle[]): Promise<string[]> {
  const found: string[] = []
  let opened = 0
  for (const route of reads) {
    const means: Means = route.url.startsWith('/api/') && visitor.token !== undefined ? 'full token' : 'browser'
    const { own } = fillings(world, route, visitor)
    if (own === undefined || !mayEnterBy(route, visitor, means)) continue
    const asked = route.url.startsWith('/api/') ? [queries[route.url] ?? ''] : ['', '?format=csv']
    for (const query of asked) {
      const answer = await ask(world, route, visitor, means, own, { query })
      opened += 1
      found.push(...leaksIn(answer.body, needles).map((leak) => `${visitor.key} reads at ${route.url}${query}: ${leak}`))
    }
  }
  assert.ok(opened > 5, `${visitor.key} opened next to nothing`)
  return found
}

describe('what an answer gives away', () => {
  for (const [mine, theirs] of [['a', 'b'], ['b', 'a']] as const) {
    test(`nothing that provider ${mine} may open names the other provider, its records, or people it does not care for`, async () => {
      const needles = await needlesAgainst(world.house, world.council.providers[mine].id, world.council.providers[theirs].id)
      assert.ok(needles.length > 20)
      for (const visitor of visitorsOf(mine)) assert.deepEqual(await leaksTo(visitor, needles), [])
    })
  }

  test('nothing that a person receiving care may open names another person', async () => {
    const person = world.visitors.find((visitor) => visitor.key === 'person')
    assert.ok(person?.actor.personId != null)
    const others = await world.house.db.selectFrom('care.person').select(['id', 'family_name', 'postcode', 'reference']).where('id', '!=', person.actor.personId).execute()
    assert.deepEqual(await leaksTo(person, others.flatMap((other) => [other.id, other.family_name, other.reference, other.postcode].map((text) => ({ what: 'another person', text })))), [])
  })

  test('negative control: the search finds the other provider in what the council’s staff may open', async () => {
    const broker = world.visitors.find((visitor) => visitor.key === 'broker')
    assert.ok(broker)
    const found = await leaksTo(broker, await needlesAgainst(world.house, b.id, a.id))
    assert.ok(found.some((leak) => leak.includes('family name')))
    assert.ok(found.some((leak) => leak.includes('the other provider')))
  })

  test('whatever a provider sends, with the other’s ids in every field, the other’s rows stay as they are', async () => {
    const tables = await tablesOfProviders(world.house)
    const before = await printOf(world.house, b.id, tables)
    const theirs: Record<string, unknown> = { organisationId: b.id, startsOn: '2026-03-09', 'startsOn-day': '9', 'startsOn-month': '3', 'startsOn-year': '2026', answer: 'accepted', reason: 'other', name: 'x.csv', content: 'visit_reference\n', preview: false }
    const mine = visitorsOf('b')[0]
    assert.ok(mine)
    for (const [name, find] of Object.entries(world.ids)) theirs[name] = find(mine).own ?? ''
    for (const visitor of visitorsOf('a')) {
      for (const route of writes) {
        const means: Means = route.url.startsWith('/api/') ? 'full token' : 'browser'
        if (means === 'full token' && visitor.token === undefined) continue
        const { own, foreign } = fillings(world, route, visitor)
        for (const ids of [...foreign, ...(own === undefined ? [] : [own])]) {
          const answer = await ask(world, route, visitor, means, ids, { body: theirs })
          assert.ok(answer.status < 500, `${route.method} ${route.url} answered ${String(answer.status)}`)
        }
      }
    }
    assert.deepEqual(await printOf(world.house, b.id, tables), before)
  })
})
