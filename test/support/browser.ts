import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import type { AxeResults, Result } from 'axe-core'

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

const QUIET = [
  '--no-sandbox', // the sandbox does not start for root; these pages are our own
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--force-color-profile=srgb',
]

/** Launches the machine's Chromium or Chrome, else the one that the npm package brings. Close it when done. */
export async function launchBrowser(): Promise<Browser> {
  const installed = INSTALLED.find((path) => existsSync(path))
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: QUIET })
  const { default: packaged } = await import('@sparticuz/chromium')
  // The package is made for places where nothing may start processes; all in one, the browser goes down with a page or a visitor that is closed.
  const args = packaged.args.filter((arg) => !['--single-process', '--no-zygote'].includes(arg))
  return chromium.launch({ executablePath: await packaged.executablePath(), args: [...args, ...QUIET] })
}

/** What a journey can choose about its browser. */
export interface VisitorOptions {
  /** Width of a desktop (1280) unless told otherwise; a phone is 375. */
  readonly width?: number
  readonly javaScript?: boolean
}

/** Opens a visitor: a browser context with its own cookies, in London, that reports what breaks in its pages. */
export async function openVisitor(browser: Browser, options: VisitorOptions = {}): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: options.width ?? 1280, height: 900 },
    javaScriptEnabled: options.javaScript ?? true,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
  })
}

/**
 * Checks the page with axe at WCAG 2.2 AA and answers each violation in words: empty when there is none.
 * Axe is evaluated through the browser's debugger, which the page's content security policy does not bind: the policy
 * stays in force for the page itself. With JavaScript off it cannot run; check the page in a visitor that has it on.
 * Contrast is half of its work: a tour leaves it out of pages whose kinds of elements it has seen.
 */
export async function accessibilityViolations(page: Page, { contrast = true } = {}): Promise<string[]> {
  await page.evaluate(await axeSource())
  const rules = `rules: { 'color-contrast': { enabled: ${String(contrast)} } }`
  const results = await page.evaluate<AxeResults>(`axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }, ${rules}, resultTypes: ['violations'], preload: false })`)
  return results.violations.map((violation) => wordsFor(violation, page.url()))
}

let source: Promise<string> | undefined

async function axeSource(): Promise<string> {
  source ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  return source
}

function wordsFor(violation: Result, url: string): string {
  return `${url}: ${violation.id} (${violation.help}) at ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`
}
