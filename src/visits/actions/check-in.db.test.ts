import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { fixedClock } from '../../platform/action/clock.ts'
import type { House } from '../../platform/action/work.ts'
import { aCaseload, type Caseload } from '../testing/a-caseload.ts'
import { makeCheckInLink, revokeCheckInLink, seeCheckInLinks } from './check-in-links.ts'
import { exchangeWithPhone, type PhoneAnswer } from './exchange-with-phone.ts'
import { makeHomeTag, revokeHomeTag } from './home-tags.ts'
import { planWeek } from './plan-week.ts'
import { putTimesRight, seeRoundVisit } from './round-visit.ts'
import { assignRounds, copyRounds, seeRounds } from './rounds.ts'

const house = await openTestHouse({ now: '2026-03-10T12:00:00Z' })
const TODAY = Temporal.PlainDate.from('2026-03-10')
const NOW_MS = Temporal.Instant.from('2026-03-10T12:00:00Z').epochMilliseconds
const at = (time: string): number => Temporal.Instant.from(`2026-03-10T${time}:00Z`).epochMilliseconds

interface Round { of: Caseload; secret: string; linkId: string; visits: number[]; tag: string }

/** A provider with somebody at 8am, a care worker with a link, and a tag at the home. */
async function aRound(people = 1): Promise<Round> {
  const of = await aCaseload(house, { people })
  await planWeek(house, systemActor('test'), { weekOn: TODAY })
  const { secret, checkInLinkId } = await makeCheckInLink(house, of.coordinator, { workerReference: 'W-1', workerName: 'Wren', days: 28 })
  const { visits } = await seeRounds(house, of.coordinator, { on: TODAY })
  await assignRounds(house, of.coordinator, { on: TODAY, seats: visits.map((visit) => ({ plannedVisitId: visit.plannedVisitId, seat: 1, workerReference: 'W-1' })) })
  const { code } = await makeHomeTag(house, of.coordinator, { personId: of.people[0]?.personId ?? '' })
  return { of, secret, linkId: checkInLinkId, visits: visits.map((visit) => visit.plannedVisitId), tag: code }
}
const say = (round: Round, events: readonly unknown[], changes: { phoneNowMs?: number; phoneId?: string; have?: string; at?: House } = {}): Promise<PhoneAnswer> =>
  exchangeWithPhone(changes.at ?? house, { secret: round.secret, phoneId: changes.phoneId ?? randomUUID(), phoneNowMs: changes.phoneNowMs ?? NOW_MS, have: changes.have ?? null, events })
const event = (round: Round, kind: 'in' | 'out', time: string, changes: object = {}) => ({ id: randomUUID(), kind, plannedVisitId: round.visits[0], phoneAtMs: at(time), proof: { by: 'tag', code: round.tag }, ...changes })
const records = (of: Caseload) => house.db.selectFrom('visits.visit_record').selectAll().where('provider_id', '=', of.providerId).orderBy('id').execute()

test('a check-in and a check-out become a visit record with its planned visit, methods and calls, marked as check-in', async () => {
  const round = await aRound()
  const first = await say(round, [event(round, 'in', '08:02')])
  assert.equal(first.standings[0]?.state, 'checked-in')
  assert.deepEqual(await records(round.of), [])
  await say(round, [event(round, 'out', '08:31')])
  const [record] = await records(round.of)
  assert.equal(record?.planned_visit_id, round.visits[0])
  assert.equal(record?.placement_id, round.of.people[0]?.placementId)
  assert.deepEqual([record?.check_in_method, record?.check_out_method, record?.verification, record?.worker_reference, record?.actual_minutes], ['tag', 'tag', 'full', 'W-1', 29])
  const file = await house.db.selectFrom('visits.visit_file').select(['layout', 'new_count', 'received_by']).where('provider_id', '=', round.of.providerId).executeTakeFirstOrThrow()
  assert.deepEqual({ ...file }, { layout: 'check-in', new_count: 1, received_by: 'Check-in link of W-1' })
})

test('the round says a short name, an address and what to do, is audited, and is not sent to a phone that has it', async () => {
  const round = await aRound()
  const first = await say(round, [])
  assert.ok(first.round)
  assert.deepEqual(first.round.visits.map(({ personName, address, startWords, minutes }) => ({ personName, address, startWords, minutes })), [{ personName: 'Ada C.', address: '1 High Street, NN13 6AA', startWords: '8am', minutes: 30 }])
  assert.equal((await say(round, [], { have: first.round.digest })).round, null)
  const reads = await house.db.selectFrom('audit.event').select('actor_name').where('kind', '=', 'person-read').where('person_id', '=', round.of.people[0]?.personId ?? '').execute()
  assert.equal(reads.length, 1)
})

test('the same events in any order, in any pieces, as often as you like, from two phones, make the same record once', async () => {
  const facts: unknown[][] = []
  for (const pieces of [[[0, 1, 2]], [[2], [1], [0]], [[1, 1], [0, 1, 2], [2, 0]]]) {
    const round = await aRound()
    const events = [event(round, 'in', '08:02'), event(round, 'out', '08:30'), event(round, 'out', '08:45')]
    for (const piece of pieces) await say(round, piece.map((place) => events[place]), { phoneId: randomUUID() })
    const current = (await records(round.of)).filter((record) => record.superseded_by === null)
    facts.push(current.map((record) => [record.actual_starts_at, record.actual_ends_at, record.actual_minutes, record.sequence]))
  }
  assert.equal(facts[0]?.length, 1)
  assert.deepEqual(facts[1], facts[0])
  assert.deepEqual(facts[2], facts[0])
})

test('an entry sent again is answered as repeated, one that cannot be taken is refused by itself, and the others are kept', async () => {
  const round = await aRound()
  const [stranger] = (await aRound()).visits
  const entry = event(round, 'in', '08:00')
  const { answers } = await say(round, [entry, { id: 'x', kind: 'dance' }, event(round, 'in', '08:01', { plannedVisitId: stranger }), event(round, 'in', '08:01', { proof: { by: 'hand', reasonCode: 'made-up', note: null, saidTime: null } })])
  assert.deepEqual(answers.map((each) => each.status), ['refused', 'refused', 'refused', 'kept'])
  assert.deepEqual((await say(round, [entry])).answers, [{ id: entry.id, status: 'repeated', reason: null }])
})

test('a phone’s clock twenty minutes slow is put right, and both times are kept', async () => {
  const round = await aRound()
  await say(round, [event(round, 'in', '07:40'), event(round, 'out', '08:10')], { phoneNowMs: at('11:40') })
  const [record] = await records(round.of)
  assert.equal(Temporal.Instant.from(record?.actual_starts_at ?? '').toString(), '2026-03-10T08:00:00Z')
  const [worker] = (await seeRoundVisit(house, round.of.coordinator, round.visits[0] ?? 0)).workers
  assert.deepEqual([worker?.events[0]?.phoneAt?.toString(), worker?.events[0]?.skewSeconds], ['2026-03-10T07:40:00Z', 1200])
})

test('a location is kept as a distance alone, reckoned here', async () => {
  const round = await aRound()
  await house.db.insertInto('market.area').values({ code: 'E01000001', name: 'Brackley 1' }).onConflict((on) => on.doNothing()).execute()
  await house.db.insertInto('market.postcode').values({ postcode: 'NN13 6AA', area_code: 'E01000001', longitude: -1.14, latitude: 52.03 }).onConflict((on) => on.doNothing()).execute()
  const proof = { by: 'place', latitude: 52.031, longitude: -1.14, accuracyMetres: 8 }
  await say(round, [event(round, 'in', '08:00', { proof }), event(round, 'out', '08:30', { proof: { ...proof, latitude: 52.05 } })])
  const [record] = await records(round.of)
  assert.deepEqual([record?.check_in_method, record?.check_in_metres, record?.check_out_metres, record?.verification], ['app', 111, 2224, 'location'])
  const kept = await house.db.selectFrom('visits.check_in_event').select('detail').where('provider_id', '=', round.of.providerId).execute()
  assert.doesNotMatch(JSON.stringify(kept), /52\.0|latitude/)
})

test('a revoked link gives nothing and takes nothing; what it did not send goes out by the next link', async () => {
  const round = await aRound()
  const entry = event(round, 'in', '08:00')
  await revokeCheckInLink(house, round.of.coordinator, { checkInLinkId: round.linkId })
  const gone = await say(round, [entry])
  assert.deepEqual([gone.link, gone.round, gone.answers], ['gone', null, []])
  await assert.rejects(revokeCheckInLink(house, round.of.coordinator, { checkInLinkId: round.linkId }), Refused)
  const { secret } = await makeCheckInLink(house, round.of.coordinator, { workerReference: 'W-1', workerName: 'Wren', days: 1 })
  assert.equal((await say({ ...round, secret }, [entry])).answers[0]?.status, 'kept')
  const late: House = { ...house, clock: fixedClock('2026-03-12T12:00:00Z') }
  const past = await say({ ...round, secret }, [event(round, 'out', '08:30')], { at: late })
  assert.deepEqual([past.link, past.round, past.answers[0]?.status], ['gone', null, 'kept'], 'past its end it still sends what was done, and gives no round')
})

test('a care worker has one link: the next ends the one before, and only digests are kept', async () => {
  const round = await aRound()
  const next = await makeCheckInLink(house, round.of.coordinator, { workerReference: 'W-1', workerName: 'Wren P', days: 7 })
  assert.equal((await say(round, [])).link, 'gone')
  assert.equal((await say({ ...round, secret: next.secret }, [])).link, 'live')
  assert.deepEqual((await seeCheckInLinks(house, round.of.coordinator)).map(({ reference, name, link }) => [reference, name, link?.phones]), [['W-1', 'Wren P', 1]])
  const rows = await house.db.selectFrom('visits.check_in_link').selectAll().execute()
  assert.ok(!rows.some((row) => JSON.stringify(row).includes(next.secret)))
})

test('a revoked tag proves nothing: the check-in is by hand, and says why', async () => {
  const round = await aRound()
  const { homeTagId, code } = await makeHomeTag(house, round.of.coordinator, { personId: round.of.people[0]?.personId ?? '' })
  await revokeHomeTag(house, round.of.coordinator, { homeTagId })
  await say(round, [event(round, 'in', '08:00', { proof: { by: 'tag', code } }), event(round, 'out', '08:30')])
  const [record] = await records(round.of)
  assert.deepEqual([record?.check_in_method, record?.verification, record?.reason_code], ['manual', 'location', 'invalid-device-code'])
})

test('a forgotten check-out is put right by the office: a record with adjusted times, the call beside them; another provider cannot', async () => {
  const round = await aRound()
  await say(round, [event(round, 'in', '08:02')])
  const input = { plannedVisitId: round.visits[0] ?? 0, workerReference: 'W-1', start: '8:02', end: '8:30', reasonCode: 'no-check-out', note: null }
  await assert.rejects(putTimesRight(house, (await aCaseload(house)).coordinator, input), NotFound)
  await assert.rejects(putTimesRight(house, round.of.coordinator, { ...input, end: '23:00' }), Refused)
  await putTimesRight(house, round.of.coordinator, input)
  const [record] = await records(round.of)
  assert.deepEqual([record?.actual_starts_at !== null, record?.actual_ends_at, record?.adjusted_minutes, record?.adjusted_by], [true, null, 28, 'Cora Coordinator'])
})

test('a day is filled as a week before: the same people at the same times', async () => {
  const round = await aRound(2)
  await planWeek(house, systemActor('test'), { weekOn: TODAY.add({ days: 7 }) })
  const next = TODAY.add({ days: 7 })
  assert.deepEqual(await copyRounds(house, round.of.coordinator, { on: next }), { changed: 2 })
  assert.deepEqual((await seeRounds(house, round.of.coordinator, { on: next })).visits.flatMap((visit) => visit.places.map((place) => place.workerReference)), ['W-1', 'W-1'])
  assert.deepEqual(await copyRounds(house, round.of.coordinator, { on: next }), { changed: 0 })
})
