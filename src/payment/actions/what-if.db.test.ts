import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { askPage, openPage } from '../../../test/support/render-page.ts'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { Forbidden, Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import { runWhatIf } from '../jobs/run-what-if.ts'
import { adoptRules, adoptRulesPage } from '../pages/adopt-rules/route.ts'
import { newWhatIf, newWhatIfPage } from '../pages/new-what-if/route.ts'
import { adoptDraftPage, changeCases, draftPage } from '../pages/rule-set-draft/route.ts'
import { settingsValues } from '../pages/rule-set-form/settings-form.ts'
import { ruleSetPage } from '../pages/rule-set/route.ts'
import { whatIfPage } from '../pages/what-if/route.ts'
import { whatIfsPage } from '../pages/what-ifs/route.ts'
import { demonstrationRuleSets } from '../rules/demonstration-rule-sets.ts'
import { findDraft } from '../store/rule-set-draft.read.ts'
import { listRuleSets } from '../store/rule-set.read.ts'
import { findWhatIf } from '../store/what-if.read.ts'
import { actorWith, aPaymentCouncil, aPlacement, aProvider, plan, sendRecord } from '../testing/payment-council.ts'
import { adoptDraft } from './adopt-draft.ts'
import { adoptRuleSet } from './adopt-rule-set.ts'
import { draftRuleSet } from './draft-rule-set.ts'
import { askWhatIf } from './ask-what-if.ts'
import { cancelWhatIf, deleteWhatIf } from './end-what-if.ts'
import { runPayment } from './run-payment.ts'
import { workWhatIf } from './work-what-if.ts'

const house = await openTestHouse({ now: '2026-03-02T09:00:00Z', handlers: [runWhatIf] })
const [finance, commissioner] = [actorWith('finance-officer'), actorWith('commissioner')]
const day = (text: string) => Temporal.PlainDate.from(text)
const council = await aPaymentCouncil(house)
const { frameworkId } = council
const ours = await aPlacement(house, council, await aProvider(house, 'Acorn Care'))
const theirs = await aPlacement(house, council, await aProvider(house, 'Beech Care'))
const [plannedHours, byTheMinute, fiveMinutes] = demonstrationRuleSets
assert.ok(plannedHours !== undefined && byTheMinute !== undefined && fiveMinutes !== undefined)
const adopted = await adoptRuleSet(house, commissioner, { frameworkId, fromOn: day('2026-01-05'), document: byTheMinute })

// Acorn stays 20 of 30 minutes on two days in each of two periods; Beech stays 36.
for (const [reference, placement, on, minutes] of [['A1', ours, '2026-01-12', 20], ['A2', ours, '2026-01-13', 20], ['B1', theirs, '2026-01-12', 36], ['A3', ours, '2026-02-09', 20]] as const) {
  const plannedVisitId = await plan(house, placement, on)
  await sendRecord(house, placement, { reference, on, plannedVisitId, minutes })
}
for (const period of ['2026-01-05', '2026-02-02']) await runPayment(house, finance, { frameworkId, periodFromOn: day(period) })

const resultOf = async (whatIfId: string) => {
  const found = await read(house, finance, (work) => findWhatIf(work.tx, whatIfId))
  assert.ok(found?.result != null)
  return found.result
}
const locationOf = async (route: typeof adoptRules, asked: { actor: typeof commissioner; params?: Record<string, string>; body: Record<string, string | string[]> }): Promise<string> => {
  const reply = await askPage(route, { house, url: route.url, ...asked })
  return reply.kind === 'redirect' ? reply.location : assert.fail(`answered with a ${reply.kind}`)
}
const scenario = { name: 'Planned', document: plannedHours, ratesTenths: 0 }
const asked = { frameworkId, name: 'Planned hours', fromOn: day('2026-01-05'), toOn: day('2026-03-01') }

describe('what if', () => {
  test('visits of paid periods under other rules add up to what they would pay, against what was paid for them', async () => {
    const capped = { ...byTheMinute, name: 'Weekly cap', weekCap: { kind: 'minutes' as const, minutes: 0 } }
    const whatIfId = await askWhatIf(house, finance, { ...asked, scenarios: [scenario, { name: 'Weekly cap', document: capped, ratesTenths: 0 }, { name: 'Dearer', document: byTheMinute, ratesTenths: 100 }] })
    await house.runJobs()
    const result = await resultOf(whatIfId)
    // Paid to the minute: 3 × 20 and 36 minutes at £24.00.
    assert.deepEqual([result.visits, result.paidMinutes, result.paidPence, result.withoutRate, result.paidElsewherePence], [4, 96, 3840, 0, 0])
    const [planned, week, dearer] = result.scenarios
    assert.ok(planned !== undefined && week !== undefined && dearer !== undefined)
    assert.deepEqual([planned.path, planned.pence, planned.penceMore, planned.visitsPaidMore, planned.visitsPaidLess], ['signature', 4800, 960, 3, 1])
    assert.deepEqual(planned.by.provider.map((group) => [group.name, group.penceMore]), [['Acorn Care', 1200], ['Beech Care', -240]])
    assert.deepEqual(planned.by.month.map((group) => [group.name, group.afterPence]), [['2026-01', 3600], ['2026-02', 1200]])
    // Two visits of a week may not pass its order together, nor may Beech's one.
    assert.deepEqual([week.path, week.penceMore], ['visit', -240])
    assert.equal(dearer.pence, 4224)
    const [first] = planned.mostDifferent
    assert.ok(first?.payLineId != null)
    assert.match(first.paid.steps.map((step) => step.words).join(' '), /The rule pays the actual time: 20 minutes/)
    assert.match(first.tried.steps.map((step) => step.words).join(' '), /The rule pays the planned time: 30 minutes/)
    await workWhatIf(house, whatIfId)
    assert.deepEqual(await resultOf(whatIfId), result)
  })

  test('the rules that paid give what was paid', async () => {
    const whatIfId = await askWhatIf(house, actorWith('analyst'), { ...asked, scenarios: [{ name: 'As adopted', document: byTheMinute, ratesTenths: 0 }] })
    await house.runJobs()
    const [same] = (await resultOf(whatIfId)).scenarios
    assert.deepEqual([same?.penceMore, same?.visitsPaidTheSame, same?.mostDifferent.length], [0, 4, 0])
  })

  test('only paid periods can be tried, and not by everybody', async () => {
    await assert.rejects(askWhatIf(house, finance, { ...asked, toOn: day('2026-03-29'), scenarios: [scenario] }), Refused)
    await assert.rejects(askWhatIf(house, finance, { ...asked, fromOn: day('2026-02-02'), toOn: day('2026-02-01'), scenarios: [scenario] }), Refused)
    await assert.rejects(askWhatIf(house, actorWith('broker'), { ...asked, scenarios: [scenario] }), Forbidden)
  })

  test('it is asked on a page, read as words, tables and pictures, and kept as CSV and JSON for others', async () => {
    const form = await openPage(newWhatIfPage, { house, actor: finance, query: {}, url: '/what-ifs/new' })
    assert.equal(form.$('input[name=rules]').length, 4)
    const body = { framework: frameworkId, name: 'Both', 'period-from': '2026-01-05', 'period-to': '2026-03-01', rules: [`version:${adopted.ruleSetId}`, 'demonstration:0'], document: '', rates: 'lots' }
    const wrong = await openPage(newWhatIf, { house, actor: finance, url: '/what-ifs/new', body })
    assert.deepEqual([wrong.status, wrong.$('#rates-error').length], [400, 1])
    const location = await locationOf(newWhatIf, { actor: finance, body: { ...body, rates: '' } })
    const whatIfId = location.split('/').at(-1) ?? ''
    const at = { house, actor: commissioner, params: { whatIfId }, query: {}, url: location }
    assert.match((await openPage(whatIfPage, at)).$('[role=status]').text(), /being priced/)
    await house.runJobs()
    const { $ } = await openPage(whatIfPage, at)
    assert.match($('main').text(), /£9\.60 more \(\+25%\): £48\.00 instead of £38\.40 for 4 visits/)
    assert.match((await openPage(whatIfPage, { ...at, query: { rules: '0' } })).$('main').text(), /the same in all: £38\.40/, 'the rules that change most are shown first, the others on request')
    assert.match($('main').text(), /8 of 8 prices \(100%\) by signature/)
    assert.ok($('.tw-chart svg').length >= 3)
    const csv = await askPage(whatIfPage, { ...at, url: `${location}?format=csv&table=provider` })
    assert.match(csv.kind === 'download' ? String(csv.body) : '', /Acorn Care,3,24\.00,36\.00,12\.00/)
    const json = await askPage(whatIfPage, { ...at, query: { format: 'json' } })
    assert.match(json.kind === 'download' ? String(json.body) : '', /"paidPence": 3840/)
    assert.match((await openPage(whatIfsPage, { house, actor: commissioner, url: '/what-ifs' })).$('table').text(), /Both/)
  })
})

describe('a draft of payment rules', () => {
  const values = { ...settingsValues(byTheMinute), framework: frameworkId, start: `version:${adopted.ruleSetId}`, 'from-day': '2', 'from-month': '3', 'from-year': '2026' }

  test('starts from the version in force with every setting, asks for more rows, and tells each fault at its field', async () => {
    const { $ } = await openPage(adoptRulesPage, { house, actor: commissioner, query: { framework: frameworkId }, url: '/rule-sets/new' })
    assert.equal($('#name').val(), byTheMinute.name)
    assert.equal($('input[name=basis]:checked').val(), 'actual')
    const rows = await openPage(adoptRules, { house, actor: commissioner, url: '/rule-sets/new', body: { ...values, add: 'fixedPrices', 'fixedPrices-2-minutes': '45' } })
    assert.deepEqual([rows.status, rows.$('[id^=fixedPrices-][id$=-minutes]').length], [200, 6])
    const wrong = await openPage(adoptRules, { house, actor: commissioner, url: '/rule-sets/new', body: { ...values, 'retainer': 'yes', 'retainer-days': '200', 'retainer-percent': '50' } })
    assert.equal(wrong.status, 400)
    assert.match(wrong.$('#retainer-days-error').text(), /must be at most 90/)
  })

  test('is adopted once its effect is known and its worked cases pass, and they stay with the version', async () => {
    const location = await locationOf(adoptRules, { actor: commissioner, body: { ...values, 'name': 'Our rules', 'rounding-unitMinutes': '15', 'rounding-mode': 'nearest' } })
    const draftId = location.split('/').at(-1) ?? ''
    await assert.rejects(adoptDraft(house, commissioner, draftId), { code: 'effect-not-known' })
    await house.runJobs()
    const at = { house, actor: commissioner, params: { draftId }, query: {}, url: location }
    const page = await openPage(draftPage, at)
    // One visit of 20 minutes was paid in the last period; a quarter of an hour is paid of it.
    assert.match(page.$('main').text(), /£2\.00 less \(−25%\): £6\.00 instead of £8\.00 for 1 visit\./)
    const one = { planned: '30', workers: '1', outcome: 'delivered', actual: '23', second: '', notice: '', rate: '24.00', mustMinutes: '30', mustPounds: '12.00' }
    assert.equal((await openPage(changeCases, { ...at, body: { ...one, name: '' } })).status, 400)
    await locationOf(changeCases, { actor: commissioner, params: { draftId }, body: { ...one, name: 'Rounds up' } })
    await locationOf(changeCases, { actor: commissioner, params: { draftId }, body: { ...one, name: 'Is wrong', actual: '22' } })
    await assert.rejects(adoptDraft(house, commissioner, draftId), /‘Is wrong’ says 30 minutes and £12\.00; the rules pay 15 minutes and £6\.00/)
    await locationOf(changeCases, { actor: commissioner, params: { draftId }, body: { remove: 'Is wrong' } })
    const version = await locationOf(adoptDraftPage, { actor: commissioner, params: { draftId }, body: {} })
    const ruleSetId = version.split('/').at(-1) ?? ''
    const [newest] = await read(house, commissioner, (work) => listRuleSets(work.tx, frameworkId))
    assert.deepEqual([newest?.id, newest?.version, newest?.cases.map((each) => each.name)], [ruleSetId, 2, ['Rounds up']])
    assert.match((await openPage(ruleSetPage, { house, actor: finance, params: { ruleSetId }, query: {}, url: version })).$('.tw-case').text(), /Rounds up\s+Passes/)
    await assert.rejects(adoptDraft(house, commissioner, draftId), { code: 'adopted' })
  })

  test('one that waits or runs is cancelled by whoever asked for it or an administrator and then has no answer; deleted, it is gone and its job ends; a draft’s effect stays', async () => {
    const refused = (code: string) => (fault: unknown) => fault instanceof Refused && fault.code === code
    const [first, second] = [await askWhatIf(house, finance, { ...asked, scenarios: [scenario] }), await askWhatIf(house, finance, { ...asked, scenarios: [scenario] })]
    await assert.rejects(cancelWhatIf(house, commissioner, first), refused('not-theirs'))
    await assert.rejects(deleteWhatIf(house, actorWith('broker'), first), Forbidden)
    await cancelWhatIf(house, actorWith('administrator'), first)
    await assert.rejects(cancelWhatIf(house, finance, first), refused('ended'))
    await deleteWhatIf(house, finance, second)
    await house.runJobs()
    const found = await read(house, finance, (work) => findWhatIf(work.tx, first))
    assert.deepEqual([found?.isCancelled, found?.result, found?.refusedWords], [true, null, 'Test administrator cancelled it before it was worked out.'])
    assert.equal(await read(house, finance, (work) => findWhatIf(work.tx, second)), undefined)
    const { $ } = await openPage(whatIfPage, { house, url: `/what-ifs/${first}`, actor: finance, params: { whatIfId: first } })
    assert.match($('#answer').text(), /cancelled it[^]*Delete this what-if/)
    await deleteWhatIf(house, finance, first)
    const { rows } = await sql<{ kind: string }>`select kind from audit.event where subject_id in (${first}, ${second}) and kind <> 'what-if-asked' order by kind`.execute(house.db)
    assert.deepEqual(rows.map((row) => row.kind), ['what-if-cancelled', 'what-if-deleted', 'what-if-deleted'])
    const draft = await draftRuleSet(house, commissioner, { frameworkId, fromOn: day('2026-03-02'), document: plannedHours, cases: [] })
    const effect = (await read(house, commissioner, (work) => findDraft(work.tx, draft)))?.whatIfId ?? ''
    await assert.rejects(deleteWhatIf(house, commissioner, effect), refused('of-draft'))
  })
})
