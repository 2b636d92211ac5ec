import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { launchBrowser, openVisitor } from '../../../../test/support/browser.ts'
import { askPage } from '../../../../test/support/render-page.ts'
import { openTestHouse } from '../../../../test/support/test-house.ts'
import { actorOf } from '../../../platform/access/session.ts'
import { read } from '../../../platform/action/transaction.ts'
import { csvRows } from '../../../platform/files/csv-rows.ts'
import { buildApp } from '../../../platform/web/app.ts'
import { anAccount, signedIn, TEST_CONFIG } from '../../../platform/web/testing/test-app.ts'
import { adoptRuleSet } from '../../actions/adopt-rule-set.ts'
import { runPayment } from '../../actions/run-payment.ts'
import { demonstrationRuleSets } from '../../rules/demonstration-rule-sets.ts'
import { listStatements } from '../../store/statement.read.ts'
import { approveRun } from '../../testing/approve-run.ts'
import { actorWith, aPaymentCouncil, aPlacement, aProvider, plan } from '../../testing/payment-council.ts'
import { wiring } from '../../wiring.ts'
import { statementPage } from './route.ts'

const VISITS = 130
const house = await openTestHouse({ now: '2026-03-02T09:00:00Z' })
const council = await aPaymentCouncil(house)
const placement = await aPlacement(house, council, await aProvider(house, 'Acorn Care'))
await adoptRuleSet(house, actorWith('commissioner'), { frameworkId: council.frameworkId, fromOn: Temporal.PlainDate.from('2026-01-05'), document: demonstrationRuleSets[0] })
for (let at = 0; at < VISITS; at += 1) await plan(house, placement, Temporal.PlainDate.from('2026-01-05').add({ days: Math.floor(at / 5) }).toString(), { hour: 8 + (at % 5) })
const { payRunId } = await runPayment(house, actorWith('finance-officer'), { frameworkId: council.frameworkId, periodFromOn: Temporal.PlainDate.from('2026-01-05') })
await approveRun(house, payRunId)
const account = await anAccount(house, 'provider-finance', placement.providerId)
const [statement] = await read(house, actorOf(account, 'test'), (work) => listStatements(work.tx))
assert.ok(statement)
const url = `/statements/${statement.id}`

async function csvOf(query: string): Promise<string[][]> {
  const reply = await askPage(statementPage, { house, actor: actorOf(account, 'test'), params: { statementId: statement?.id ?? '' }, url: `${url}?format=csv${query}`, query: Object.fromEntries(new URLSearchParams(query)) })
  assert.equal(reply.kind, 'download')
  assert.equal(reply.contentType, 'text/csv; charset=utf-8')
  return [...csvRows(String(reply.body).replace('\ufeff', ''))].map((record) => [...record.cells])
}

describe('a statement as CSV', () => {
  test('holds every line, not a page of them, in figures that sum to the statement', async () => {
    const [heading, ...lines] = await csvOf('')
    assert.deepEqual(heading, ['Visit', 'Line', 'Person', 'Planned', 'Actual', 'Counted', 'Paid minutes', 'Rate', 'Amount', 'Council', 'NHS', 'Outcome', 'Held'])
    assert.equal(lines.length, VISITS)
    assert.deepEqual(lines[0]?.slice(2), [placement.personReference, '30', '', '30', '30', '24.00', '12.00', '12.00', '0.00', 'No record', ''])
    assert.equal(lines[0][0], '2026-01-05')
    assert.equal(lines.reduce((sum, line) => sum + Math.round(Number(line[8]) * 100), 0), statement.totalPence)
    for (const line of lines) assert.equal(Math.round((Number(line[9]) + Number(line[10])) * 100), Math.round(Number(line[8]) * 100))
    assert.equal(lines.reduce((sum, line) => sum + Number(line[6]), 0), statement.payableMinutes)
  })

  test('holds the lines that the filters leave, and names nobody', async () => {
    const lines = await csvOf('&from=2026-01-05&to=2026-01-06')
    assert.equal(lines.length, 1 + 10)
    assert.doesNotMatch(JSON.stringify(await csvOf('')), /Ada|Byron|High Street/)
  })
})

describe('a statement on paper', async () => {
  const app = await buildApp({ house, config: TEST_CONFIG, wirings: [wiring], logTo: { write: () => undefined } })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const browser = await launchBrowser()
  after(async () => {
    await browser.close()
    await app.close()
  })
  const cookies = await signedIn(house, account)
  const visitor = await openVisitor(browser)
  await visitor.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: address })))

  const printed = async (): Promise<Page> => {
    const page = await visitor.newPage()
    await page.goto(`${address}${url}`)
    await page.emulateMedia({ media: 'print' })
    return page
  }

  test('shows whose it is, its totals and its lines, and nothing to press', async () => {
    const page = await printed()
    assert.ok(await page.getByRole('heading', { level: 1, name: `Statement ${statement.number}` }).isVisible())
    assert.ok(await page.getByText('Acorn Care, 5 January to 1 February 2026').first().isVisible())
    assert.ok(await page.getByText('£1,560.00').first().isVisible())
    assert.ok(await page.locator('#table tbody tr').first().isVisible())
    for (const pressed of ['.moj-filter', 'main .govuk-button', '.tw-navigation', '.govuk-breadcrumbs']) {
      for (const each of await page.locator(pressed).all()) assert.ok(!(await each.isVisible()), pressed)
    }
    await page.close()
  })

  test('fits the width of A4, with no column cut off', async () => {
    const page = await printed()
    await page.setViewportSize({ width: 718, height: 1000 })
    const cut = await page.evaluate<string[]>(`[...document.querySelectorAll('#table th, #table td')].filter((cell) => cell.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map((cell) => cell.textContent.trim())`)
    assert.deepEqual(cut, [])
    const pdf = await page.pdf({ format: 'A4' })
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
    await page.close()
  })
})
