import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { apiTokenPages } from '../../src/platform/access/pages/api-tokens/route.ts'
import { buildApp } from '../../src/platform/web/app.ts'
import { TEST_CONFIG } from '../../src/platform/web/testing/test-app.ts'
import { wiringsFor } from '../../src/commands/wirings.ts'
import { openTestHouse } from '../support/test-house.ts'

const wirings = await wiringsFor({ publicUrl: 'http://127.0.0.1:3000', notifyApiKey: null, demonstration: true, oidc: TEST_CONFIG.oidc })
const pages = [...apiTokenPages(wirings), ...wirings.flatMap((wiring) => wiring.pages)]
const api = wirings.flatMap((wiring) => wiring.api)
const house = await openTestHouse()
const app = await buildApp({ house, config: { ...TEST_CONFIG, logLevel: 'silent' }, wirings })

/** Where a page's facts or deed are found in the API, when not under its own address. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'GET /board': 'GET /api/v1/waiting',
  'GET /expected-waits': 'GET /api/v1/expected-waits/back-test',
  'GET /packages/:packageId': 'GET /api/v1/packages/:packageId/offer-order',
  'GET /people': 'POST /api/v1/people/search',
  'POST /people': 'POST /api/v1/people/search',
  'POST /packages/:packageId/offers': 'POST /api/v1/packages/:packageId/call-offs',
  'POST /packages/:packageId/offers/withdraw': 'POST /api/v1/call-offs/:callOffId/withdraw',
  'POST /offers/:offerId/accept': 'POST /api/v1/offers/:offerId/answer',
  'POST /offers/:offerId/decline': 'POST /api/v1/offers/:offerId/answer',
  'GET /offers/:offerId/partial': 'GET /api/v1/offers/:offerId',
  'POST /offers/:offerId/partial': 'POST /api/v1/offers/:offerId/answer',
  'POST /time-bands': 'PUT /api/v1/time-bands',
  'GET /packages/:packageId/split': 'GET /api/v1/packages/:packageId/parts',
  'GET /placements/:placementId/changes/:changeId': 'GET /api/v1/placements/:placementId/life',
  'GET /placements/:placementId/prices/:priceId': 'GET /api/v1/placements/:placementId/life',
  'POST /capacity': 'PUT /api/v1/capacity',
  'GET /weekly-plan/calendar': 'GET /api/v1/weekly-plan',
  'POST /reablement/rule': 'PUT /api/v1/reablement/rule',
  'GET /reablement/capacity': 'GET /api/v1/reablement',
  'GET /reablement/:reablementId/start': 'GET /api/v1/reablement/:reablementId',
  'GET /reablement/:reablementId/exit': 'GET /api/v1/reablement/:reablementId',
  'GET /packages/:packageId/reablement': 'POST /api/v1/packages/:packageId/reablement',
  'GET /assignments/:assignmentId/lines/:line': 'GET /api/v1/assignments/:assignmentId',
  'GET /failures/rehearsal': 'GET /api/v1/providers/:providerId/failure-rehearsal',
  'POST /referrals/new': 'POST /api/v1/referrals',
  'POST /referrals/import': 'POST /api/v1/referral-files',
  'POST /visit-files/preview': 'POST /api/v1/visit-files',
  'GET /zones': 'GET /api/v1/frameworks/:frameworkId',
  'POST /providers/import': 'POST /api/v1/imports/cqc',
  'POST /providers/import/:heldId': 'POST /api/v1/imports/cqc',
  'GET /providers/import/:heldId': 'POST /api/v1/imports/cqc',
  'GET /providers/import/:heldId/refused-rows': 'POST /api/v1/imports/cqc',
  'POST /areas/import': 'POST /api/v1/imports/areas',
  'POST /areas/import/:heldId': 'POST /api/v1/imports/areas',
  'GET /areas/import/:heldId': 'POST /api/v1/imports/areas',
  'GET /areas/import/:heldId/refused-rows': 'POST /api/v1/imports/areas',
  'GET /check-in/:checkInToken': 'POST /api/v1/check-in/exchange',
  'POST /check-in/:checkInToken': 'POST /api/v1/check-in/exchange',
  'GET /visit-files/preview': 'POST /api/v1/visit-files',
  'GET /visit-files/asked/:askedImportId': 'POST /api/v1/visit-files',
  'POST /visit-files/asked/:askedImportId': 'POST /api/v1/visit-files',
  'GET /visit-files/mapping/:heldId': 'POST /api/v1/visit-files',
  'POST /visit-files/mapping/:heldId': 'POST /api/v1/visit-files',
  'POST /providers/:providerId/describe': 'PUT /api/v1/providers/:providerId/description',
  'POST /providers/:providerId/suspend': 'POST /api/v1/providers/:providerId/suspensions',
  'POST /providers/:providerId/suspensions/:suspensionId/lift': 'POST /api/v1/providers/:providerId/suspensions/:suspensionId/end',
  'POST /frameworks/new': 'POST /api/v1/frameworks',
  'POST /frameworks/:frameworkId/fee-reviews/new': 'POST /api/v1/frameworks/:frameworkId/fee-reviews',
  'GET /frameworks/:frameworkId/fee-review': 'POST /api/v1/frameworks/:frameworkId/fee-review-proposals',
  'GET /frameworks/:frameworkId/fee-reviews/new': 'POST /api/v1/frameworks/:frameworkId/fee-review-proposals',
  'POST /frameworks/:frameworkId/zones/new': 'POST /api/v1/frameworks/:frameworkId/zones',
  'POST /frameworks/:frameworkId/extend': 'POST /api/v1/frameworks/:frameworkId/extensions',
  'GET /frameworks/:frameworkId/replacement/withdraw': 'GET /api/v1/frameworks/:frameworkId/replacement',
  'POST /frameworks/:frameworkId/terms': 'PUT /api/v1/frameworks/:frameworkId/terms',
  'POST /frameworks/:frameworkId/lines': 'PUT /api/v1/frameworks/:frameworkId/lines',
  'POST /providers/:providerId/standings/new': 'POST /api/v1/frameworks/:frameworkId/standings',
  'POST /providers/:providerId/withdraw': 'POST /api/v1/providers/:providerId/withdrawal',
  'POST /frameworks/:frameworkId/rates/new': 'POST /api/v1/frameworks/:frameworkId/rates',
  'POST /rule-sets/new': 'POST /api/v1/rule-sets',
  'GET /rule-sets/:ruleSetId': 'GET /api/v1/rule-sets',
  'GET /rule-sets/drafts/:draftId': 'GET /api/v1/what-ifs/:whatIfId',
  'POST /rule-sets/drafts/:draftId/cases': 'POST /api/v1/rule-sets',
  'POST /rule-sets/drafts/:draftId/adopt': 'POST /api/v1/rule-sets',
  'POST /what-ifs/new': 'POST /api/v1/what-ifs',
  'POST /wage-floor/new': 'POST /api/v1/wage-floor',
  'GET /wage-floor/upload': 'POST /api/v1/wage-floor/files',
  'POST /wage-floor/upload': 'POST /api/v1/wage-floor/files',
  'GET /invoices/new': 'POST /api/v1/invoices',
  'POST /invoices/new': 'POST /api/v1/invoices',
  'GET /invoice-settings/:providerId': 'GET /api/v1/invoice-settings',
  'POST /invoice-settings/:providerId': 'POST /api/v1/invoice-settings',
  'GET /exceptions/decide': 'GET /api/v1/exceptions',
  'POST /exceptions/decide': 'POST /api/v1/exceptions/decisions',
  'POST /variations/:variationId': 'POST /api/v1/variations/:variationId/decision',
  'GET /placements/:placementId/variations/new': 'POST /api/v1/placements/:placementId/variations',
  'POST /placements/:placementId/variations/new': 'POST /api/v1/placements/:placementId/variations',
  'GET /pay-runs/:payRunId/export': 'GET /api/v1/pay-runs/:payRunId/exports',
  'POST /pay-runs/:payRunId/export': 'POST /api/v1/pay-runs/:payRunId/exports',
  'POST /statements/:statementId/hold': 'POST /api/v1/holds',
  'POST /statements/:statementId/lines/:payLineId/hold': 'POST /api/v1/holds',
  'GET /statements/:statementId': 'GET /api/v1/statements/:statementId/lines',
  'POST /accounts/new': 'POST /api/v1/accounts',
  'POST /documents/:documentId': 'PUT /api/v1/documents/:documentId/audience',
  'GET /documents/:documentId/file': 'GET /api/v1/documents/:documentId',
}

/** Pages without a counterpart, each with the reason. */
const PAGES_ALONE: Readonly<Record<string, string>> = {
  'GET /': 'counts of the lists that the other routes give',
  'GET /gallery': 'components, for those who build pages',
  'GET /gallery/rules': 'worked cases of the rules, for those who build pages',
  'POST /api-tokens': 'a program may not make keys for programs',
  'POST /webhooks': 'a program may not make keys for programs',
  'POST /webhooks/:endpointId/rotate': 'a program may not make keys for programs',
  'GET /referrals/new': 'an empty form',
  'GET /referrals/import': 'an empty form',
  'GET /providers/import': 'an empty form',
  'GET /areas/import': 'an empty form',
  'GET /providers/:providerId/suspend': 'an empty form',
  'GET /providers/:providerId/describe': 'a form filled from GET /api/v1/providers/:providerId',
  'GET /providers/:providerId/standings/new': 'an empty form',
  'GET /providers/:providerId/withdraw': 'an empty form',
  'GET /standings/:standingId/end': 'an empty form',
  'GET /zones/:zoneId/areas': 'an empty form',
  'GET /placements/:placementId/subcontracts/:subcontractId/end': 'an empty form',
  'GET /frameworks/new': 'an empty form',
  'GET /placements/:placementId/start': 'an empty form',
  'GET /placements/:placementId/hospital-stay': 'an empty form',
  'GET /placements/:placementId/resume': 'an empty form',
  'GET /placements/:placementId/hand-back': 'an empty form',
  'GET /placements/:placementId/transfer': 'an empty form',
  'GET /placements/:placementId/change': 'an empty form',
  'GET /placements/:placementId/away': 'an empty form',
  'GET /placements/:placementId/back': 'an empty form',
  'GET /placements/:placementId/death': 'an empty form',
  'GET /placements/:placementId/not-died': 'an empty form',
  'GET /placements/:placementId/funder': 'an empty form',
  'GET /placements/:placementId/price': 'an empty form',
  'GET /frameworks/:frameworkId/zones/new': 'an empty form',
  'GET /frameworks/:frameworkId/extend': 'an empty form',
  'GET /frameworks/:frameworkId/terms': 'a form filled from GET /api/v1/frameworks/:frameworkId',
  'GET /frameworks/:frameworkId/lines': 'a form filled from GET /api/v1/frameworks/:frameworkId',
  'GET /frameworks/:frameworkId/cross-zone': 'an empty form',
  'GET /frameworks/:frameworkId/rates/new': 'an empty form',
  'GET /statements/:statementId/hold': 'an empty form',
  'GET /statements/:statementId/lines/:payLineId/hold': 'an empty form',
  'GET /rule-sets/new': 'a form filled from GET /api/v1/rule-sets',
  'GET /what-ifs/new': 'an empty form',
  'GET /wage-floor/new': 'an empty form, or one filled from GET /api/v1/wage-floor/:wageReturnId',
  'GET /accounts/new': 'an empty form',
  'GET /check-in/phone': 'the frame that phones keep, with nobody’s data',
  'GET /check-in/:checkInToken/app.webmanifest': 'read by browsers to install the page',
}

const known = new Set(api.map((route) => `${route.method} ${route.url}`))
const OPEN_API = z.object({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.object({ title: z.string(), version: z.string() }),
  servers: z.array(z.object({ url: z.url() })),
  components: z.object({ securitySchemes: z.record(z.string(), z.object({ type: z.string() })), schemas: z.record(z.string(), z.unknown()).optional() }),
  paths: z.record(
    z.string().startsWith('/api/v1/'),
    z.partialRecord(
      z.enum(['get', 'post', 'put', 'delete']),
      z.object({
        summary: z.string().min(5),
        tags: z.array(z.string()).optional(),
        parameters: z.array(z.object({ in: z.enum(['path', 'query', 'header']), name: z.string(), required: z.boolean().optional(), schema: z.unknown() })).optional(),
        requestBody: z.object({ content: z.object({ 'application/json': z.object({ schema: z.unknown() }) }) }).optional(),
        responses: z.record(z.string().regex(/^(\d{3}|[1-5]XX)$/i), z.object({ description: z.string() })),
      }),
    ),
  ),
})

describe('the API holds what the pages show and do', () => {
  test('every page and every form has its counterpart, or a reason why not', () => {
    const without = pages.map((page) => `${page.method} ${page.url}`).filter((key) => {
      const [method = '', url = ''] = key.split(' ')
      return !known.has(ELSEWHERE[key] ?? `${method} /api/v1${url}`) && PAGES_ALONE[key] === undefined
    })
    assert.deepEqual(without, [])
  })

  test('the lists of counterparts and exceptions name only pages that there are', () => {
    const there = new Set(pages.map((page) => `${page.method} ${page.url}`))
    assert.deepEqual([...Object.keys(ELSEWHERE), ...Object.keys(PAGES_ALONE)].filter((key) => !there.has(key)), [])
  })

  test('the document is OpenAPI 3.1 and describes every route of the API', async () => {
    const document: unknown = (await app.inject('/api/openapi.json')).json()
    const parsed = OPEN_API.parse(document)
    const described = Object.entries(parsed.paths).flatMap(([url, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${url.replace(/\{(\w+)\}/g, ':$1')}`))
    assert.deepEqual([...known].filter((route) => !described.includes(route)), [])
    assert.deepEqual(unresolved(document), [])
  })

  test('every parameter of a path is described as required', async () => {
    const { paths } = OPEN_API.parse((await app.inject('/api/openapi.json')).json())
    for (const [url, methods] of Object.entries(paths)) {
      const names = [...url.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const operation of Object.values(methods)) {
        const { parameters = [] } = operation
        assert.deepEqual(parameters.filter((each) => each.in === 'path' && each.required === true).map((each) => each.name).sort(), names.toSorted(), url)
      }
    }
  })
})

/** References of the document that point at nothing. */
function unresolved(document: unknown): string[] {
  const missing: string[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node)) {
      if (key === '$ref' && typeof value === 'string' && !resolves(document, value)) missing.push(value)
      visit(value)
    }
  }
  visit(document)
  return missing
}

function resolves(document: unknown, reference: string): boolean {
  if (!reference.startsWith('#/')) return false
  let at: unknown = document
  for (const part of reference.slice(2).split('/')) {
    if (typeof at !== 'object' || at === null) return false
    at = (at as Record<string, unknown>)[part]
  }
  return at !== undefined
}
