import assert from 'node:assert/strict'
import { buildApp } from '../../src/platform/web/app.ts'
import { pageRoute } from '../../src/platform/web/route.ts'
import { TEST_CONFIG } from '../../src/platform/web/testing/test-app.ts'
import type { AccessWorld } from '../access/world.ts'
import type { Sight } from './sight.ts'

/** A page that goes wrong, as any may. */
const broken = pageRoute({
  method: 'GET',
  url: '/goes-wrong',
  permission: 'signed-in',
  handler: () => Promise.reject(new Error('gone wrong on purpose')),
})

/** The pages of an address that leads nowhere, of one that is not for its visitor, and of a fault, as an analyst is answered them. */
export async function seeErrorPages(world: AccessWorld): Promise<Sight[]> {
  const visitor = world.visitors.find((each) => each.key === 'analyst')
  if (visitor === undefined) throw new Error('there is no analyst')
  const wiring = { name: 'faults', pages: [broken], api: [], jobs: [], navigation: [] }
  const app = await buildApp({ house: world.house, config: { ...TEST_CONFIG, logLevel: 'silent' }, wirings: [...world.wirings, wiring] })
  const sights: Sight[] = []
  for (const [url, status] of [['/nowhere', 404], ['/accounts', 403], [broken.url, 500]] as const) {
    const answer: { readonly statusCode: number; readonly body: string } = await app.inject({ url, cookies: visitor.cookies })
    assert.equal(answer.statusCode, status, url)
    sights.push({ visitor, route: { method: 'GET', url, permission: 'signed-in' }, url, status, html: answer.body, way: 'turned away' })
  }
  await app.close()
  return sights
}
