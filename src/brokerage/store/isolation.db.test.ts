import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { read } from '../../platform/action/transaction.ts'
import type { Work } from '../../platform/action/work.ts'
import { answerOffer } from '../actions/answer-offer.ts'
import { openCallOff } from '../actions/open-call-off.ts'
import { setInterimCover } from '../actions/set-interim-cover.ts'
import { getPlacement, listPlacements } from '../public.ts'
import { BROKER, aMarket, aPackage } from '../testing/a-market.ts'
import { offerIdOf } from '../testing/offers-of.ts'

const house = await openTestHouse()
const market = await aMarket(house, [['Ash', 'lead', 1], ['Birch', 'lead', 2], ['Cedar', 'secondary', 1]])
const { packageId, personId } = await aPackage(house, market)
await setInterimCover(house, BROKER, { packageId, kind: 'family', note: null })
await openCallOff(house, BROKER, { packageId })
const ashOffer = await offerIdOf(house, packageId, 'Ash')
const birchOffer = await offerIdOf(house, packageId, 'Birch')

/** Raw SQL as a provider's database role, past every action: only the second wall stands. */
const asProvider = <T>(name: string, look: (work: Work) => Promise<T>): Promise<T> => read(house, market.coordinator(name), look)
const rowsSeen = async (name: string, table: string): Promise<number> =>
  asProvider(name, async (work) => (await sql<{ count: number }>`select count(*)::int as count from ${sql.raw(table)}`.execute(work.tx)).rows[0]?.count ?? -1)
const refusedByDatabase = /row-level security|permission denied/

describe('the second wall around offers', () => {
  test('a provider sees its own offer and place, and no one else\'s', async () => {
    assert.deepEqual([await rowsSeen('Ash', 'brokerage.offer'), await rowsSeen('Ash', 'brokerage.call_off_place'), await rowsSeen('Ash', 'brokerage.call_off')], [1, 1, 1])
    assert.deepEqual([await rowsSeen('Cedar', 'brokerage.offer'), await rowsSeen('Cedar', 'brokerage.call_off')], [0, 0])
    assert.deepEqual([await rowsSeen('Cedar', 'care.package'), await rowsSeen('Cedar', 'care.pattern_visit')], [0, 0])
  })

  test('a provider that was asked sees the package but not the person, until it holds the placement', async () => {
    assert.deepEqual([await rowsSeen('Ash', 'care.package'), await rowsSeen('Ash', 'care.person')], [1, 0])
  })

  test('a provider sees nothing of interim cover or of who was passed over', async () => {
    for (const table of ['brokerage.interim_cover', 'brokerage.call_off_skip']) await assert.rejects(rowsSeen('Ash', table), refusedByDatabase)
  })

  test('a provider cannot answer for another by raw SQL', async () => {
    const forge = (answeredAs: string, offerId: string) => asProvider('Ash', (work) =>
      sql`insert into brokerage.offer_answer (offer_id, provider_id, answer, reason, answered_at, answered_by) values (${offerId}, ${market.providerId(answeredAs)}, 'declined', 'rate', ${work.now.toString()}, 'x')`.execute(work.tx))
    await assert.rejects(forge('Birch', birchOffer), refusedByDatabase)
    await assert.rejects(forge('Ash', birchOffer), refusedByDatabase)
  })

  test('a provider cannot place a package it was not offered, or change and delete what is decided', async () => {
    const place = asProvider('Cedar', (work) =>
      sql`insert into brokerage.placement (id, package_id, person_id, provider_id, offer_id, framework_id, zone_id, service_line, tier, starts_on, pence_per_hour, placed_at)
        values (${randomUUID()}, ${packageId}, ${personId}, ${market.providerId('Cedar')}, ${ashOffer}, ${market.frameworkId}, ${market.zoneId}, 'core', 'lead', '2026-03-09', 9999, ${work.now.toString()})`.execute(work.tx))
    await assert.rejects(place, refusedByDatabase)
    await assert.rejects(asProvider('Ash', (work) => sql`update brokerage.offer set reply_by_at = '2030-01-01'`.execute(work.tx)), refusedByDatabase)
    await assert.rejects(asProvider('Ash', (work) => sql`delete from brokerage.offer`.execute(work.tx)), refusedByDatabase)
    const closed = await asProvider('Cedar', (work) => sql`update brokerage.call_off set closed_at = now()`.execute(work.tx))
    assert.equal(closed.numAffectedRows, 0n)
    await assert.rejects(asProvider('Ash', (work) => sql`update brokerage.call_off set closed_at = now(), closed_reason = 'withdrawn'`.execute(work.tx)), refusedByDatabase)
  })

  test('a placement is seen by the provider that holds it, with the person, and by no other', async () => {
    const { placementId } = await answerOffer(house, market.coordinator('Ash'), { offerId: ashOffer, answer: 'accepted', startsOn: Temporal.PlainDate.from('2026-03-09') })
    assert.deepEqual([await rowsSeen('Ash', 'brokerage.placement'), await rowsSeen('Ash', 'care.person')], [1, 1])
    assert.deepEqual([await rowsSeen('Birch', 'brokerage.placement'), await rowsSeen('Birch', 'care.person'), await rowsSeen('Birch', 'brokerage.offer_answer')], [0, 0, 0])
    await assert.rejects(asProvider('Birch', (work) => getPlacement(work, placementId ?? '')), /was not found/)
    assert.deepEqual(await asProvider('Birch', (work) => listPlacements(work, { personId })), [])
  })

  test('without the policy the wall would be down: the negative control of this file', async (t) => {
    const open = await openTestHouse({ t })
    const other = await aMarket(open, [['Ash', 'lead', 1], ['Birch', 'lead', 2]])
    const placed = await aPackage(open, other)
    await openCallOff(open, BROKER, { packageId: placed.packageId })
    await sql`alter table brokerage.offer disable row level security`.execute(open.db)
    const seen = await read(open, other.coordinator('Ash'), (work) => work.tx.selectFrom('brokerage.offer').select('id').execute())
    assert.equal(seen.length, 2)
  })
})
