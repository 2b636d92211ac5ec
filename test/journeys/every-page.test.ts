import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openAccessWorld } from '../access/world.ts'
import { accessibilityViolations, launchBrowser, openVisitor } from '../support/browser.ts'
import { takeTour } from './page-tour.ts'
import type { Sight } from './sight.ts'
import { widerThanWindow } from './visitor.ts'

const WIDTHS = [390, 1280] as const

const world = await openAccessWorld()
const address = await world.app.listen({ host: '127.0.0.1', port: 0 })
after(() => world.app.close())
const browser = await launchBrowser()
after(() => browser.close())
const tour = await takeTour(world)
const sights = differing(tour.sights)

test('every page that somebody may open answers, and so does every page that it leads them to', () => {
  assert.ok(tour.sights.length > 200)
  assert.deepEqual(tour.findings, [])
})

test('every page is free of axe violations and of errors in the console, and fits a phone and a desktop', async () => {
  assert.deepEqual(await lookAtAll(sights, true), [])
})

test('every page fits a phone and a desktop without scripts too', async () => {
  const oneOfEach = [...new Map(sights.toReversed().map((sight) => [sight.route.url, sight])).values()]
  assert.deepEqual(await lookAtAll(oneOfEach, false), [])
})

test('no role has more entries of navigation than fit one row', () => {
  for (const sight of tour.sights.filter((each) => each.url === '/' || each.url === '/my-care')) {
    const entries = [...sight.html.matchAll(/class="govuk-service-navigation__link"/g)].length
    assert.ok(entries <= 8, `${sight.visitor.key} has ${String(entries)}`)
  }
})

/**
 * Of the pages of a route, those that hold an element which no fuller one of them holds: axe looks at kinds of elements,
 * not at how many there are. The frame around pages differs by role, so the home page of each role stays.
 */
function differing(all: readonly Sight[]): Sight[] {
  const withParts = all.map((sight) => ({ sight, parts: partsOf(sight) })).toSorted((a, b) => b.parts.size - a.parts.size)
  const kept: { sight: Sight; parts: ReadonlySet<string> }[] = []
  for (const each of withParts) {
    const isHome = each.sight.url === '/'
    const held = kept.some(({ sight, parts }) => sight.route.url === each.sight.route.url && sight.way === each.sight.way && each.parts.isSubsetOf(parts))
    if (isHome || !held) kept.push(each)
  }
  return kept.map(({ sight }) => sight)
}

function partsOf(sight: Sight): Set<string> {
  const main = sight.html.slice(sight.html.indexOf('<main'), sight.html.indexOf('</main>'))
  return new Set([...main.matchAll(/<(\w+)([^>]*)>/g)].map(([, name = '', attributes = '']) => `${name}.${/ class="([^"]*)"/.exec(attributes)?.[1] ?? ''}`))
}

const partsSeen = new Set<string>()

/** True of a page with an element or class that no page before it had: only there can a colour be new. */
function showsNewParts(sight: Sight): boolean {
  const fresh = partsOf(sight).difference(partsSeen)
  for (const part of fresh) partsSeen.add(part)
  return fresh.size > 0
}

/** Looks at pages by two browsers' windows at once: one computes while the other draws. */
async function lookAtAll(list: readonly Sight[], javaScript: boolean): Promise<string[]> {
  const waiting = [...list]
  const windows = await Promise.all([openWindow(browser, javaScript), openWindow(browser, javaScript)])
  const found: string[] = []
  await Promise.all(
    windows.map(async (window) => {
      for (let sight = waiting.shift(); sight !== undefined; sight = waiting.shift()) found.push(...(await look(window, sight, javaScript)))
      await window.page.context().close()
    }),
  )
  return found
}

interface Window {
  readonly page: Page
  readonly faults: string[]
}

async function openWindow(from: Browser, javaScript: boolean): Promise<Window> {
  const page = await (await openVisitor(from, { javaScript, width: WIDTHS[0] })).newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  return { page, faults }
}

async function look({ page, faults }: Window, sight: Sight, javaScript: boolean): Promise<string[]> {
  const context = page.context()
  await context.clearCookies()
  await context.addCookies(Object.entries(sight.visitor.cookies).map(([name, value]) => ({ name, value, url: address })))
  const url = new URL(sight.url, address).href
  // The answer to a form cannot be opened by its address: it is given to the browser as the server gave it.
  if (sight.way !== 'opened') await page.route(url, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: sight.html }))
  await page.setViewportSize({ width: WIDTHS[0], height: 900 })
  await page.goto(url)
  const found: string[] = []
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    found.push(...(await widerThanWindow(page, width)))
    if (javaScript && width === 1280) found.push(...(await accessibilityViolations(page, { contrast: showsNewParts(sight) })))
  }
  if ((await page.locator('h1').count()) !== 1) found.push(`${url} does not have one main heading`)
  if (sight.way !== 'opened') await page.unroute(url)
  return [...found, ...faults.splice(0)].map((each) => `${sight.visitor.key} (${sight.way}, ${sight.route.url}): ${each}`)
}
