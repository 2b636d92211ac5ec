import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { addSmallMarket, placeByHand } from '../../test/support/small-market.ts'
import { openTestHouse } from '../../test/support/test-house.ts'
import { systemActor, type Actor } from '../platform/access/actor.ts'
import { read, write } from '../platform/action/transaction.ts'
import { getPackage, getPerson, listPackages, personIdsByReference, personLabels, personNames, recordReferral, recordReferrals, searchPeople, withdrawPackage } from './public.ts'
import { aReferral, visitsOn } from './testing/a-referral.ts'

const house = await openTestHouse()
const market = await addSmallMarket(house)
const system = systemActor('test')
const provider: Actor = { ...system, role: 'provider-coordinator', name: 'Provider', userId: randomUUID(), organisationId: market.providerId }
const inZone = { frameworkId: market.frameworkId, zoneId: market.zoneId }

async function auditOf(personId: string): Promise<string[]> {
  const rows = await sql<{ kind: string }>`select kind from audit.event where person_id = ${personId} order by seq`.execute(house.db)
  return rows.rows.map((row) => row.kind)
}

async function countOf(table: string): Promise<number> {
  const rows = await sql<{ count: number }>`select count(*)::int as count from ${sql.raw(table)}`.execute(house.db)
  return rows.rows[0]?.count ?? -1
}

describe('recording a referral', () => {
  test('adds person, referral, package and week, and leaves its audit event', async () => {
    const made = await write(house, system, (work) => recordReferral(work, { ...aReferral({ pattern: visitsOn([1, 3], { workers: 2 }) }), ...inZone }))
    const found = await read(house, system, (work) => getPackage(work, made.packageId))
    assert.match(made.personReference, /^P1\d{5}$/)
    assert.match(made.packageReference, /^K1\d{5}$/)
    assert.equal(found.weeklyMinutes, 120)
    assert.equal(found.weeklyVisits, 2)
    assert.equal(found.mostWorkers, 2)
    assert.equal(found.receivedOn.toString(), '2026-03-02')
    assert.deepEqual(found.pattern.map((visit) => visit.dayOfWeek), [1, 3])
    assert.deepEqual(await auditOf(made.personId), ['referral-received'])
  })

  test('finds the person by the reference of the case system, and keeps what a newer referral leaves out', async () => {
    const first = await write(house, system, (work) => recordReferral(work, { ...aReferral({ person: { externalReference: 'CS-1', phone: '01280 555 0101' } }), ...inZone }))
    const second = await write(house, system, (work) => recordReferral(work, { ...aReferral({ person: { externalReference: 'CS-1', address: '9 High Street' } }), ...inZone }))
    assert.equal(second.personId, first.personId)
    assert.equal(second.personReference, first.personReference)
    const person = await read(house, system, (work) => getPerson(work, first.personId))
    assert.equal(person.address, '9 High Street')
    assert.equal(person.phone, '01280 555 0101')
    assert.deepEqual(await auditOf(first.personId), ['referral-received', 'person-changed', 'referral-received', 'person-read'])
  })

  test('adds a person who appears twice in one list once', async () => {
    const twice = ['2026-03-09', '2026-03-16'].map((startByOn) => ({ ...aReferral({ startByOn, person: { externalReference: 'CS-2' } }), ...inZone }))
    const [one, two] = await write(house, system, (work) => recordReferrals(work, twice))
    assert.equal(one?.personId, two?.personId)
    assert.notEqual(one?.packageId, two?.packageId)
  })

  test('refuses a pattern that cannot be made and a reference received before, and then nothing is left', async () => {
    const clash = [...visitsOn([1]), ...visitsOn([1], { minutes: 60 })]
    await write(house, system, (work) => recordReferral(work, { ...aReferral({ referralReference: 'R-1' }), ...inZone }))
    const before = [await countOf('care.person'), await countOf('care.package'), await countOf('audit.event')]
    const good = { ...aReferral({ person: { externalReference: 'CS-3' } }), ...inZone }
    await assert.rejects(write(house, system, (work) => recordReferrals(work, [good, { ...aReferral({ pattern: clash }), ...inZone }])), { code: 'pattern-impossible' })
    await assert.rejects(write(house, system, (work) => recordReferrals(work, [good, { ...aReferral({ referralReference: 'R-1' }), ...inZone }])), { code: 'referral-repeated' })
    await assert.rejects(
      write(house, system, async (work) => {
        await recordReferral(work, good)
        throw new Error('later in the transaction')
      }),
      /later/,
    )
    assert.deepEqual([await countOf('care.person'), await countOf('care.package'), await countOf('audit.event')], before)
  })

  test('is not for the database role of providers', async () => {
    await assert.rejects(write(house, provider, (work) => recordReferral(work, { ...aReferral(), ...inZone })), /permission denied/)
  })
})

describe('reading people', () => {
  test('labels show initials and leave no trace; names leave one for each person', async () => {
    const made = await write(house, system, (work) => recordReferral(work, { ...aReferral(), ...inZone }))
    const labels = await read(house, system, (work) => personLabels(work, [made.personId]))
    assert.deepEqual(labels.get(made.personId), { reference: made.personReference, initials: 'MB' })
    assert.deepEqual(await auditOf(made.personId), ['referral-received'])
    const names = await read(house, system, (work) => personNames(work, [made.personId]))
    assert.equal(names.get(made.personId)?.name, 'Margaret Bell')
    assert.deepEqual(await auditOf(made.personId), ['referral-received', 'person-read'])
  })

  test('a search leaves its own event and one for each person it showed', async () => {
    const made = await write(house, system, (work) => recordReferral(work, { ...aReferral({ person: { givenName: 'Zoë', familyName: 'O\'Neill-Quartermain' } }), ...inZone }))
    for (const search of [{ by: 'name', words: ['zoë', 'o\'neill'] }, { by: 'reference', text: made.personReference.toLowerCase() }] as const) {
      const { people } = await read(house, system, (work) => searchPeople(work, search, 20))
      assert.deepEqual(people.map((person) => person.id), [made.personId])
    }
    assert.deepEqual((await auditOf(made.personId)).slice(1), ['person-listed', 'person-listed'])
    const none = await read(house, system, (work) => searchPeople(work, { by: 'name', words: ['%'] }, 20))
    assert.deepEqual(none.people, [], 'a wildcard is a letter like another')
  })

  test('a provider sees a person only behind a placement it holds, by row-level security alone', async () => {
    const [placed, stranger] = await write(house, system, (work) => recordReferrals(work, [{ ...aReferral(), ...inZone }, { ...aReferral(), ...inZone }]))
    assert.ok(placed !== undefined && stranger !== undefined)
    await assert.rejects(read(house, provider, (work) => getPerson(work, placed.personId)), { name: 'NotFound' })
    await placeByHand(house, market, { packageId: placed.packageId, personId: placed.personId, startsOn: '2026-03-09' })
    assert.equal((await read(house, provider, (work) => getPerson(work, placed.personId))).familyName, 'Bell')
    await assert.rejects(read(house, provider, (work) => getPerson(work, stranger.personId)), { name: 'NotFound' })
    const packages = await read(house, provider, (work) => listPackages(work, [placed.packageId, stranger.packageId]))
    assert.deepEqual(packages.map((each) => [each.id, each.source, each.pattern.length]), [[placed.packageId, 'community', 7]])
    const ids = await read(house, provider, (work) => personIdsByReference(work, [placed.personReference, stranger.personReference]))
    assert.deepEqual([...ids.values()], [placed.personId])
    const other = { ...provider, organisationId: randomUUID() }
    await assert.rejects(read(house, other, (work) => getPerson(work, placed.personId)), { name: 'NotFound' })
  })
})

test('a package is withdrawn once', async () => {
  const made = await write(house, system, (work) => recordReferral(work, { ...aReferral(), ...inZone }))
  const on = Temporal.PlainDate.from('2026-03-04')
  await write(house, system, (work) => withdrawPackage(work, made.packageId, on, 'No longer needed'))
  assert.equal((await read(house, system, (work) => getPackage(work, made.packageId))).withdrawnOn?.toString(), '2026-03-04')
  await assert.rejects(write(house, system, (work) => withdrawPackage(work, made.packageId, on, 'Again')), { code: 'package-withdrawn' })
})
