import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { accessibilityViolations, openVisitor } from '../support/browser.ts'
import type { Login, ServedCouncil } from './served-council.ts'

const DESKTOP = 1280
const PHONE = 390
const HEIGHT = 900
/** Set to a folder to keep a picture of every page a journey looks at, at both widths. */
const PICTURES = process.env['TENDWELL_JOURNEY_PICTURES']

/** Somebody at a browser, signed in. */
export interface Visitor {
  readonly page: Page
  /**
   * Asserts that the page before them is sound: nothing went wrong in its console, it fits a desktop and a phone without
   * scrolling sideways, and (where scripts run) axe finds no violation of WCAG 2.2 AA.
   */
  look(name: string): Promise<void>
  /** Sends a form with something wrong in it on purpose: takes its 400, which the browser reports as a fault, and no other. */
  sendRefused(deed: () => Promise<unknown>): Promise<void>
  leave(): Promise<void>
}

/** The two ways in which each journey is made. */
export const WAYS = [
  { javaScript: true, words: 'with scripts' },
  { javaScript: false, words: 'without scripts' },
] as const

/** Opens a browser of its own for somebody, and signs in through the identity provider's own page. */
export async function signIn(served: ServedCouncil, login: Login, options: { readonly javaScript: boolean }): Promise<Visitor> {
  const context = await openVisitor(served.browser, options)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${page.url()}: ${message.text()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${String(response.status())} ${response.request().method()} ${response.url()}`)
  })
  await page.goto(`${served.url}/sign-in`)
  await page.locator(`button[name=subject][value="${login}"]`).click()
  await page.waitForURL((url) => url.origin === served.url && !url.pathname.startsWith('/sign-in'))
  return {
    page,
    look: async (name) => {
      // A link followed a moment ago may have its new page begun and not yet parsed: on a busy machine there is no <main> then.
      await page.waitForLoadState()
      assert.deepEqual(faults, [], 'nothing goes wrong on the way to the page or in it')
      if (!(await isNew(page, options.javaScript))) return
      const violations: string[] = []
      for (const width of [PHONE, DESKTOP]) {
        await page.setViewportSize({ width, height: HEIGHT })
        if (PICTURES !== undefined) await keepPicture(page, options.javaScript ? name : `${name} plain`, width)
        violations.push(...(await widerThanWindow(page, width)))
      }
      if (options.javaScript) violations.push(...(await accessibilityViolations(page)))
      assert.deepEqual(violations, [], `${page.url()} as ${login}`)
    },
    sendRefused: async (deed) => {
      assert.deepEqual(faults, [], 'nothing goes wrong on the way to the form')
      const answer = page.waitForResponse((response) => response.request().method() === 'POST')
      await deed()
      assert.equal((await answer).status(), 400)
      await page.waitForLoadState()
      assert.deepEqual(faults.splice(0).filter((fault) => !/\b400\b/.test(fault)), [])
    },
    leave: () => context.close(),
  }
}

/** Pages looked at: two roles often see the same one, and looking twice doubles the time of the journeys. */
const seen = new Set<string>()

/** Whether nothing just like it was looked at before. The frame around pages differs by role: it is looked at on each home page. */
async function isNew(page: Page, javaScript: boolean): Promise<boolean> {
  const part = page.locator(new URL(page.url()).pathname === '/' ? 'body' : 'main')
  const markup = [String(javaScript), await page.title(), (await part.innerHTML()).replaceAll(/name="_csrf" value="[^"]*"/g, '')].join(' ')
  if (seen.has(markup)) return false
  seen.add(markup)
  return true
}

/** What sticks out to the right of the window. */
export async function widerThanWindow(page: Page, width: number): Promise<string[]> {
  const wide = await page.evaluate<string[]>(`(() => {
    const room = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= room) return []
    return [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > room + 1).slice(0, 5).map((each) => each.tagName + '.' + each.className)
  })()`)
  return wide.map((element) => `${page.url()}: ${element} is wider than ${String(width)} pixels`)
}

async function keepPicture(page: Page, name: string, width: number): Promise<void> {
  if (PICTURES === undefined) return
  await mkdir(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name.replaceAll(/[^\w-]+/g, '-')}-${String(width)}.png`), fullPage: true })
}
