import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { issueApiToken } from '../../platform/access/actions/issue-api-token.ts'
import type { Role } from '../../platform/access/roles.ts'
import { actorOf } from '../../platform/access/session.ts'
import { buildApp } from '../../platform/web/app.ts'
import { anAccount, TEST_CONFIG } from '../../platform/web/testing/test-app.ts'
import { demonstrationRuleSets } from '../rules/demonstration-rule-sets.ts'
import { ADOPT_RULE_SETS, RUN_PAYMENT, SEE_PAY_RUNS, SEE_RULE_SETS, SEE_STATEMENTS } from '../terms.ts'
import { approveRun } from '../testing/approve-run.ts'
import { aPaymentCouncil, aPlacement, aProvider, plan, sendRecord } from '../testing/payment-council.ts'
import { wiring } from '../wiring.ts'

const house = await openTestHouse({ now: '2026-03-30T09:00:00Z' })
const app = await buildApp({ house, config: TEST_CONFIG, wirings: [wiring], logTo: { write: () => undefined } })
const PERMISSIONS = [SEE_RULE_SETS, ADOPT_RULE_SETS, SEE_PAY_RUNS, RUN_PAYMENT, SEE_STATEMENTS]
const council = await aPaymentCouncil(house)
const ours = await aPlacement(house, council, await aProvider(house, 'Acorn Care'))
const theirs = await aPlacement(house, council, await aProvider(house, 'Beech Care'))
const [, , nearestFive] = demonstrationRuleSets

async function tokenOf(role: Role, organisationId: string | null = null): Promise<string> {
  const account = await anAccount(house, organisationId === null ? 'administrator' : role, organisationId)
  const scopes = PERMISSIONS.filter((permission) => permission.roles.includes(role)).map((permission) => permission.name)
  return (await issueApiToken(house, actorOf(account, 'test'), { name: role, role, scopes, days: 30 }, PERMISSIONS)).secret
}
const finance = await tokenOf('finance-officer')
const commissioner = await tokenOf('commissioner')
const provider = await tokenOf('provider-coordinator', ours.providerId)

async function ask(secret: string, method: 'GET' | 'POST', url: string, payload?: object): Promise<{ status: number; json: Answer }> {
  const answer = await app.inject({ method, url: `/api/v1${url}`, headers: { authorization: `Bearer ${secret}` }, ...(payload === undefined ? {} : { payload }) })
  return { status: answer.statusCode, json: answer.json<Answer>() }
}
interface Statement { id: string; providerId: string; number: string; totalPence: number; adjustmentsPence: number; adjustmentCount: number }
/** Whatever any of the routes answers; each test looks at the parts that its route has. */
interface Answer extends Line {
  version: number
  adjustsPaidFromOn: string | null
  ruleSets: { version: number; sentences: string[] }[]
  payRunId: string
  already: boolean
  totalPence: number
  payRuns: { id: string; statements: number; lines: number; totalPence: number }[]
  statements: Statement[]
  total: number
  lines: Line[]
  detail: string
  errors: { field: string }[]
}
interface Line { id: number; kind: string; adjustsLineId: number | null; visitOn: string; pence: number; personReference: string; explanation: { label: string; words: string }[] }
const statementsOf = async (secret: string, query = '') => (await ask(secret, 'GET', `/statements${query}`)).json.statements
const linesOf = async (secret: string, statementId: string, query = '') => ask(secret, 'GET', `/statements/${statementId}/lines${query}`)

const planned = await plan(house, ours, '2026-01-12')
await plan(house, ours, '2026-01-13')
await plan(house, theirs, '2026-01-12')
await sendRecord(house, ours, { reference: 'A', on: '2026-01-12', plannedVisitId: planned, minutes: 27 })

describe('payment by the API', () => {
  test('rules are adopted from a date, listed as settings and as sentences, and a fault names its field', async () => {
    const adopted = await ask(commissioner, 'POST', '/rule-sets', { frameworkId: council.frameworkId, fromOn: '2026-01-05', document: nearestFive })
    assert.deepEqual([adopted.status, adopted.json.version, adopted.json.adjustsPaidFromOn], [201, 1, null])
    const listed = await ask(finance, 'GET', `/rule-sets?frameworkId=${council.frameworkId}`)
    assert.equal(listed.json.ruleSets[0]?.version, 1)
    assert.ok(listed.json.ruleSets[0].sentences.includes('A missed visit pays nothing.'))
    const wrong = await ask(commissioner, 'POST', '/rule-sets', { frameworkId: council.frameworkId, fromOn: '2026-01-05', document: { ...nearestFive, basis: 'plan' } })
    assert.deepEqual([wrong.status, wrong.json.errors[0]?.field], [400, 'document.basis'])
    assert.equal((await ask(finance, 'POST', '/rule-sets', { frameworkId: council.frameworkId, fromOn: '2026-06-01', document: nearestFive })).status, 403)
  })

  test('a period is run once, again answers already, and one out of order says which comes first', async () => {
    const run = (secret: string, periodFromOn: string) => ask(secret, 'POST', '/pay-runs', { frameworkId: council.frameworkId, periodFromOn })
    const first = await run(finance, '2026-01-05')
    assert.deepEqual([first.status, first.json.already, first.json.totalPence], [201, false, 1000])
    assert.deepEqual((await run(finance, '2026-01-05')).json, { ...first.json, already: true })
    const early = await run(finance, '2026-03-02')
    assert.deepEqual([early.status, /Run 2 February 2026 to 1 March 2026 first/.test(early.json.detail)], [400, true])
    assert.equal((await run(commissioner, '2026-02-02')).status, 403)
    const { payRuns } = (await ask(finance, 'GET', '/pay-runs')).json
    assert.deepEqual(payRuns.map((each) => [each.id, each.statements, each.lines, each.totalPence]), [[first.json.payRunId, 2, 3, 1000]])
    assert.equal((await ask(provider, 'GET', '/pay-runs')).status, 403)
    assert.deepEqual(await statementsOf(provider), [])
    await approveRun(house, first.json.payRunId)
  })

  test('a provider lists its own statements, also when it asks for another’s, and the council lists all', async () => {
    assert.equal((await statementsOf(finance)).length, 2)
    assert.deepEqual((await statementsOf(provider)).map((each) => each.providerId), [ours.providerId])
    assert.deepEqual((await statementsOf(provider, `?providerId=${theirs.providerId}`)).map((each) => each.providerId), [ours.providerId])
  })

  test('lines come in pages, filtered by person, dates and difference, each explained; another’s are not found', async () => {
    const [own] = await statementsOf(provider)
    const other = (await statementsOf(finance)).find((each) => each.providerId === theirs.providerId)
    assert.ok(own !== undefined && other !== undefined)
    const all = (await linesOf(provider, own.id)).json
    assert.deepEqual([all.total, all.lines.map((line) => line.visitOn)], [2, ['2026-01-12', '2026-01-13']])
    assert.ok(all.lines[0]?.explanation.some((step) => step.words === 'Rounded to the nearest 5 minutes: 25.'))
    assert.deepEqual((await linesOf(provider, own.id, '?limit=1&offset=1')).json.lines.map((line) => line.visitOn), ['2026-01-13'])
    assert.equal((await linesOf(provider, own.id, '?from=2026-01-13')).json.total, 1)
    assert.equal((await linesOf(provider, own.id, `?person=${theirs.personReference}`)).json.total, 0)
    assert.equal((await linesOf(provider, own.id, '?limit=0')).status, 400)
    assert.equal((await linesOf(provider, other.id)).status, 404)
    const one = await ask(provider, 'GET', `/statements/${own.id}/lines/${String(all.lines[0]?.id)}`)
    assert.deepEqual([one.status, one.json.pence, one.json.personReference], [200, 1000, ours.personReference])
    assert.equal((await ask(provider, 'GET', `/statements/${other.id}/lines/${String(all.lines[0]?.id)}`)).status, 404)
  })

  test('rules that reach back say so, and the next run’s adjustment points at the line it adjusts', async () => {
    const adopted = await ask(commissioner, 'POST', '/rule-sets', { frameworkId: council.frameworkId, fromOn: '2026-01-12', document: demonstrationRuleSets[0] })
    assert.equal(adopted.json.adjustsPaidFromOn, '2026-01-12')
    const [before] = await statementsOf(provider)
    const paid = (await linesOf(provider, before?.id ?? '')).json.lines
    const february = await ask(finance, 'POST', '/pay-runs', { frameworkId: council.frameworkId, periodFromOn: '2026-02-02' })
    assert.equal(february.status, 201)
    await approveRun(house, february.json.payRunId)
    const latest = (await statementsOf(provider)).find((each) => each.id !== before?.id)
    assert.deepEqual([latest?.adjustmentCount, latest?.adjustmentsPence], [2, 1400])
    const lines = (await linesOf(provider, latest?.id ?? '', '?only=adjustments')).json.lines
    assert.deepEqual(lines.map((line) => [line.kind, line.adjustsLineId, line.pence]), [['adjustment', paid[0]?.id, 200], ['adjustment', paid[1]?.id, 1200]])
  })
})
