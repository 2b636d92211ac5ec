import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import type { ApiRoute } from '../../src/platform/web/route.ts'
import { ask, fillings, parametersOf, type AnyRoute, type Means } from './ask.ts'
import { judgeForeign, judgeOwn, judgeStranger, judgeTurnedAway, mayEnterBy, type Finding } from './expected.ts'
import type { Visitor } from './visitor.ts'
import { queriesOf } from './queries.ts'
import { openAccessWorld } from './world.ts'

const world = await openAccessWorld()
const routes: readonly AnyRoute[] = [...world.pages, ...world.api]
const reads = routes.filter((route) => route.method === 'GET')
const writes = routes.filter((route) => route.method !== 'GET')

const queries = queriesOf(world)

/** Bodies that would be done if the ids were the sender's own, so that the answer to another's is about the ids. */
const BODIES: Readonly<Record<string, Record<string, unknown>>> = {
  '/api/v1/offers/:offerId/answer': { answer: 'declined', reason: 'no-capacity', note: null },
  '/offers/:offerId/decline': { reason: 'no-capacity' },
  '/api/v1/jobs/failed/:jobId/retry': { queue: 'none' },
}

/** Parameters whose ids are numbers. */
const MADE_UP: Readonly<Record<string, string>> = { plannedVisitId: '999999998', payLineId: '999999998' }

function meansOf(route: AnyRoute, visitor: Visitor): Means[] {
  const tokens: Means[] = visitor.token === undefined ? [] : ['full token', 'empty token']
  return route.url.startsWith('/api/') ? ['browser', ...tokens] : ['browser']
}

/** Asks every route of a list by every visitor and means, and collects what is wrong. */
async function findings(list: readonly AnyRoute[], judge: (route: AnyRoute, visitor: Visitor, means: Means) => Promise<Finding[]>): Promise<string[]> {
  const found: string[] = []
  for (const route of list) {
    for (const visitor of world.visitors) {
      for (const means of meansOf(route, visitor)) found.push(...(await judge(route, visitor, means)).filter((each) => each !== undefined))
    }
  }
  return found
}

const askOwn = async (route: AnyRoute, visitor: Visitor, means: Means): Promise<Finding[]> => {
  const { own } = fillings(world, route, visitor)
  if (own === undefined || !mayEnterBy(route, visitor, means)) return []
  const answer = await ask(world, route, visitor, means, own, { query: queries[route.url] ?? '' })
  const finding = judgeOwn(route, visitor, means, answer)
  const shape = answer.status < 300 && route.url.startsWith('/api/') ? shapeFinding(route, answer.body) : undefined
  return [finding, shape]
}

const askForeign = async (route: AnyRoute, visitor: Visitor, means: Means): Promise<Finding[]> => {
  if (!mayEnterBy(route, visitor, means)) return []
  const { foreign } = fillings(world, route, visitor)
  if (foreign.length === 0) return []
  const sent = { body: BODIES[route.url] ?? {} }
  const madeUp = await ask(world, route, visitor, means, Object.fromEntries(parametersOf(route.url).map((name) => [name, MADE_UP[name] ?? randomUUID()])), sent)
  return Promise.all(foreign.map(async (ids) => judgeForeign(route, visitor, means, await ask(world, route, visitor, means, ids, sent), madeUp)))
}

const askUninvited = async (route: AnyRoute, visitor: Visitor, means: Means): Promise<Finding[]> => {
  if (mayEnterBy(route, visitor, means)) return []
  const { own, foreign } = fillings(world, route, visitor)
  const fills = own === undefined ? foreign : [own, ...foreign.slice(0, 1)]
  return Promise.all(fills.map(async (ids) => judgeTurnedAway(route, visitor, means, await ask(world, route, visitor, means, ids))))
}

function shapeFinding(route: AnyRoute, body: string): Finding {
  const { response } = route as ApiRoute
  const parsed = response.safeParse(JSON.parse(body))
  return parsed.success ? undefined : `${route.method} ${route.url} answers what its schema does not say: ${parsed.error.message}`
}

describe('access to every route, by every role', () => {
  test('there are routes of every part, and each parameter has a map of whose ids it can hold', () => {
    assert.ok(routes.length > 100)
    assert.deepEqual([...new Set(routes.flatMap((route) => parametersOf(route.url)))].filter((name) => !(name in world.ids)), [])
    assert.deepEqual(Object.keys(world.ids).filter((name) => !routes.some((route) => parametersOf(route.url).includes(name))), [])
  })

  test('a stranger is sent to sign in by pages and told to bring a token by the API', async () => {
    const found: Finding[] = []
    for (const route of routes) found.push(judgeStranger(route, await ask(world, route, undefined, 'nothing', Object.fromEntries(parametersOf(route.url).map((name) => [name, '0f8fad5b-d9cb-469f-a165-70867728950e'])))))
    assert.deepEqual(found.filter((each) => each !== undefined), [])
  })

  test('whoever lacks the permission is turned away, whosever the ids', async () => {
    assert.deepEqual(await findings(routes, askUninvited), [])
  })

  test('whoever holds it reads what is theirs, in the shape the API promises', async () => {
    assert.deepEqual(await findings(reads, askOwn), [])
  })

  test('another organisation’s ids are not found, to read or to change', async () => {
    assert.deepEqual(await findings(routes, askForeign), [])
  })

  test('whoever holds it may send the form, and an empty one is answered with what is missing', async () => {
    assert.deepEqual(await findings(writes, askOwn), [])
  })
})
