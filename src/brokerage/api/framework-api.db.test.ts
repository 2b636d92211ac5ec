import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor, type Actor } from '../../platform/access/actor.ts'
import { Refused } from '../../platform/action/refused.ts'
import { answerOffer } from '../actions/answer-offer.ts'
import { openCallOff } from '../actions/open-call-off.ts'
import { frameworkApi } from '../framework-routes.ts'
import { BROKER, aMarket, aPackage } from '../testing/a-market.ts'
import { offerIdOf } from '../testing/offers-of.ts'

const house = await openTestHouse()
const COMMISSIONER: Actor = { ...systemActor('Cal Commissioner'), role: 'commissioner' }
const eligibility = { refusedRatings: [], languagesRequired: false }
const LEADS_ONLY = { model: 'tiered', steps: [{ tiers: ['lead'], replyWorkingMinutes: 60 }], eligibility }

/** Asks a route as a program would: everything through its own schemas. */
async function ask(route: string, actor: Actor, params: object, body?: unknown): Promise<unknown> {
  const found = frameworkApi.find((each) => `${each.method} ${each.url}` === `${route.split(' ')[0] ?? ''} /api/v1${route.split(' ')[1] ?? ''}`)
  assert.ok(found, route)
  const { params: paramsShape, body: bodyShape, response } = found
  return response.parse(await found.handler({ house, actor, params: paramsShape?.parse(params), query: {}, body: bodyShape?.parse(body) }))
}

describe('the API of frameworks', () => {
  test('previews terms, adopts them once against the version they were made from, and lists every version', async () => {
    const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'secondary', null]])
    const { packageId } = await aPackage(house, market)
    const params = { frameworkId: market.frameworkId }
    const preview = (await ask('POST /frameworks/:frameworkId/contract-model/preview', COMMISSIONER, params, { terms: LEADS_ONLY, packageId })) as { warnings: { clause: string }[]; order: { present: { steps: unknown[] }; edited: { steps: unknown[] } } }
    assert.deepEqual([preview.warnings.map((each) => each.clause), preview.order.present.steps.length, preview.order.edited.steps.length], [['tier-not-asked'], 2, 1])
    assert.deepEqual(await ask('POST /frameworks/:frameworkId/contract-model', COMMISSIONER, params, { terms: LEADS_ONLY, reason: 'Panel', basedOnVersion: 1 }), { version: 2 })
    await assert.rejects(ask('POST /frameworks/:frameworkId/contract-model', COMMISSIONER, params, { terms: { ...LEADS_ONLY, vastMajorityPercent: 80 }, reason: 'Panel', basedOnVersion: 1 }), (fault: unknown) => fault instanceof Refused && fault.code === 'terms-changed-meanwhile')
    const { versions } = (await ask('GET /frameworks/:frameworkId/contract-model', COMMISSIONER, params)) as { versions: { version: number; reason: string | null }[] }
    assert.deepEqual(versions.map(({ version, reason }) => [version, reason]), [[2, 'Panel'], [1, null]])
  })

  test('takes no terms whose parts do not agree', async () => {
    const market = await aMarket(house, [['Ash', 'lead', null]])
    const twice = { ...LEADS_ONLY, steps: [...LEADS_ONLY.steps, ...LEADS_ONLY.steps] }
    await assert.rejects(ask('POST /frameworks/:frameworkId/contract-model', COMMISSIONER, { frameworkId: market.frameworkId }, { terms: twice, reason: 'x' }), /Lead is asked in two steps/)
  })

  test('passes hours on by the name of a provider, ends that, and guarantees hours', async () => {
    const market = await aMarket(house, [['Elm Care', 'lead', null], ['Fir Care', 'spot', null]])
    const { packageId } = await aPackage(house, market)
    await openCallOff(house, BROKER, { packageId })
    const elm = market.coordinator('Elm Care')
    const { placementId } = await answerOffer(house, elm, { offerId: await offerIdOf(house, packageId, 'Elm Care'), answer: 'accepted', startsOn: Temporal.PlainDate.from('2026-03-09') })
    const { subcontractId } = (await ask('POST /placements/:placementId/subcontracts', elm, { placementId }, { subcontractor: 'fir care', fromOn: '2026-03-09', weeklyMinutes: 90, pencePerHour: 2000 })) as { subcontractId: string }
    await ask('POST /placements/:placementId/subcontracts/:subcontractId/end', elm, { placementId, subcontractId }, { endsOn: '2026-03-31', reason: 'Own care workers found' })
    const { subcontracts } = (await ask('GET /placements/:placementId/subcontracts', elm, { placementId })) as { subcontracts: { subcontractorName: string; toOn: string }[] }
    assert.deepEqual(subcontracts.map((each) => [each.subcontractorName, each.toOn]), [['Fir Care', '2026-03-31']])
    const params = { frameworkId: market.frameworkId }
    await ask('POST /frameworks/:frameworkId/guaranteed-hours', COMMISSIONER, params, { zoneId: market.zoneId, providerId: market.providerId('Elm Care'), fromOn: '2026-03-02', weeklyMinutes: 600 })
    const { guarantees } = (await ask('GET /frameworks/:frameworkId/guaranteed-hours', COMMISSIONER, params)) as { guarantees: { usedMinutes: number; status: string }[] }
    assert.deepEqual(guarantees.map((each) => [each.usedMinutes, each.status]), [[210, 'in-force']])
  })
})
