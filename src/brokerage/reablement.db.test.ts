import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { openTestHouse } from '../../test/support/test-house.ts'
import { refusedAs } from '../../test/support/refused-as.ts'
import { seeReablementResults } from '../outcomes/reads/reablement-results.ts'
import { systemActor, type Actor } from '../platform/access/actor.ts'
import { Forbidden } from '../platform/action/refused.ts'
import { openCallOff } from './actions/open-call-off.ts'
import { referPerson } from './actions/refer-person.ts'
import { endReablement, sendToReablement, startReablement } from './actions/run-reablement.ts'
import { seeBoard } from './actions/see-board.ts'
import { seeOneReablement, seeReablement } from './actions/see-reablement.ts'
import { declareReablement, setReablementRule } from './actions/set-reablement.ts'
import { offerJobs } from './jobs/offer-jobs.ts'
import { BROKER, aMarket, aPackage, type Market } from './testing/a-market.ts'
import { auditKinds, offersOf } from './testing/offers-of.ts'
import type { ReablementRuleDocument } from './terms/reablement.ts'

const house = await openTestHouse({ now: '2026-03-02T09:00:00Z', handlers: offerJobs })
const as = (role: Actor['role'], name: string): Actor => ({ ...systemActor(name), role })
const [practitioner, commissioner] = [as('practitioner', 'Pia Practitioner'), as('commissioner', 'Cleo Commissioner')]
const day = (text: string) => Temporal.PlainDate.from(text)
const RULE: ReablementRuleDocument = { isOpen: true, sources: ['hospital-discharge'], serviceLines: ['core'], funders: ['council'], needs: [], excludedNeeds: ['end-of-life'], mostWeeklyMinutes: null, notAgainWithinDays: 90, usualWeeks: 6, whenFull: 'wait' }
const week = [1, 2, 3, 4, 5, 6, 7].map((dayOfWeek) => ({ dayOfWeek, earliestMinute: 450, latestMinute: 540, minutes: 30, workers: 1 as const, timeCritical: false }))
const stay = { startsOn: day('2026-03-02'), plannedEndOn: day('2026-04-12'), weeklyMinutes: 420, team: 'North team' }

async function aCouncil(size: number): Promise<Market> {
  const market = await aMarket(house, [['Ash', 'lead', null]])
  await declareReablement(house, commissioner, { zoneId: market.zoneId, fromOn: day('2026-03-02'), unit: 'places', size, note: null })
  await setReablementRule(house, commissioner, { document: RULE, note: null })
  return market
}

async function refer(market: Market, changes: { readonly needs?: ('personal-care' | 'end-of-life')[]; readonly source?: 'community'; readonly overruleReablement?: string } = {}) {
  const person = { externalReference: randomUUID(), givenName: 'Margaret', familyName: 'Bell', bornOn: null, address: '3 Orchard Close', postcode: 'NN13 6AA', phone: null, livesAlone: null, languages: [], gender: null }
  return referPerson(house, practitioner, { frameworkId: market.frameworkId, person, source: 'hospital-discharge', funder: 'council', receivedOn: '2026-03-02', note: null, serviceLine: 'core', needs: ['personal-care'], needsNote: null, languages: [], genderPreference: null, startByOn: '2026-03-09', pattern: week, ...changes })
}

/** Puts a package of the market's zone into reablement, as a practitioner does with somebody who waits. */
async function sent(market: Market): Promise<{ reablementId: string; packageId: string; personId: string }> {
  const { packageId, personId } = await aPackage(house, market)
  return { packageId, personId, ...(await sendToReablement(house, practitioner, { packageId, reason: 'She managed alone before her fall' })) }
}
const isWaiting = async (packageId: string): Promise<boolean> => (await seeBoard(house, BROKER)).some((row) => row.carePackage.id === packageId)

describe('the gateway', () => {
  test('sends whom the rule takes in to reablement, who then waits for no provider, and keeps its reasons either way', async () => {
    const market = await aCouncil(1)
    const first = await refer(market)
    assert.ok(first.reablementId !== null && !(await isWaiting(first.packageId)))
    const seen = await seeOneReablement(house, BROKER, first.reablementId)
    assert.deepEqual([seen.start, seen.decision?.goesFirst, seen.minutesBefore], [null, true, 210])
    const straight = await refer(market, { needs: ['end-of-life'] })
    assert.ok(straight.reablementId === null && (await isWaiting(straight.packageId)))
    const kept = await house.db.selectFrom('brokerage.reablement_decision').select(['goes_first', 'reasons']).where('package_id', '=', straight.packageId).executeTakeFirstOrThrow()
    assert.deepEqual([kept.goes_first, kept.reasons], [false, [{ clause: 'excluded-need', words: 'The rule excludes: end of life.' }]])
    assert.equal((await refer(market, { overruleReablement: 'Her daughter moves in' })).reablementId, null)
  })

  test('ends the search of somebody who already waited, and is for practitioners', async () => {
    const market = await aCouncil(1)
    const { packageId } = await aPackage(house, market)
    await openCallOff(house, BROKER, { packageId })
    await assert.rejects(sendToReablement(house, BROKER, { packageId, reason: 'x' }), Forbidden)
    await sendToReablement(house, practitioner, { packageId, reason: 'She managed alone before her fall' })
    await house.runJobs()
    assert.deepEqual(await offersOf(house, packageId), ['Ash: withdrawn'])
    await assert.rejects(sendToReablement(house, practitioner, { packageId, reason: 'again' }), refusedAs('package-withdrawn'))
  })
})

test('of many who ask for the last place at once one is given it', async () => {
  const market = await aCouncil(1)
  const all = []
  for (let at = 0; at < 5; at += 1) all.push(await sent(market))
  const given = await Promise.allSettled(all.map(({ reablementId }) => startReablement(house, practitioner, { reablementId, ...stay })))
  assert.equal(given.filter((each) => each.status === 'fulfilled').length, 1)
  assert.ok(given.every((each) => each.status === 'fulfilled' || refusedAs('no-room')(each.reason)))
  const room = (await seeReablement(house, commissioner)).rooms.find((each) => each.zoneId === market.zoneId)
  assert.deepEqual([room?.size, room?.taken, room?.free], [1, 1, 0])
})

describe('an exit', () => {
  test('with care makes a package with that week, which waits for a provider as a reablement exit, linked both ways', async () => {
    const market = await aCouncil(2)
    const { reablementId, packageId, personId } = await sent(market)
    await startReablement(house, practitioner, { reablementId, ...stay })
    const ended = await endReablement(house, practitioner, { reablementId, exitOn: day('2026-03-02'), ending: 'completed', care: week.slice(0, 3), note: null })
    const row = (await seeBoard(house, BROKER)).find((each) => each.carePackage.id === ended.packageId)
    assert.deepEqual([row?.carePackage.source, row?.carePackage.weeklyMinutes, row?.carePackage.personId], ['reablement-exit', 90, personId])
    const seen = await seeOneReablement(house, practitioner, reablementId)
    assert.deepEqual([seen.exit?.result, seen.exit?.minutesBefore, seen.exit?.minutesAfter, seen.next?.id], ['reduced', 210, 90, ended.packageId])
    assert.notEqual(packageId, ended.packageId)
    assert.deepEqual((await auditKinds(house, personId)).filter((kind) => kind.startsWith('reablement-')), ['reablement-referred', 'reablement-started', 'reablement-ended', 'reablement-read'])
    await assert.rejects(endReablement(house, practitioner, { reablementId, exitOn: day('2026-03-02'), ending: 'completed', care: 'none', note: null }), refusedAs('already-ended'))
  })

  test('for want of a place goes on with its own source and the day it was first received', async () => {
    const market = await aCouncil(0)
    const { reablementId } = await sent(market)
    await assert.rejects(startReablement(house, practitioner, { reablementId, ...stay }), refusedAs('no-room'))
    const { packageId } = await endReablement(house, practitioner, { reablementId, exitOn: day('2026-03-02'), ending: 'no-place', care: 'same', note: null })
    const row = (await seeBoard(house, BROKER)).find((each) => each.carePackage.id === packageId)
    assert.deepEqual([row?.carePackage.source, row?.carePackage.receivedOn.toString(), row?.carePackage.weeklyMinutes], ['community', '2026-03-02', 210])
  })
})

test('results count the completed by zone, with the rest left out, for commissioners and analysts', async () => {
  const market = await aCouncil(5)
  const cares = ['none', 'none', 'same', week.slice(0, 4)] as const
  for (const care of cares) {
    const { reablementId } = await sent(market)
    await startReablement(house, practitioner, { reablementId, ...stay })
    await endReablement(house, practitioner, { reablementId, exitOn: day('2026-03-02'), ending: 'completed', care, note: null })
  }
  const { reablementId } = await sent(market)
  await endReablement(house, practitioner, { reablementId, exitOn: day('2026-03-02'), ending: 'died', care: 'none', note: null })
  const found = (await seeReablementResults(house, as('analyst', 'Ana'), { split: 'zone' })).by.find((each) => each.group === market.zoneId)
  assert.deepEqual([found?.ended, found?.completed, found?.leftOut['not-begun'], found?.results.map((each) => [each.count, each.shareTenths]), found?.minutesAvoided], [5, 4, 1, [[2, 500], [1, 250], [1, 250], [0, 0]], 210 + 210 + 0 + 90])
  await assert.rejects(seeReablementResults(house, BROKER, { split: 'zone' }), Forbidden)
})
