import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { openPage } from '../../../../test/support/render-page.ts'
import { refusedAs } from '../../../../test/support/refused-as.ts'
import { openTestHouse } from '../../../../test/support/test-house.ts'
import { aReferral } from '../../../care/testing/a-referral.ts'
import { replaceFramework, withdrawReplacement } from '../../../market/actions/replace-framework.ts'
import { newReplacement } from '../../../market/rules/new-replacement.ts'
import type { FrameworkTerms } from '../../../market/terms.ts'
import { systemActor } from '../../../platform/access/actor.ts'
import { Forbidden } from '../../../platform/action/refused.ts'
import { answerOffer } from '../../actions/answer-offer.ts'
import { changeWeek, decideChange } from '../../actions/change-week.ts'
import { handBack } from '../../actions/hand-back.ts'
import { openCallOff } from '../../actions/open-call-off.ts'
import { referPerson } from '../../actions/refer-person.ts'
import { seePlacement } from '../../actions/see-placements.ts'
import { seeTransferChoices } from '../../actions/see-transfer-choices.ts'
import { seeTransition } from '../../actions/see-transition.ts'
import { transferPlacement } from '../../actions/transfer-placement.ts'
import { lifeJobs } from '../../jobs/life-jobs.ts'
import { BROKER, aMarket, aPackage } from '../../testing/a-market.ts'
import { offerIdOf, offersOf } from '../../testing/offers-of.ts'
import { transitionPage } from './route.ts'

const house = await openTestHouse({ handlers: lifeJobs })
const terms: FrameworkTerms = { model: 'tiered', steps: [{ tiers: ['lead'], replyWorkingMinutes: 120 }], eligibility: { refusedRatings: [], languagesRequired: false }, changes: { tolerancePercent: 10, significantPercent: 60 } }
const old = await aMarket(house, [['Ash', 'lead', null]], terms)
const next = await aMarket(house, [['Elm', 'lead', null]], terms)
const created_at = '2025-01-01T00:00:00Z'
await house.db.insertInto('market.area').values({ code: 'E01000001', name: 'Brackley 001A' }).execute()
await house.db.insertInto('market.postcode').values({ postcode: 'NN13 6AA', area_code: 'E01000001', longitude: -1, latitude: 52 }).execute()
await house.db.insertInto('market.zone_area').values([old, next].map((each) => ({ framework_id: each.frameworkId, zone_id: each.zoneId, area_code: 'E01000001' }))).execute()
// Ash stands in the new framework too, so that people may keep their provider.
await house.db.insertInto('market.standing').values({ id: randomUUID(), framework_id: next.frameworkId, zone_id: next.zoneId, provider_id: old.providerId('Ash'), service_line: 'core', tier: 'lead', rank: null, from_on: '2025-04-01' }).execute()
await house.db.insertInto('market.framework').values({ id: randomUUID(), name: 'Ended', starts_on: '2020-04-01', ends_on: '2025-03-31', terms: JSON.stringify(terms), payment_anchor_on: '2020-03-30', created_at }).execute()

const day = (text: string) => Temporal.PlainDate.from(text)
const commissioner = { ...systemActor('Cat Commissioner'), role: 'commissioner' as const }
const RULE = { newPackages: true, changedPercent: 20, handedBack: true, transferred: false, allFromOn: null }
const replace = (changes: Partial<Parameters<typeof replaceFramework>[2]> = {}) => replaceFramework(house, commissioner, { frameworkId: old.frameworkId, byFrameworkId: next.frameworkId, fromOn: day('2026-03-02'), rule: RULE, note: null, ...changes })

/** A package that Ash holds in the old framework, seven half hours a week. */
async function held(): Promise<{ placementId: string; packageId: string; pattern: Awaited<ReturnType<typeof seePlacement>>['pattern'] }> {
  const { packageId } = await aPackage(house, old, { startByOn: '2026-03-02' })
  await openCallOff(house, BROKER, { packageId })
  const { placementId } = await answerOffer(house, old.coordinator('Ash'), { offerId: await offerIdOf(house, packageId, 'Ash'), answer: 'accepted', startsOn: day('2026-03-02') })
  return { placementId: placementId ?? '', packageId, pattern: (await seePlacement(house, BROKER, placementId ?? '')).pattern }
}

async function frameworkOf(packageId: string): Promise<string> {
  return (await house.db.selectFrom('care.package').select('framework_id').where('id', '=', packageId).executeTakeFirstOrThrow()).framework_id
}

const standOf = async (id: string): Promise<string[]> => {
  const found = (await seeTransition(house, BROKER, old.frameworkId)).packages.find((each) => each.placementId === id || each.packageId === id)
  return found === undefined ? [] : [found.stand, found.reason.clause]
}

const refer = () => referPerson(house, BROKER, { ...aReferral({ serviceLine: 'core', receivedOn: '2026-03-02', startByOn: '2026-03-09', person: { postcode: 'NN13 6AA' } }), frameworkId: old.frameworkId })

const kept = await held()
const handedBack = await held()
const changed = await held()
const asked = await held()
const transferred = await held()
const long = (pattern: typeof kept.pattern, minutes: number) => pattern.map((visit) => ({ ...visit, minutes }))
await changeWeek(house, BROKER, { placementId: asked.placementId, fromOn: day('2026-03-09'), toOn: null, pattern: long(asked.pattern, 40), reason: 'More time' })

describe('a framework that another one replaces', () => {
  test('is replaced by commissioners alone, from today or later, once, and never in a circle', async () => {
    await assert.rejects(replaceFramework(house, BROKER, { frameworkId: old.frameworkId, byFrameworkId: next.frameworkId, fromOn: day('2026-03-02'), rule: RULE, note: null }), Forbidden)
    await assert.rejects(replace({ fromOn: day('2026-03-01') }), refusedAs('replaced-past'))
    await assert.rejects(replace({ fromOn: day('2030-01-01') }), refusedAs('replaced-outside-term'))
    await assert.rejects(replace({ byFrameworkId: old.frameworkId }), refusedAs('replaced-by-itself'))
    await assert.rejects(replace({ rule: { newPackages: false, changedPercent: null, handedBack: false, transferred: false, allFromOn: null } }), refusedAs('replaced-nothing'))
    await assert.rejects(replace({ rule: { ...RULE, allFromOn: day('2026-03-01') } }), refusedAs('replaced-all-from'))
    const outcomes = await Promise.allSettled([replace(), replace()])
    assert.deepEqual(outcomes.map((each) => each.status).toSorted(), ['fulfilled', 'rejected'])
    await assert.rejects(replace({ frameworkId: next.frameworkId, byFrameworkId: old.frameworkId }), refusedAs('replaced-in-circle'))
    const term = (id: string) => ({ id, name: id, startsOn: day('2025-01-01'), endsOn: day('2029-01-01') })
    const chain = [{ frameworkId: 'b', byFrameworkId: 'c', byName: 'c' }, { frameworkId: 'c', byFrameworkId: 'd', byName: 'd' }]
    assert.equal(newReplacement({ framework: term('d'), by: term('b'), fromOn: day('2026-04-01'), rule: RULE }, chain, day('2026-03-02')).reasons[0]?.clause, 'replaced-in-circle')
    assert.equal(newReplacement({ framework: term('a'), by: term('b'), fromOn: day('2026-04-01'), rule: RULE }, chain, day('2026-03-02')).ok, true)
  })

  test('sends new packages to the other, and keeps why', async () => {
    const referred = await refer()
    assert.deepEqual([referred.frameworkId, await frameworkOf(referred.packageId)], [next.frameworkId, next.frameworkId])
    await openCallOff(house, BROKER, { packageId: referred.packageId })
    assert.deepEqual((await offersOf(house, referred.packageId)).toSorted(), ['Ash: open', 'Elm: open'])
    assert.deepEqual(await standOf(referred.packageId), ['moved', 'new'])
  })

  test('keeps the packages that are there until they are handed back', async () => {
    assert.deepEqual(await standOf(kept.placementId), ['stays', 'existing'])
    await handBack(house, old.coordinator('Ash'), { placementId: handedBack.placementId, lastOn: day('2026-03-30'), isAtOnce: false, reason: 'travel', note: null })
    assert.deepEqual(await standOf(handedBack.placementId), ['to-move', 'handed-back'])
    await house.runJobs()
    const follows = (await seePlacement(house, BROKER, handedBack.placementId)).life.followOn?.packageId ?? ''
    assert.equal(await frameworkOf(follows), next.frameworkId)
    assert.deepEqual([await standOf(handedBack.placementId), await standOf(follows)], [[], ['moved', 'handed-back']])
  })

  test('moves a package whose week changes for good by more than the share, though its own terms ask for more', async () => {
    const { placementId, pattern } = changed
    const change = { placementId, fromOn: day('2026-03-09'), toOn: null, reason: 'More help' }
    assert.equal((await changeWeek(house, BROKER, { ...change, toOn: day('2026-03-15'), pattern: long(pattern, 60) })).course, 'approval', 'some days do not count')
    assert.equal((await changeWeek(house, BROKER, { ...change, pattern: long(pattern, 36) })).course, 'approval', '20% is inside')
    await assert.rejects(changeWeek(house, old.coordinator('Ash'), { ...change, pattern: long(pattern, 40) }), Forbidden)
    const outcome = await changeWeek(house, BROKER, { ...change, pattern: long(pattern, 37) })
    assert.ok(outcome.course === 'new-package')
    assert.deepEqual([await frameworkOf(outcome.packageId), await standOf(outcome.packageId)], [next.frameworkId, ['moved', 'changed']])
  })

  test('lets nobody approve, past the rule, a change that was asked for before', async () => {
    const change = (await seePlacement(house, BROKER, asked.placementId)).life.changes[0]
    const decide = (isApproved: boolean) => decideChange(house, { ...BROKER, name: 'Another Broker' }, { placementId: asked.placementId, changeId: change?.id ?? '', isApproved, note: 'Too late' })
    await assert.rejects(decide(true), refusedAs('moves-framework'))
    await decide(false)
  })

  test('keeps a transferred package unless the rule moves it, and then the person may keep their provider', async () => {
    const { placementId } = transferred
    assert.equal((await seeTransferChoices(house, BROKER, placementId)).move, null)
    await withdrawReplacement(house, commissioner, { frameworkId: old.frameworkId, reason: 'Another rule' })
    await replace({ rule: { ...RULE, transferred: true, allFromOn: day('2026-06-01') } })
    const choices = await seeTransferChoices(house, BROKER, placementId)
    assert.deepEqual([choices.move?.frameworkId, choices.places.map((place) => place.providerName).toSorted()], [next.frameworkId, ['Ash', 'Elm']])
    const { packageId } = await transferPlacement(house, BROKER, { placementId, lastOn: day('2026-03-31'), reason: 'The person chose to stay', toProviderId: old.providerId('Ash') })
    assert.deepEqual([await frameworkOf(packageId), await offersOf(house, packageId)], [next.frameworkId, ['Ash: open']])
  })

  test('shows where each package stands, with counts by zone and filters', async () => {
    const visit = (query: Record<string, string>) => openPage(transitionPage, { house, actor: commissioner, params: { frameworkId: old.frameworkId }, query, url: `/frameworks/${old.frameworkId}/transition` })
    const { $ } = await visit({})
    const tiles = $('.tw-tile').map((_, tile) => $(tile).text().replace(/\s+/g, ' ').trim()).get()
    assert.deepEqual(tiles.map((tile) => tile.slice(0, tile.indexOf(' hours'))), ['0 Stays 0', '2 Waiting to move 7', '4 Moved 14.82'])
    assert.match($('main').text(), /From\s+1 June 2026/)
    const { $: one } = await visit({ stand: 'to-move' })
    assert.equal(one('table').eq(1).find('tbody tr').length, 2)
  })

  test('moves nothing once that is withdrawn, and what moved stays where it is', async () => {
    await assert.rejects(withdrawReplacement(house, commissioner, { frameworkId: old.frameworkId, reason: ' ' }), refusedAs('withdrawal-reason'))
    await withdrawReplacement(house, commissioner, { frameworkId: old.frameworkId, reason: 'The new one starts later' })
    assert.equal((await refer()).frameworkId, old.frameworkId)
    const { replacement, replacements, packages } = await seeTransition(house, BROKER, old.frameworkId)
    assert.deepEqual([replacement, replacements.length, packages.length], [null, 2, 4])
    await assert.rejects(withdrawReplacement(house, commissioner, { frameworkId: old.frameworkId, reason: 'Again' }), refusedAs('not-replaced'))
  })
})
