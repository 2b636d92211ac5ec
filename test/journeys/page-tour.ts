import { ask, fillings, parametersOf, type AnyRoute } from '../access/ask.ts'
import { mayEnterBy } from '../access/expected.ts'
import type { Visitor } from '../access/visitor.ts'
import type { AccessWorld } from '../access/world.ts'
import { SAMPLE_FILES, sendFile, type SampleFile } from './sample-files.ts'
import { seeErrorPages } from './error-pages.ts'
import type { Sight } from './sight.ts'

/** Every page of the program as every role sees it, and what is wrong before a browser has looked. */
export interface Tour {
  readonly sights: readonly Sight[]
  readonly findings: readonly string[]
}

/** True of a page; a file or an address to go to is nothing to look at. */
const isDocument = (html: string): boolean => html.startsWith('<!DOCTYPE html>')

/**
 * Opens every page route of the program as every visitor who may enter it, with ids of their own; follows what its links
 * and file forms lead to, and sends each form empty. Nothing is listed: a route that is added is visited.
 */
export async function takeTour(world: AccessWorld): Promise<Tour> {
  const sights: Sight[] = []
  const findings: string[] = []
  const visitors = world.visitors.filter((visitor) => !visitor.key.startsWith('b '))
  const opens = world.pages.filter((route) => route.method === 'GET')
  for (const visitor of visitors) {
    for (const route of opens) {
      const { own } = fillings(world, route, visitor)
      // A held file is made by sending one; what is held for everybody is of no kind.
      if (own === undefined || parametersOf(route.url).includes('heldId') || !mayEnterBy(route, visitor, 'browser')) continue
      await open(world, visitor, route, pathOf(route, own), sights, findings)
    }
  }
  // The list grows while it is walked: what a file leads to has links of its own.
  for (const sight of sights) await follow(world, sight, sights, findings)
  for (const visitor of visitors) {
    for (const route of world.pages.filter((each) => each.method === 'POST' && mayEnterBy(each, visitor, 'browser'))) {
      const { own } = fillings(world, route, visitor)
      if (own === undefined) continue
      const answer = await ask(world, route, visitor, 'browser', own)
      if (answer.status >= 500) findings.push(`${visitor.key} sends ${route.url} empty: ${String(answer.status)}`)
      if (answer.status === 400 && isDocument(answer.body)) sights.push({ visitor, route, url: pathOf(route, own), status: 400, html: answer.body, way: 'form sent empty' })
    }
  }
  sights.push(...(await seeErrorPages(world)))
  const seen = new Set(sights.map((sight) => sight.route.url))
  const unseen = opens.filter((route) => !seen.has(route.url) && !visitedElsewhere.has(route))
  return { sights, findings: [...findings, ...unseen.map((route) => `nobody saw a page at ${route.url}`)] }
}

/** Routes that were asked for and answered rightly with a file or another address. */
const visitedElsewhere = new Set<AnyRoute>()

async function open(world: AccessWorld, visitor: Visitor, route: AnyRoute, url: string, sights: Sight[], findings: string[]): Promise<void> {
  const answer = await ask(world, { ...route, url }, visitor, 'browser', {})
  if (answer.status === 200 && isDocument(answer.body)) sights.push({ visitor, route, url, status: 200, html: answer.body, way: 'opened' })
  else if (answer.status === 200 || answer.status === 303) visitedElsewhere.add(route)
  else findings.push(`${visitor.key} opens ${url} (${route.url}): ${String(answer.status)}`)
}

/** Links of one page that lead to the same route are alike; so are those of the same page of two visitors of one role. */
const followed = new Set<string>()
/** Addresses that answered a visitor once: every page has the same navigation. */
const sound = new Set<string>()

async function follow(world: AccessWorld, from: Sight, sights: Sight[], findings: string[]): Promise<void> {
  const routes: readonly AnyRoute[] = [...world.pages, ...world.api]
  for (const [, href = ''] of from.html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)) {
    const url = href.replaceAll('&amp;', '&')
    const route = routes.find((each) => each.method === 'GET' && fits(each.url, url))
    const key = `${from.visitor.key} ${from.route.url} ${route?.url ?? url}`
    if (followed.has(key)) continue
    followed.add(key)
    const asked = `${from.visitor.key} ${url}`
    if (sound.has(asked)) continue
    const answer = await world.app.inject({ url, cookies: from.visitor.cookies })
    if (answer.statusCode < 400) sound.add(asked)
    if (route !== undefined && answer.statusCode === 200 && !isDocument(answer.body)) visitedElsewhere.add(route)
    if (answer.statusCode >= 400) findings.push(`${from.visitor.key} is led from ${from.url} to ${url}, which answers ${String(answer.statusCode)}`)
  }
  for (const [form] of from.html.matchAll(/<form [^>]*multipart\/form-data[^>]*>/g)) {
    const action = /action="([^"]+)"/.exec(form)?.[1]?.replaceAll('&amp;', '&') ?? from.url
    const route = world.pages.find((each) => each.method === 'POST' && fits(each.url, action))
    const sample = SAMPLE_FILES[route?.url ?? '']
    if (route === undefined || sample === undefined) findings.push(`there is no sample file for the form that sends to ${action}: add one to sample-files.ts`)
    else if (!followed.has(`${from.visitor.key} file ${route.url}`)) {
      followed.add(`${from.visitor.key} file ${route.url}`)
      for (const file of [await sample()].flat()) await send(world, from, route, action, file, sights, findings)
    }
  }
}

async function send(world: AccessWorld, from: Sight, route: AnyRoute, action: string, file: SampleFile, sights: Sight[], findings: string[]): Promise<void> {
  const answer = await sendFile(world, from.visitor, action, file)
  if (answer.location !== undefined) {
    const preview = world.pages.find((each) => each.method === 'GET' && fits(each.url, answer.location ?? ''))
    if (preview === undefined) findings.push(`${action} leads to ${answer.location}, which is no page`)
    else await open(world, from.visitor, preview, answer.location, sights, findings)
  } else if (answer.status === 200 || (answer.status === 400 && answer.body.includes('govuk-error-summary'))) sights.push({ visitor: from.visitor, route, url: action, status: answer.status, html: answer.body, way: 'file sent' })
  else findings.push(`${from.visitor.key} sends a file to ${action}: ${String(answer.status)}`)
}

function fits(pattern: string, url: string): boolean {
  return new RegExp(`^${pattern.replace(/:\w+/g, '[^/?]+')}$`).test(url.split('?')[0] ?? '')
}

function pathOf(route: AnyRoute, ids: Readonly<Record<string, string>>): string {
  return route.url.replace(/:(\w+)/g, (_whole, name: string) => ids[name] ?? '')
}
