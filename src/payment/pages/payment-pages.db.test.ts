import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { askPage, openPage } from '../../../test/support/render-page.ts'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import { adoptRuleSet } from '../actions/adopt-rule-set.ts'
import { runPayment } from '../actions/run-payment.ts'
import { runAskedPayment } from '../jobs/run-asked-payment.ts'
import { demonstrationRuleSets } from '../rules/demonstration-rule-sets.ts'
import { listStatements } from '../store/statement.read.ts'
import { approveRun } from '../testing/approve-run.ts'
import { actorWith, aPaymentCouncil, aPlacement, aProvider, plan, sendRecord } from '../testing/payment-council.ts'
import { adoptRules, adoptRulesPage } from './adopt-rules/route.ts'
import { linePage } from './line/route.ts'
import { payRunPage } from './pay-run/route.ts'
import { askForPayRun, payRunsPage } from './pay-runs/route.ts'
import { ruleSetPage } from './rule-set/route.ts'
import { ruleSetsPage } from './rule-sets/route.ts'
import { statementPage } from './statement/route.ts'
import { statementsPage } from './statements/route.ts'

const house = await openTestHouse({ now: '2026-03-02T09:00:00Z', handlers: [runAskedPayment] })
const [finance, commissioner] = [actorWith('finance-officer'), actorWith('commissioner')]
const day = (text: string) => Temporal.PlainDate.from(text)
const council = await aPaymentCouncil(house)
const ours = await aPlacement(house, council, await aProvider(house, 'Acorn Care'))
const theirs = await aPlacement(house, council, await aProvider(house, 'Beech Care'))
const { ruleSetId } = await adoptRuleSet(house, commissioner, { frameworkId: council.frameworkId, fromOn: day('2026-01-05'), document: demonstrationRuleSets[2] })
const visit = await plan(house, ours, '2026-01-12')
await plan(house, ours, '2026-01-13')
await plan(house, theirs, '2026-01-12')
await sendRecord(house, ours, { reference: 'A', on: '2026-01-12', plannedVisitId: visit, minutes: 27 })
const january = await runPayment(house, finance, { frameworkId: council.frameworkId, periodFromOn: day('2026-01-05') })
await approveRun(house, january.payRunId)
const statements = await read(house, finance, (work) => listStatements(work.tx))
const own = statements.find((each) => each.providerId === ours.providerId)
const other = statements.find((each) => each.providerId === theirs.providerId)
assert.ok(own !== undefined && other !== undefined)

describe('the pages of payment', () => {
  test('a run shows each provider’s statement by name, and what was paid by zone and tier', async () => {
    const { $ } = await openPage(payRunPage, { house, actor: finance, params: { payRunId: january.payRunId }, url: `/pay-runs/${january.payRunId}` })
    assert.match($('h1').text(), /Payment for 5 January to 1 February 2026/)
    assert.deepEqual($('#statements tbody tr').map((_, row) => $(row).find('td').first().text().trim()).get(), ['Acorn Care', 'Beech Care'])
    assert.match($('#zones tbody').text(), /North.*£10\.00/s)
  })

  test('a provider’s list of statements holds its own and offers no other provider', async () => {
    const { $, html } = await openPage(statementsPage, { house, actor: actorWith('provider-finance', ours.providerId), url: '/statements' })
    assert.equal($('tbody tr').length, 1)
    assert.equal($('#provider').length, 0)
    assert.doesNotMatch(html, /Beech/)
  })

  test('another provider’s statement is not found, nor is a line of it', async () => {
    const actor = actorWith('provider-finance', ours.providerId)
    await assert.rejects(askPage(statementPage, { house, actor, params: { statementId: other.id }, url: `/statements/${other.id}` }), NotFound)
    await assert.rejects(askPage(linePage, { house, actor, params: { statementId: other.id, payLineId: '1' }, url: `/statements/${other.id}/lines/1` }), NotFound)
  })

  test('a statement shows each line planned, actual, counted and paid, and filters by person and difference', async () => {
    const at = { house, actor: actorWith('provider-finance', ours.providerId), params: { statementId: own.id } }
    const { $, html } = await openPage(statementPage, { ...at, url: `/statements/${own.id}` })
    assert.doesNotMatch(html, /Ada|Byron|High Street/)
    assert.deepEqual($('#table tbody tr').first().find('td').map((_, cell) => $(cell).text().trim()).get().slice(2, 8), ['30', '27', '27', '25', '£24.00', '£10.00'])
    const nobody = await openPage(statementPage, { ...at, url: `/statements/${own.id}?person=P1`, query: { person: 'P1' } })
    assert.match(nobody.$('#table').text(), /No line fits/)
    const mine = await openPage(statementPage, { ...at, url: `/statements/${own.id}?person=${ours.personReference}`, query: { person: ours.personReference } })
    assert.equal(mine.$('#table tbody tr').length, 2)
  })

  test('a line reads as the rule in words with its numbers, its rate and its rules', async () => {
    const found = await openPage(statementPage, { house, actor: finance, params: { statementId: own.id }, url: `/statements/${own.id}` })
    const payLineId = Number(found.$('#table tbody tr').first().find('a').first().text())
    const { $ } = await openPage(linePage, { house, actor: finance, params: { statementId: own.id, payLineId: String(payLineId) }, url: `/statements/${own.id}/lines/${payLineId}` })
    const words = $('main').text()
    for (const part of ['Planned 30 minutes, actual 27 minutes. The rule pays the actual time: 27 minutes.', 'Rounded to the nearest 5 minutes: 25.', '25 minutes at £24.00 an hour: £10.00.', 'The rate for any zone, any service line, any tier, from 1 December 2025', 'Version 1']) assert.ok(words.includes(part), part)
  })

  test('a period is asked for with a button, run by the job, and shown as paid', async () => {
    const page = () => openPage(payRunsPage, { house, actor: finance, url: '/pay-runs' })
    const before = await page()
    assert.match(before.$('main button').text(), /Run payment for 2 February to 1 March 2026/)
    await askPage(askForPayRun, { house, actor: finance, url: '/pay-runs', body: { framework: council.frameworkId, period: '2026-02-02' } })
    const during = await page()
    assert.match(during.$('[role=status]').text(), /is being run/)
    assert.equal(during.$('#tasks').attr('data-live-url'), `/pay-runs?framework=${council.frameworkId}`)
    await house.runJobs()
    const after = await page()
    assert.equal(after.$('main form').length, 0)
    assert.deepEqual(after.$('tbody .govuk-tag').map((_, tag) => after.$(tag).text().trim()).get(), ['Not ended', 'Draft', 'Approved'])
  })

  test('the rules read as sentences, marked as a demonstration, and a typed visit is worked out with its steps', async () => {
    const list = await openPage(ruleSetsPage, { house, actor: finance, url: '/rule-sets' })
    assert.match(list.$('main').text(), /A missed visit pays nothing\./)
    assert.match(list.$('.govuk-tag').text(), /Demonstration/)
    const query = { planned: '30', workers: '1', outcome: 'delivered', actual: '23', second: '', notice: '', rate: '24.00' }
    const one = await openPage(ruleSetPage, { house, actor: finance, params: { ruleSetId }, query, url: `/rule-sets/${ruleSetId}` })
    assert.match(one.$('#result').text(), /Pays 25 minutes, £10\.00/)
    const wrong = await openPage(ruleSetPage, { house, actor: finance, params: { ruleSetId }, query: { ...query, actual: 'soon' }, url: `/rule-sets/${ruleSetId}` })
    assert.equal(wrong.status, 400)
    assert.match(wrong.$('.govuk-error-summary').text(), /Recorded minutes/)
  })

  test('pasted rules with faults come back with each setting named, and what was pasted', async () => {
    const empty = await openPage(adoptRulesPage, { house, actor: commissioner, query: {}, url: '/rule-sets/new' })
    assert.equal(empty.$('#start option').length, 6)
    const body = { framework: council.frameworkId, 'from-day': '1', 'from-month': '6', 'from-year': '2026', start: 'json', document: JSON.stringify({ ...demonstrationRuleSets[0], basis: 'plan' }) }
    const { $, status } = await openPage(adoptRules, { house, actor: commissioner, url: '/rule-sets/new', body })
    assert.equal(status, 400)
    assert.match($('.govuk-error-summary').text(), /basis must be one of planned, actual, lesser/)
    assert.match(String($('#document').val()), /"basis":"plan"/)
  })
})
