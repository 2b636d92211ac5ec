import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { tableDigests } from '../../../test/support/table-digests.ts'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { refusedAs } from '../../../test/support/refused-as.ts'
import { recordReferrals } from '../../care/public.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { Forbidden, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import { newCapacity } from '../terms/capacity.ts'
import { offerIdOf } from '../testing/offers-of.ts'
import { BROKER, aMarket, aPackage, type Market } from '../testing/a-market.ts'
import { answerOffer } from './answer-offer.ts'
import { confirmStart } from './confirm-start.ts'
import { markFailure } from './mark-failure.ts'
import { moveBatch, sendBatch } from './move-batch.ts'
import { openCallOff } from './open-call-off.ts'
import { proposeBatch } from './propose-batch.ts'
import { declareCapacity } from './declare-capacity.ts'
import { handBack, carryOutHandBack } from './hand-back.ts'
import { rehearseFailure, seeFailure } from './see-failure.ts'
import { seeFailureBatch } from './see-failure-batch.ts'
import { withdrawWhenFailureBegins } from './withdraw-from-provider.ts'
import { splitPackage } from './split-package.ts'
import { sendNextOffers } from './send-next-offers.ts'

const PEOPLE = 200
const house = await openTestHouse()
const COMMISSIONER = { ...systemActor('Cal Commissioner'), role: 'commissioner' as const }
const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'lead', null], ['Council team', 'last-resort', null]])
const day = (text: string) => Temporal.PlainDate.from(text)

/** People whom Ash cares for since 5 January 2026; every fourth lives alone, every tenth has a time-critical visit by two care workers and needs medicines. */
async function caredForByAsh(of: Market, count: number): Promise<void> {
  const asked = Array.from({ length: count }, (_, at) => ({
    source: 'community' as const, funder: 'council' as const, receivedOn: '2026-01-02', note: null, serviceLine: 'core' as const, needs: at % 10 === 0 ? (['medicines'] as const).slice() : [], needsNote: null, languages: [], genderPreference: null, startByOn: '2026-01-05',
    pattern: [1, 2, 3, 4, 5, 6, 7].map((dayOfWeek) => ({ dayOfWeek, earliestMinute: 480, latestMinute: 510, minutes: 30, workers: at % 10 === 0 ? (2 as const) : (1 as const), timeCritical: at % 10 === 0 })),
    person: { externalReference: null, givenName: 'Ada', familyName: `Cole ${String(at)}`, bornOn: null, address: '1 High Street, Brackley', postcode: 'NN13 6AA', phone: null, livesAlone: at % 4 === 0, languages: [], gender: null },
    frameworkId: of.frameworkId, zoneId: of.zoneId,
  }))
  const recorded = await write(house, BROKER, (work) => recordReferrals(work, asked))
  const at = '2026-01-02T09:00:00Z'
  const rows = recorded.map((each) => ({ ...each, callOffId: randomUUID(), offerId: randomUUID() }))
  const providerId = of.providerId('Ash')
  await house.db.insertInto('brokerage.call_off').values(rows.map((row) => ({ id: row.callOffId, package_id: row.packageId, framework_id: of.frameworkId, zone_id: of.zoneId, rule_version: 'test', steps: '[]', opened_at: at, opened_by: 'test', closed_at: at, closed_reason: 'placed' }))).execute()
  await house.db.insertInto('brokerage.offer').values(rows.map((row) => ({ id: row.offerId, call_off_id: row.callOffId, package_id: row.packageId, provider_id: providerId, step: 1, place: 1, sent_at: at, reply_by_at: at, pence_per_hour: 2000 }))).execute()
  await house.db.insertInto('brokerage.placement').values(rows.map((row) => ({ id: randomUUID(), package_id: row.packageId, person_id: row.personId, provider_id: providerId, offer_id: row.offerId, framework_id: of.frameworkId, zone_id: of.zoneId, service_line: 'core', tier: 'lead', starts_on: '2026-01-05', pence_per_hour: 2000, placed_at: at }))).execute()
}

const counted = async (failureId: string): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const { step } of (await seeFailure(house, COMMISSIONER, failureId)).people) counts[step] = (counts[step] ?? 0) + 1
  return counts
}
const declare = (of: Market, name: string, hours: number) => declareCapacity(house, of.coordinator(name), newCapacity.parse({ twoWorkers: true, needs: ['medicines', 'personal-care'], lines: [{ zoneId: of.zoneId, serviceLine: 'core', minutes: { morning: hours * 60 } }] }))

test('a provider of 200 people fails: rehearsed without a trace, then done in batches, and each person is tracked to a confirmed start', async () => {
  await caredForByAsh(market, PEOPLE)
  const providerId = market.providerId('Ash')

  const before = await tableDigests(house)
  const rehearsal = await rehearseFailure(house, COMMISSIONER, providerId)
  assert.ok('care.package' in before && 'brokerage.offer' in before && Object.keys(before).length > 60)
  assert.deepEqual(await tableDigests(house), before, 'a rehearsal changes no table')
  assert.equal(rehearsal.people.length, PEOPLE)
  assert.deepEqual(rehearsal.people[0]?.risk.reasons.map((reason) => reason.clause), ['time-critical', 'lives-alone', 'medicines', 'two-workers', 'no-cover'])
  assert.ok(rehearsal.people.every((each, at) => at === 0 || each.risk.points <= (rehearsal.people[at - 1]?.risk.points ?? 0)))
  const orders = rehearsal.people.map((each) => each.order.places.filter((place) => place.step !== null).map((place) => place.providerName).join(', then '))
  assert.deepEqual([...new Set(orders)], ['Birch, then Council team'])

  const { failureId } = await markFailure(house, COMMISSIONER, { providerId, kind: 'emergency', fromOn: day('2026-03-02'), reason: 'It cannot pay wages' })
  await assert.rejects(markFailure(house, COMMISSIONER, { providerId, kind: 'soft', fromOn: day('2026-03-02'), reason: 'Again' }), (fault: unknown) => fault instanceof Refused && fault.code === 'failure-once')
  await assert.rejects(markFailure(house, market.coordinator('Birch'), { providerId, kind: 'soft', fromOn: day('2026-03-05'), reason: 'No' }), Forbidden)
  assert.deepEqual(await counted(failureId), { 'with-provider': PEOPLE })

  const ids = (await seeFailure(house, COMMISSIONER, failureId)).people.map((each) => each.placementId)
  const first = { failureId, placementIds: ids.slice(0, 50), handoverOn: day('2026-03-04') }
  const twice = await Promise.all([moveBatch(house, BROKER, first), moveBatch(house, COMMISSIONER, first)])
  assert.deepEqual(twice.map((each) => each.referred).toSorted((a, b) => a - b), [0, 50], 'of two who send the same batch one does')
  assert.deepEqual(await moveBatch(house, BROKER, { failureId, placementIds: ids, handoverOn: day('2026-03-06') }), { referred: 150, searching: 150, passedOver: 50 })
  assert.deepEqual(await counted(failureId), { searching: PEOPLE })
  const urgencies = await house.db.selectFrom('care.referral').select(['urgency']).where('source', '=', 'provider-hand-back').execute()
  assert.deepEqual([urgencies.length, ...new Set(urgencies.map((each) => each.urgency))], [PEOPLE, 'emergency'], 'the people of a provider that stops are referred as emergencies')

  const moved = await seeFailure(house, COMMISSIONER, failureId)
  const next = moved.people.slice(0, 3).map((each) => each.next?.packageId ?? '')
  const offers = await house.db.selectFrom('brokerage.offer').select(['id', 'package_id', 'call_off_id']).where('package_id', 'in', next).execute()
  const offerOf = (packageId: string | undefined) => offers.find((offer) => offer.package_id === packageId)
  const [taken, declined] = [offerOf(next[0]), offerOf(next[1])]
  const { placementId } = await answerOffer(house, market.coordinator('Birch'), { offerId: taken?.id ?? '', answer: 'accepted', startsOn: day('2026-03-05') })
  await answerOffer(house, market.coordinator('Birch'), { offerId: declined?.id ?? '', answer: 'declined', reason: 'no-capacity', note: null })
  assert.deepEqual(await sendNextOffers(house, BROKER, { callOffId: declined?.call_off_id ?? '' }), { kind: 'sent', step: 2, offers: 1 }, 'the provider of last resort is asked')
  assert.deepEqual(await counted(failureId), { searching: PEOPLE - 1, placed: 1 })
  house.setNow('2026-03-05T12:00:00Z')
  await confirmStart(house, market.coordinator('Birch'), { placementId: placementId ?? '', startedOn: day('2026-03-05') })
  assert.deepEqual(await counted(failureId), { searching: PEOPLE - 1, started: 1 })
})

test('marking a failure withdraws what is open, tells the provider and lets the search go on; of a later day, on that day', async () => {
  const own = await aMarket(house, [['Oak', 'lead', null], ['Pine', 'lead', null], ['Rowan', 'secondary', null]])
  const { packageId } = await aPackage(house, own)
  await openCallOff(house, BROKER, { packageId })
  const { withdrawn } = await markFailure(house, COMMISSIONER, { providerId: own.providerId('Oak'), kind: 'emergency', fromOn: day('2026-03-05'), reason: 'No staff' })
  assert.equal(withdrawn, 1)
  const later = await markFailure(house, COMMISSIONER, { providerId: own.providerId('Pine'), kind: 'planned', fromOn: day('2026-03-06'), reason: 'It leaves' })
  assert.equal(later.withdrawn, 0, 'until its day it may still answer')
  const answers = async () => Object.fromEntries((await house.db.selectFrom('brokerage.offer as o').innerJoin('market.provider as p', 'p.id', 'o.provider_id').leftJoin('brokerage.offer_answer as a', 'a.offer_id', 'o.id').select(['p.name', 'a.answer']).where('o.package_id', '=', packageId).execute()).map((row) => [row.name, row.answer]))
  assert.deepEqual(await answers(), { Oak: 'withdrawn', Pine: null })
  assert.equal(await withdrawWhenFailureBegins(house, BROKER, later), undefined, 'not before its day')
  house.setNow('2026-03-06T08:00:00Z')
  assert.equal(await withdrawWhenFailureBegins(house, BROKER, later), 1)
  assert.equal(await withdrawWhenFailureBegins(house, BROKER, later), undefined, 'safe to run twice')
  const { callOffId } = (await house.db.selectFrom('brokerage.call_off').select('id as callOffId').where('package_id', '=', packageId).executeTakeFirstOrThrow())
  await sendNextOffers(house, BROKER, { callOffId })
  assert.deepEqual(await answers(), { Oak: 'withdrawn', Pine: 'withdrawn', Rowan: null })
})

test('a batch is proposed by the best assignment with the declared reserve as net, edited, and sent; never more than was declared', async () => {
  house.setNow('2026-03-09T09:00:00Z')
  const own = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'lead', null], ['Council team', 'last-resort', null]])
  await caredForByAsh(own, 6)
  const { failureId } = await markFailure(house, COMMISSIONER, { providerId: own.providerId('Ash'), kind: 'emergency', fromOn: day('2026-03-09'), reason: 'It cannot pay wages' })
  // The first needs seven hours (two care workers), each other 3.5: Birch has room for the first two of the list, the reserve for one.
  await declare(own, 'Birch', 10.5)
  await declare(own, 'Council team', 3.5)
  const { batchId } = await proposeBatch(house, BROKER, { failureId, people: 5 })
  const seen = await seeFailureBatch(house, BROKER, { failureId, batchId })
  assert.deepEqual(seen.people.map((each) => each.place.proposed?.providerName ?? null).toSorted(), ['Birch', 'Birch', 'Council team', null, null].toSorted())
  assert.equal(seen.people[0]?.place.proposed?.providerName, 'Birch', 'whoever is at the highest risk goes to a lead')
  assert.deepEqual(seen.reserve, { providerNames: ['Council team'], declared: 210, used: 210 })
  const people = seen.people.map((each) => ({ placementId: each.placementId, providerId: own.providerId('Birch') }))
  await assert.rejects(sendBatch(house, BROKER, { failureId, batchId, handoverOn: day('2026-03-10'), people }), refusedAs('capacity-taken'))
  assert.deepEqual(await counted(failureId), { 'with-provider': 6 }, 'nobody was moved by a batch that is refused')
  const edited = seen.people.slice(0, 4).map((each) => ({ placementId: each.placementId, providerId: each.place.proposed?.providerId ?? null }))
  const sent = await Promise.allSettled([sendBatch(house, BROKER, { failureId, batchId, handoverOn: day('2026-03-10'), people: edited }), sendBatch(house, BROKER, { failureId, batchId, handoverOn: day('2026-03-10'), people: edited })])
  assert.deepEqual(sent.map((each) => (each.status === 'fulfilled' ? each.value.referred : 'refused')).toSorted(), [0, 4], 'of two who send the same batch one does')
  const after = await seeFailureBatch(house, BROKER, { failureId, batchId })
  for (const each of after.people.filter((one) => one.move !== null)) {
    const { places } = await callOffOf(each.next?.packageId ?? '')
    const first = each.place.proposed?.providerName ?? 'Birch'
    assert.deepEqual([places[0], places.at(-1)], [first, first === 'Council team' ? 'Birch' : 'Council team'])
  }
  assert.deepEqual(await counted(failureId), { 'with-provider': 2, searching: 4 })
  assert.deepEqual((await seeFailure(house, COMMISSIONER, failureId)).days.map((each) => [each.on.toString(), each.referred]), [['2026-03-09', 4]])
})

test('a person whose package that follows is split is tracked through its parts, to the start of the last', async () => {
  house.setNow('2026-03-12T09:00:00Z')
  const own = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'lead', null], ['Cedar', 'lead', null]])
  await caredForByAsh(own, 1)
  const { failureId } = await markFailure(house, COMMISSIONER, { providerId: own.providerId('Ash'), kind: 'emergency', fromOn: day('2026-03-12'), reason: 'It stops' })
  const placementIds = (await seeFailure(house, COMMISSIONER, failureId)).people.map((each) => each.placementId)
  await moveBatch(house, BROKER, { failureId, placementIds, handoverOn: day('2026-03-12') })
  const person = async () => (await seeFailure(house, COMMISSIONER, failureId)).people[0]
  const share = [1, 2, 3, 4, 5, 6, 7].map((dayOfWeek) => ({ dayOfWeek, earliestMinute: 480, workers: 1 as const }))
  const whole = (await person())?.next?.packageId ?? ''
  const parts = await splitPackage(house, BROKER, { packageId: whole, parts: [share, share], reason: 'One care worker each' })
  assert.deepEqual([(await person())?.step, (await person())?.next?.packageId, (await person())?.next?.parts.map((part) => part.step)], ['waiting', whole, ['waiting', 'waiting']])
  for (const [index, { packageId }] of parts.entries()) {
    const name = index === 0 ? 'Birch' : 'Cedar'
    await openCallOff(house, BROKER, { packageId })
    const { placementId } = await answerOffer(house, own.coordinator(name), { offerId: await offerIdOf(house, packageId, name), answer: 'accepted', startsOn: day('2026-03-12') })
    await confirmStart(house, own.coordinator(name), { placementId: placementId ?? '', startedOn: day('2026-03-12') })
    if (index === 0) assert.deepEqual([(await person())?.step, (await person())?.next?.startedOn], ['waiting', null], 'one part has begun, the other waits')
  }
  const seen = await person()
  assert.deepEqual([seen?.step, seen?.next?.providerName, seen?.next?.startedOn?.toString()], ['started', 'Birch and Cedar', '2026-03-12'])
  assert.equal((await seeFailure(house, COMMISSIONER, failureId)).days[0]?.started, 1, 'one person, not two')
})

/** Whom a search asks, in order. */
async function callOffOf(packageId: string): Promise<{ readonly places: readonly string[] }> {
  const rows = await house.db.selectFrom('brokerage.call_off_place as p').innerJoin('brokerage.call_off as c', 'c.id', 'p.call_off_id').innerJoin('market.provider as m', 'm.id', 'p.provider_id').select(['m.name', 'p.step']).where('c.package_id', '=', packageId).where('p.step', 'is not', null).orderBy('p.place').execute()
  return { places: rows.map((row) => row.name) }
}

test('a package that was handed back is not offered to the same provider again, however often it moves on', async () => {
  house.setNow('2026-03-16T09:00:00Z')
  const own = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'lead', null]])
  let { packageId } = await aPackage(house, own, { startByOn: '2026-03-17' })
  for (const name of ['Ash', 'Birch']) {
    await openCallOff(house, BROKER, { packageId })
    const answered = await answerOffer(house, own.coordinator(name), { offerId: await offerIdOf(house, packageId, name), answer: 'accepted', startsOn: day('2026-03-17') })
    const placementId = answered.placementId ?? ''
    await handBack(house, own.coordinator(name), { placementId, lastOn: day('2026-03-20'), isAtOnce: true, reason: 'no-care-workers', note: 'Two care workers left' })
    await carryOutHandBack(house, BROKER, { placementId })
    packageId = (await house.db.selectFrom('brokerage.follow_on').select('package_id').where('placement_id', '=', placementId).executeTakeFirstOrThrow()).package_id
  }
  await openCallOff(house, BROKER, { packageId })
  const places = await house.db.selectFrom('brokerage.call_off_place as p').innerJoin('brokerage.call_off as c', 'c.id', 'p.call_off_id').select(['p.step', 'p.reasons']).where('c.package_id', '=', packageId).execute()
  assert.deepEqual(places.map((place) => [place.step, JSON.stringify(place.reasons).includes('handed this package back')]), [[null, true], [null, true]])
})
