import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { recordReferrals } from '../../care/public.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { Forbidden, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import { BROKER, aMarket, type Market } from '../testing/a-market.ts'
import { answerOffer } from './answer-offer.ts'
import { confirmStart } from './confirm-start.ts'
import { markFailure, moveBatch } from './mark-failure.ts'
import { rehearseFailure, seeFailure } from './see-failure.ts'
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
const rowsOf = async (): Promise<number[]> => Promise.all((['care.package', 'brokerage.call_off', 'brokerage.offer', 'brokerage.placement_end', 'market.suspension'] as const).map(async (table) => Number((await house.db.selectFrom(table).select((of) => of.fn.countAll().as('n')).executeTakeFirstOrThrow()).n)))

test('a provider of 200 people fails: rehearsed without a trace, then done in batches, and each person is tracked to a confirmed start', async () => {
  await caredForByAsh(market, PEOPLE)
  const providerId = market.providerId('Ash')

  const before = await rowsOf()
  const rehearsal = await rehearseFailure(house, COMMISSIONER, providerId)
  assert.deepEqual(await rowsOf(), before, 'a rehearsal writes nothing')
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
