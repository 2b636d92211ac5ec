import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { refusedAs } from '../../../test/support/refused-as.ts'
import { Forbidden, NotFound, Refused } from '../../platform/action/refused.ts'
import { newCapacity } from '../terms/capacity.ts'
import { BROKER, aMarket, aPackage, suspend, type Market } from '../testing/a-market.ts'
import { offerIdOf, offersOf } from '../testing/offers-of.ts'
import { answerOffer } from './answer-offer.ts'
import { assignWaiting, type RunRules } from './assign-waiting.ts'
import { acceptLine, refuseLine } from './decide-line.ts'
import { declareCapacity } from './declare-capacity.ts'
import { openCallOff } from './open-call-off.ts'
import { seeAssignment, seeAssignments } from './see-assignment.ts'

const house = await openTestHouse()
house.setNow('2026-03-02T09:00:00Z')
const RULES: RunRules = { crossZone: true, leadFirst: false, ratingFloor: 'requires-improvement', mostSharePercent: null }
const declare = (market: Market, name: string, hours: number, changes: object = {}) =>
  declareCapacity(house, market.coordinator(name), newCapacity.parse({ twoWorkers: false, needs: ['personal-care'], lines: [{ zoneId: market.zoneId, serviceLine: 'core', minutes: { morning: hours * 60 } }], ...changes }))
const code = (result: PromiseSettledResult<unknown>): string => (result.status === 'fulfilled' ? 'accepted' : result.reason instanceof Refused ? result.reason.code : String(result.reason))

/** The lines of a new run that are of this market's packages, by reference. */
async function run(references: readonly string[]) {
  const { assignmentId } = await assignWaiting(house, BROKER, { rules: RULES })
  const seen = await seeAssignment(house, BROKER, assignmentId)
  return { assignmentId, seen, lines: references.map((reference) => seen.lines.find((each) => each.reference === reference) ?? assert.fail(reference)) }
}

describe('an assignment of the waiting list', () => {
  test('gives packages to declared hours by tier, leaves the rest waiting with the reason, and places nothing', async () => {
    const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'secondary', null], ['Cedar', 'lead', null], ['Dale', 'lead', null]])
    await declare(market, 'Ash', 3.5)
    await declare(market, 'Birch', 3.5)
    house.setNow('2026-02-01T09:00:00Z')
    await declare(market, 'Cedar', 100)
    house.setNow('2026-03-02T09:00:00Z')
    const packages = [await aPackage(house, market), await aPackage(house, market), await aPackage(house, market)]
    const onOffer = await aPackage(house, market, { zoneId: null })
    const { seen, lines, assignmentId } = await run(packages.map((each) => each.reference))
    assert.deepEqual(lines.map((each) => each.proposed?.providerName ?? '').toSorted(), ['', 'Ash', 'Birch'])
    const waits = lines.find((each) => each.proposed === null)
    const words = waits?.reasons.map((each) => each.words).join(' ') ?? ''
    assert.match(words, /none has room left for 3\.5 hours/)
    assert.match(words, /Cedar \(declared on 1 February 2026, stale\); Dale \(nothing declared\)/)
    assert.ok(!seen.lines.some((each) => each.reference === onOffer.reference))
    assert.ok(seen.inputs.leftOut.noZone >= 1)
    assert.match(seen.inputsHash, /^[0-9a-f]{64}$/)
    assert.deepEqual(seen.comparison.map((each) => each.switch), ['cross-zone', 'lead-first', 'rating-floor', 'most-share'])
    assert.deepEqual(await offersOf(house, packages[0]?.packageId ?? ''), [])
    assert.equal((await seeAssignments(house, BROKER))[0]?.id, assignmentId)
    await assert.rejects(seeAssignment(house, market.coordinator('Ash'), assignmentId), Forbidden)
    await assert.rejects(assignWaiting(house, market.coordinator('Ash'), { rules: RULES }), Forbidden)
  })

  test('passes over whom the ordinary order leaves out, and who cannot meet a need or send two care workers', async () => {
    const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'lead', null]])
    await declare(market, 'Ash', 50)
    await declare(market, 'Birch', 50)
    await suspend(house, market.providerId('Ash'), '2026-01-01')
    const [plain, meals] = [await aPackage(house, market), await aPackage(house, market, { needs: ['meals'] })]
    const { lines } = await run([plain.reference, meals.reference])
    assert.equal(lines[0]?.proposed?.providerName, 'Birch')
    assert.match(lines[1]?.reasons.map((each) => each.words).join(' ') ?? '', /Birch: has no care worker with meals and drinks/)
  })
})

describe('a line of an assignment', () => {
  test('accepted becomes an offer to that provider alone, then the ordinary order', async () => {
    const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'secondary', null]])
    await declare(market, 'Birch', 3.5)
    const { packageId, reference } = await aPackage(house, market)
    const { lines: [line], assignmentId } = await run([reference])
    const opened = await acceptLine(house, BROKER, { assignmentId, line: line?.line ?? 0 })
    assert.equal(opened.offersSent, 1)
    assert.deepEqual(await offersOf(house, packageId), ['Birch: open'])
    const [first] = await house.db.selectFrom('brokerage.call_off_place').selectAll().where('call_off_id', '=', opened.callOffId).where('place', '=', 1).execute()
    assert.match(JSON.stringify(first?.reasons), /Best assignment of 2 March 2026/)
    await answerOffer(house, market.coordinator('Birch'), { offerId: await offerIdOf(house, packageId, 'Birch'), answer: 'declined', reason: 'no-capacity', note: null })
    const steps = await house.db.selectFrom('brokerage.call_off').select('steps').where('id', '=', opened.callOffId).executeTakeFirstOrThrow()
    assert.deepEqual(z.array(z.object({ label: z.string() })).parse(steps.steps).map((each) => each.label), ['Asked first', 'Lead providers'])
    await assert.rejects(acceptLine(house, BROKER, { assignmentId, line: line?.line ?? 0 }), refusedAs('already-decided'))
  })

  test('changed to another provider with declared hours asks that one; one without hours, or out of the order, is refused', async () => {
    const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'secondary', null], ['Cedar', 'lead', null]])
    await declare(market, 'Ash', 3.5)
    await declare(market, 'Birch', 3.5)
    const { packageId, reference } = await aPackage(house, market)
    const { lines: [line], assignmentId } = await run([reference])
    const key = { assignmentId, line: line?.line ?? 0 }
    await assert.rejects(acceptLine(house, BROKER, { ...key, providerId: market.providerId('Cedar') }), refusedAs('no-declared-hours'))
    await assert.rejects(openCallOff(house, BROKER, { packageId, first: { providerId: BROKER.organisationId ?? packageId, reason: { clause: 'x', words: 'x' } } }), refusedAs('not-in-order'))
    await acceptLine(house, BROKER, { ...key, providerId: market.providerId('Birch'), note: 'Knows the family' })
    assert.deepEqual(await offersOf(house, packageId), ['Birch: open'])
    await assert.rejects(acceptLine(house, BROKER, { assignmentId, line: 100_000 }), NotFound)
  })

  test('refused with a reason sends nothing, once', async () => {
    const market = await aMarket(house, [['Ash', 'lead', null]])
    await declare(market, 'Ash', 3.5)
    const { packageId, reference } = await aPackage(house, market)
    const { lines: [line], assignmentId } = await run([reference])
    const key = { assignmentId, line: line?.line ?? 0 }
    await refuseLine(house, BROKER, { ...key, note: 'The family asked to wait' })
    assert.deepEqual(await offersOf(house, packageId), [])
    await assert.rejects(refuseLine(house, BROKER, { ...key, note: 'Again' }), refusedAs('already-decided'))
    await assert.rejects(acceptLine(house, BROKER, key), refusedAs('already-decided'))
  })

  test('is not sent on hours that have become stale, or that a newer declaration no longer holds', async () => {
    const market = await aMarket(house, [['Ash', 'lead', null]])
    await declare(market, 'Ash', 3.5)
    const { reference } = await aPackage(house, market)
    const { lines: [line], assignmentId } = await run([reference])
    const key = { assignmentId, line: line?.line ?? 0 }
    await declare(market, 'Ash', 3)
    await assert.rejects(acceptLine(house, BROKER, key), refusedAs('capacity-taken'))
    house.setNow('2026-03-17T09:00:00Z')
    await assert.rejects(acceptLine(house, BROKER, key), refusedAs('capacity-stale'))
    house.setNow('2026-03-02T09:00:00Z')
  })
})

describe('when many brokers accept at once', () => {
  test('of 50 acceptances of one line one wins', async () => {
    const market = await aMarket(house, [['Ash', 'lead', null]])
    await declare(market, 'Ash', 350)
    const { packageId, reference } = await aPackage(house, market)
    const { lines: [line], assignmentId } = await run([reference])
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => acceptLine(house, BROKER, { assignmentId, line: line?.line ?? 0 })))
    assert.deepEqual(results.map(code).toSorted(), ['accepted', ...Array.from({ length: 49 }, () => 'already-decided')])
    assert.deepEqual(await offersOf(house, packageId), ['Ash: open'])
  })

  test('50 acceptances of different lines never send more than the last declared hours, and are told so plainly', async () => {
    const market = await aMarket(house, [['Ash', 'lead', null]])
    await declare(market, 'Ash', 175)
    const references: string[] = []
    for (let each = 0; each < 50; each += 1) references.push((await aPackage(house, market)).reference)
    const { lines, assignmentId } = await run(references)
    assert.equal(lines.filter((each) => each.proposed !== null).length, 50)
    await declare(market, 'Ash', 7)
    const results = await Promise.allSettled(lines.map((line) => acceptLine(house, BROKER, { assignmentId, line: line.line })))
    assert.deepEqual(results.map(code).toSorted(), ['accepted', 'accepted', ...Array.from({ length: 48 }, () => 'capacity-taken')])
    const later = await run([])
    assert.equal(later.seen.lines.filter((each) => each.proposed?.providerId === market.providerId('Ash')).length, 0)
  })
})
