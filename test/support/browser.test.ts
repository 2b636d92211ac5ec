import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { accessibilityViolations, launchBrowser, openVisitor } from './browser.ts'

test('the accessibility check finds a picture without words, under a policy that forbids foreign scripts, and passes a sound page', async (t) => {
  const pages: Readonly<Record<string, string>> = {
    '/sound': '<main><h1>Offers</h1><p>None</p></main>',
    '/broken': '<main><h1>Offers</h1><img src="/x.png"></main>',
  }
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', "default-src 'self'; script-src 'self'")
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="en"><head><title>Offers</title></head><body>${pages[request.url ?? ''] ?? ''}</body></html>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await launchBrowser()
  t.after(async () => {
    await browser.close()
    server.close()
  })
  const visitor = await openVisitor(browser)
  const page = await visitor.newPage()
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  await page.goto(`${address}/sound`)
  assert.deepEqual(await accessibilityViolations(page), [])
  await page.goto(`${address}/broken`)
  assert.match((await accessibilityViolations(page)).join('\n'), /image-alt/)
})
