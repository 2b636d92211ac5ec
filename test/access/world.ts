import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { askQuery } from '../../src/brokerage/actions/ask-query.ts'
import { uploadDocument } from '../../src/brokerage/actions/upload-document.ts'
import { addEndpoint, testEndpoint } from '../../src/platform/webhooks/actions/manage-endpoint.ts'
import { assignWaiting } from '../../src/brokerage/actions/assign-waiting.ts'
import { askForPrice } from '../../src/brokerage/actions/change-price.ts'
import { changeWeek } from '../../src/brokerage/actions/change-week.ts'
import { recordLeave } from '../../src/brokerage/actions/leave.ts'
import { proposeBatch } from '../../src/brokerage/actions/propose-batch.ts'
import { recordSubcontract } from '../../src/brokerage/actions/record-subcontract.ts'
import { suspendProvider } from '../../src/market/actions/suspend-provider.ts'
import { draftRuleSet } from '../../src/payment/actions/draft-rule-set.ts'
import { setContributionTerms } from '../../src/payment/actions/contribution-terms.ts'
import { reckonContributions } from '../../src/payment/actions/reckon-contributions.ts'
import { exportPayments, sha256Of } from '../../src/payment/actions/export-payments.ts'
import { setFeeTerms } from '../../src/payment/actions/fee-terms.ts'
import { measureFees } from '../../src/payment/actions/measure-fees.ts'
import { sendWageReturn } from '../../src/payment/actions/send-wage-return.ts'
import { holdPayment } from '../../src/payment/actions/hold-payment.ts'
import { demonstrationRuleSets } from '../../src/payment/rules/demonstration-rule-sets.ts'
import { makeSelfBilled } from '../../src/payment/actions/make-self-billed.ts'
import { setInvoiceParty } from '../../src/payment/actions/set-invoicing.ts'
import type { InvoiceParty } from '../../src/payment/terms/invoice.ts'
import { workWhatIf } from '../../src/payment/actions/work-what-if.ts'
import { recordPaid } from '../../src/payment/actions/record-paid.ts'
import { askImport } from '../../src/visits/actions/ask-import.ts'
import { workAskedImport } from '../../src/visits/actions/work-asked-import.ts'
import { makeCheckInLink } from '../../src/visits/actions/check-in-links.ts'
import { makeHomeTag } from '../../src/visits/actions/home-tags.ts'
import { londonDate } from '../../src/kernel/london.ts'
import { addAccount } from '../../src/platform/access/actions/add-account.ts'
import { issueApiToken } from '../../src/platform/access/actions/issue-api-token.ts'
import { systemActor, type Actor } from '../../src/platform/access/actor.ts'
import { SESSION_COOKIE } from '../../src/platform/access/identity.ts'
import { apiTokenPages } from '../../src/platform/access/pages/api-tokens/route.ts'
import { permissionsOf } from '../../src/platform/web/navigation.ts'
import { COUNCIL_ROLES, PROVIDER_ROLES, type Role } from '../../src/platform/access/roles.ts'
import { accountOf, actorOf, startSession } from '../../src/platform/access/session.ts'
import { holdFile } from '../../src/platform/files/held-file.ts'
import type { SliceWiring } from '../../src/platform/slice-wiring.ts'
import { accessibilityPage } from '../../src/platform/web/accessibility/route.ts'
import { buildApp } from '../../src/platform/web/app.ts'
import type { ApiRoute, PageRoute } from '../../src/platform/web/route.ts'
import { TEST_CONFIG } from '../../src/platform/web/testing/test-app.ts'
import { wiringsFor } from '../../src/commands/wirings.ts'
import { makeSmallCouncil, type SmallCouncil } from '../support/small-council.ts'
import { openTestHouse, type TestHouse } from '../support/test-house.ts'
import type { Visitor } from './visitor.ts'
import { ownedIds, SPARE_ACCOUNT, SPARE_TOKEN, SPARE_WORKER, type OwnedIds } from './owned-ids.ts'

/** Everything the access tests look at: the whole program on a small council, with somebody in each role. */
export interface AccessWorld {
  readonly house: TestHouse
  readonly council: SmallCouncil
  readonly app: FastifyInstance
  readonly wirings: readonly SliceWiring[]
  readonly pages: readonly PageRoute[]
  readonly api: readonly ApiRoute[]
  readonly visitors: readonly Visitor[]
  readonly ids: OwnedIds
  /** The token and cookie that a form sends back, good for every browser. */
  readonly form: { readonly token: string; readonly cookies: Readonly<Record<string, string>> }
  /** What was logged. */
  readonly logged: string[]
}

const system = systemActor('Access test')
const CONFIG = { ...TEST_CONFIG, logLevel: 'info' }

/** A variation that waits for its decision. */
async function waitForVariation(house: TestHouse, providerId: string): Promise<void> {
  const placement = await house.db.selectFrom('brokerage.placement').select(['id', 'person_id']).where('provider_id', '=', providerId).orderBy('placed_at').executeTakeFirstOrThrow()
  const at = house.clock.now()
  const id = randomUUID()
  await house.db.insertInto('visits.variation').values({ id, provider_id: providerId, placement_id: placement.id, person_id: placement.person_id, kind: 'over-tolerance', from_on: londonDate(at).toString(), to_on: londonDate(at).toString(), reason: 'Test', evidence: 'Test', decide_by_on: londonDate(at).toString(), asked_at: at.toString(), asked_by: 'test' }).execute()
  await house.db.insertInto('visits.variation_document').values({ variation_id: id, nr: 1, provider_id: providerId, name: 'note.pdf', media_type: 'application/pdf', sha256: 'test', byte_count: 13, bytes: Buffer.from('%PDF-1.7\n%%EOF') }).execute()
}

/** A mapping for tables of a provider's own. */
async function saveAMapping(house: TestHouse, providerId: string): Promise<void> {
  const document = { columns: { person_reference: 0, visit_date: 1, planned_start: 2 }, constants: { outcome: 'delivered' }, dateFormat: 'dd/mm/yyyy', zone: 'london', words: {} }
  await house.db.insertInto('visits.mapping').values({ id: randomUUID(), provider_id: providerId, version: 1, header_sha256: 'test', headings: JSON.stringify(['Client', 'Day', 'Due']), document: JSON.stringify(document), saved_at: house.clock.now().toString(), saved_by: 'test' }).execute()
}

/** Makes the council, the program with every slice, and the visitors. Takes some seconds. */
export async function openAccessWorld(): Promise<AccessWorld> {
  const wirings = await wiringsFor({ publicUrl: 'http://127.0.0.1:3000', notifyApiKey: null, demonstration: true, oidc: TEST_CONFIG.oidc })
  const house = await openTestHouse({ handlers: wirings.flatMap((wiring) => wiring.jobs) })
  const council = await makeSmallCouncil(house)
  await suspendProvider(house, system, { providerId: council.providers.a.id, fromOn: Temporal.PlainDate.from('2026-02-01'), reviewOn: Temporal.PlainDate.from('2026-04-01'), reason: 'Test' })
  for (const [from, to] of [['a', 'c'], ['b', 'd']] as const) await passHoursOn(house, council.providers[from].id, council.providers[to].id)
  await sendOneToReablement(house, council.providers.a.id)
  await payAndHold(house, council.providers.a.id)
  await makeTheirInvoices(house, [council.providers.a.id, council.providers.b.id])
  await draftRules(house, council.frameworkId)
  await assignWaiting(house, { ...system, role: 'broker' }, { rules: { crossZone: true, leadFirst: false, ratingFloor: 'requires-improvement', mostSharePercent: null } })
  for (const letter of ['a', 'b'] as const) await waitForVariation(house, council.providers[letter].id)
  for (const letter of ['a', 'b'] as const) await saveAMapping(house, council.providers[letter].id)
  const logged: string[] = []
  const app = await buildApp({ house, config: CONFIG, wirings, logTo: { write: (line) => void logged.push(line) } })
  const personId = await personOf(house, council.providers.a.id)
  const visitors = [
    ...(await Promise.all(COUNCIL_ROLES.map((role) => visitor(house, wirings, role, role, null, null)))),
    ...(await Promise.all(PROVIDER_ROLES.map((role) => visitor(house, wirings, `a ${role}`, role, council.providers.a.id, null)))),
    ...(await Promise.all(PROVIDER_ROLES.map((role) => visitor(house, wirings, `b ${role}`, role, council.providers.b.id, null)))),
    await visitor(house, wirings, 'person', 'person', null, personId),
  ]
  const { userId } = await addAccount(house, system, { issuer: CONFIG.oidc.issuer, subject: SPARE_ACCOUNT, name: 'Spare', email: 'spare@example.org', role: 'analyst', organisationId: null, personId: null })
  await recordLeave(house, system, { accountId: userId, fromOn: Temporal.PlainDate.from('2026-03-02'), toOn: Temporal.PlainDate.from('2026-03-31') })
  for (const { key, actor } of visitors) if (key === 'administrator' || key.endsWith('provider-coordinator')) await keepTheirs(house, actor)
  const secrets: Record<string, string> = {}
  for (const { key, actor } of visitors) if (key.endsWith('provider-coordinator')) secrets[key.slice(0, 1)] = await giveLink(house, actor)
  const held = new Map<string, string>()
  for (const { key, actor } of visitors) if (actor.role !== 'person') held.set(key, await holdFile(house, actor, { name: 'held.csv', bytes: Buffer.from('a,b\n1,2\n') }))
  for (const { actor } of visitors) if (actor.role === 'provider-coordinator') await askForFile(house, actor)
  return {
    house,
    council,
    app,
    wirings,
    pages: [accessibilityPage, ...apiTokenPages(wirings), ...wirings.flatMap((wiring) => wiring.pages)],
    api: wirings.flatMap((wiring) => wiring.api),
    visitors,
    ids: await ownedIds(house, council, held, personId, secrets),
    form: await formOf(app, visitors),
    logged,
  }
}

/** A webhook with a test to send for the council and each provider; a question and a document for each provider's first package. */
async function keepTheirs(house: TestHouse, actor: Actor): Promise<void> {
  const { endpointId } = await addEndpoint(house, actor, { url: 'https://care.example.org/hook', topics: ['offer.made'] }, { topics: ['offer.made'], mayBePrivate: false })
  await testEndpoint(house, actor, endpointId)
  if (actor.organisationId === null) return
  const { package_id: packageId } = await house.db.selectFrom('brokerage.placement').select('package_id').where('provider_id', '=', actor.organisationId).orderBy('placed_at').executeTakeFirstOrThrow()
  const weekBefore = londonDate(house.clock.now()).subtract({ days: 7 })
  await sendWageReturn(house, actor, { group: '', fromOn: weekBefore, toOn: weekBefore.add({ days: 5 }), stated: { kind: 'wages', minutes: { contact: 6000, travel: 900, waiting: 0, training: 60 }, wagesPence: 150_000, costsPence: 0 }, reason: null, replacesId: null })
  await askQuery(house, actor, { packageId, question: 'Where is the key?' })
  await uploadDocument(house, actor, { packageId, kind: 'other', file: { name: 'test.pdf', bytes: Buffer.from('%PDF-1.7 %%EOF') }, audience: 'placed', statesNoIdentity: false, replaces: null })
}

/** Two care workers of a provider have links, one of them to be taken back, and the home of somebody it cares for a tag. Answers the secret of the link that stays. */
async function giveLink(house: TestHouse, actor: Actor): Promise<string> {
  await makeCheckInLink(house, actor, { workerReference: SPARE_WORKER, workerName: 'Starling', days: 28 })
  const { secret } = await makeCheckInLink(house, actor, { workerReference: 'W-1', workerName: 'Wren', days: 28 })
  const { person_id: personId } = await house.db.selectFrom('visits.planned_visit').select('person_id').where('provider_id', '=', actor.organisationId ?? '').where('visit_on', '=', londonDate(house.clock.now()).toString()).where('withdrawn_at', 'is', null).executeTakeFirstOrThrow()
  await makeHomeTag(house, actor, { personId })
  return secret
}

/** An hour of the first placement of one provider is passed on to another, its week is asked to change, and the other provider struggles. */
async function passHoursOn(house: TestHouse, fromId: string, toId: string): Promise<void> {
  const placement = await house.db.selectFrom('brokerage.placement').select(['id', 'starts_on', 'pence_per_hour']).where('provider_id', '=', fromId).orderBy('placed_at').executeTakeFirstOrThrow()
  await recordSubcontract(house, system, { placementId: placement.id, subcontractorId: toId, fromOn: Temporal.PlainDate.from(placement.starts_on), toOn: null, weeklyMinutes: 60, pencePerHour: placement.pence_per_hour })
  const everyMonday = { dayOfWeek: 1, earliestMinute: 480, latestMinute: 510, minutes: 30, workers: 1 as const, timeCritical: false }
  await changeWeek(house, system, { placementId: placement.id, fromOn: Temporal.PlainDate.from(placement.starts_on), toOn: null, pattern: [everyMonday], reason: 'Asked for by a test' })
  await askForPrice(house, system, { placementId: placement.id, fromOn: Temporal.PlainDate.from(placement.starts_on), pencePerHour: placement.pence_per_hour + 50, reason: 'Asked for by a test' })
  // Marked by hand: a failure that freezes the provider would leave it without offers.
  const failureId = randomUUID()
  await house.db.insertInto('brokerage.provider_failure').values({ id: failureId, provider_id: toId, kind: 'soft', from_on: placement.starts_on, reason: 'It struggles', marked_at: house.clock.now().toString(), marked_by: 'A test' }).execute()
  await proposeBatch(house, system, { failureId, people: 2 })
}

/** The approved run is exported and paid, and what is to come of one provider is held. */
async function payAndHold(house: TestHouse, providerId: string): Promise<void> {
  const { id: payRunId } = await house.db.selectFrom('payment.pay_run').select('id').executeTakeFirstOrThrow()
  await exportPayments(house, system, { payRunId })
  await keepBacsFile(house, payRunId)
  await measureTheirFees(house, payRunId)
  await reckonTheirContributions(house, payRunId, providerId)
  await recordPaid(house, system, { payRunId, paidOn: londonDate(house.clock.now()) })
  await holdPayment(house, system, { what: { scope: 'provider', providerId }, mustAct: 'provider', reason: 'Asked for by a test' })
}

/** A Bacs file of the payments file, with the council's account. */
async function keepBacsFile(house: TestHouse, payRunId: string): Promise<void> {
  const at = house.clock.now().toString()
  const accountId = randomUUID()
  const { id } = await house.db.selectFrom('payment.payment_export').select('id').where('pay_run_id', '=', payRunId).executeTakeFirstOrThrow()
  await house.db.insertInto('payment.bank_account').values({ id: accountId, provider_id: null, nr: 1, sort_code: '010203', account_number: '00112233', service_user_number: '123456', account_name: 'Test', checked_how: 'Test', recorded_at: at, recorded_by: 'test' }).execute()
  await house.db.insertInto('payment.bacs_file').values({ id: randomUUID(), export_id: id, sequence: 1, processing_on: londonDate(house.clock.now()).toString(), originator_id: accountId, payment_count: 1, total_pence: 1, sha256: sha256Of('bacs'), content: 'bacs', made_at: at, made_by: 'test' }).execute()
}

/** A part of the leads' fee depends on what their contracts ask for. */
async function measureTheirFees(house: TestHouse, payRunId: string): Promise<void> {
  const run = await house.db.selectFrom('payment.pay_run').select(['framework_id', 'from_on']).where('id', '=', payRunId).executeTakeFirstOrThrow()
  await setFeeTerms(house, system, { frameworkId: run.framework_id, fromOn: Temporal.PlainDate.from(run.from_on), document: { riskTenths: 100, bonusTenths: 0, contestDays: 14, requirements: [{ measure: 'missed', targetTenths: 5, weight: 1 }] } })
  await measureFees(house, system, { payRunId })
}

/** A person adds to the cost of their care, and the NHS was asked for its share. */
async function reckonTheirContributions(house: TestHouse, payRunId: string, providerId: string): Promise<void> {
  const at = house.clock.now().toString()
  const run = await house.db.selectFrom('payment.pay_run').select(['framework_id', 'from_on']).where('id', '=', payRunId).executeTakeFirstOrThrow()
  const { package_id } = await house.db.selectFrom('brokerage.placement').select('package_id').where('provider_id', '=', providerId).orderBy('placed_at').executeTakeFirstOrThrow()
  await house.db.insertInto('care.funding_change').values({ package_id, from_on: '2026-01-01', funder: 'council', nhs_percent: null, contribution_pence: 2500, reason: 'Test', recorded_at: at, recorded_by: 'test' }).execute()
  await setContributionTerms(house, system, { frameworkId: run.framework_id, fromOn: Temporal.PlainDate.from(run.from_on), document: { counts: ['missed', 'no-record'], shortFromMinutes: 1 } })
  await reckonContributions(house, system, { payRunId })
  await house.db.insertInto('payment.nhs_recharge').values({ id: randomUUID(), pay_run_id: payRunId, sequence: 1, row_count: 1, total_pence: 100, nhs_pence: 100, adjustments_nhs_pence: 0, sha256: sha256Of('recharge'), content: 'recharge', made_at: at, made_by: 'test' }).execute()
}

/** The council makes the invoice of a statement of each provider. */
async function makeTheirInvoices(house: TestHouse, providerIds: readonly string[]): Promise<void> {
  const party: InvoiceParty = { name: 'Test', street: '1 High Street', town: 'Northampton', postcode: 'NN1 1AA', country: 'GB', taxId: 'GB123456789', isVatNumber: true, companyNumber: null, endpointScheme: '0088', endpointId: '5060000000016' }
  await setInvoiceParty(house, system, { providerId: null, party })
  for (const providerId of providerIds) {
    await setInvoiceParty(house, system, { providerId, party })
    const { id: statementId } = await house.db.selectFrom('payment.statement').select('id').where('provider_id', '=', providerId).executeTakeFirstOrThrow()
    await makeSelfBilled(house, system, { statementId })
  }
}

/** Rules are drafted, and their effect on what was paid is known. */
async function draftRules(house: TestHouse, frameworkId: string): Promise<void> {
  const [, document] = demonstrationRuleSets
  if (document === undefined) throw new Error('there is no demonstration rule set')
  await draftRuleSet(house, system, { frameworkId, fromOn: Temporal.PlainDate.from('2026-06-01'), document, cases: [] })
  const { id: whatIfId } = await house.db.selectFrom('payment.what_if').select('id').executeTakeFirstOrThrow()
  await workWhatIf(house, whatIfId)
}

/** By hand, and of a person who has care: sending somebody who waits would change what the other routes show. */
async function sendOneToReablement(house: TestHouse, providerId: string): Promise<void> {
  const { package_id, person_id, zone_id } = await house.db.selectFrom('brokerage.placement').select(['package_id', 'person_id', 'zone_id']).where('provider_id', '=', providerId).orderBy('placed_at').executeTakeFirstOrThrow()
  await house.db.insertInto('brokerage.reablement').values({ id: randomUUID(), package_id, person_id, zone_id, referred_on: '2026-03-02', referred_at: house.clock.now().toString(), referred_by: 'A test' }).execute()
}

async function visitor(house: TestHouse, wirings: readonly SliceWiring[], key: string, role: Role, organisationId: string | null, personId: string | null): Promise<Visitor> {
  const { issuer } = CONFIG.oidc
  const subject = key.replaceAll(' ', '-')
  await addAccount(house, system, { issuer, subject, name: `Test ${key}`, email: `${subject}@example.org`, role, organisationId, personId })
  const account = await accountOf(house, issuer, subject)
  if (account === undefined) throw new Error(`no account for ${key}`)
  const actor = actorOf(account, 'test')
  const cookies = { [SESSION_COOKIE]: await startSession(house, account, 'id-token', CONFIG, 'test') }
  // A person has no programs, and nobody but the coordinator issues a provider's tokens, for their own role alone.
  if (role === 'person' || role === 'provider-finance') return { key, actor, cookies, token: undefined }
  const permissions = wirings.flatMap((wiring) => wiring.api).flatMap((route) => permissionsOf(route.permission))
  const by: Actor = { ...actor, role: organisationId === null ? 'administrator' : role }
  const issue = async (scopes: readonly string[], name = key): Promise<string> => (await issueApiToken(house, by, { name, role, scopes, days: 30 }, permissions)).secret
  const held = [...new Set(permissions.filter((permission) => permission.roles.includes(role)).map((permission) => permission.name))]
  if (role === 'administrator' || role === 'provider-coordinator') await issue([], SPARE_TOKEN)
  return { key, actor, cookies, token: { full: await issue(held), empty: await issue([]) } }
}

async function personOf(house: TestHouse, providerId: string): Promise<string> {
  const row = await house.db.selectFrom('brokerage.placement').select('person_id').where('provider_id', '=', providerId).orderBy('placed_at').executeTakeFirstOrThrow()
  return row.person_id
}

async function formOf(app: FastifyInstance, visitors: readonly Visitor[]): Promise<AccessWorld['form']> {
  const cookies = visitors[0]?.cookies ?? {}
  const answer = await app.inject({ url: '/accessibility-statement', cookies })
  const token = /name="_csrf" value="([^"]+)"/.exec(answer.body)?.[1]
  if (token === undefined) throw new Error('no form token on the page')
  return { token, cookies: Object.fromEntries(answer.cookies.filter((each) => each.name === 'tendwell_form').map((each) => [each.name, each.value])) }
}

/** A file that a job has looked through, as it does with large ones. */
async function askForFile(house: TestHouse, actor: Actor): Promise<void> {
  const name = 'asked.csv'
  const heldFileId = await holdFile(house, actor, { name, bytes: await readFile(join(import.meta.dirname, '../../docs/files/examples/visit-records.csv')) })
  await workAskedImport(house, await askImport(house, actor, { heldFileId, name, isPreview: true }))
}
