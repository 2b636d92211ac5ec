import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { systemActor, type Actor } from '../../src/platform/access/actor.ts'
import { anonymousActor } from '../../src/platform/access/anonymous.ts'
import { read } from '../../src/platform/action/transaction.ts'
import type { Tx } from '../../src/platform/db/handles.ts'
import { ownCare } from '../../src/overview/reads/person-record.ts'
import { makeSmallCouncil } from '../support/small-council.ts'
import { openTestHouse } from '../support/test-house.ts'
import { becomePerson, rowsOfOthers, tablesOfPeople } from './leak-finder.ts'

const house = await openTestHouse()
await makeSmallCouncil(house)
const tables = await tablesOfPeople(house)
const people = await house.db.selectFrom('care.person').select('id').orderBy('reference').execute()
const anybody = fc.constantFrom(...people.map((each) => each.id))

/** Runs a body in a transaction that is always rolled back. */
async function scratch<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
  let answer: { value: T } | undefined
  const undone = new Error('undone')
  await house.db
    .transaction()
    .execute(async (tx) => {
      answer = { value: await body(tx) }
      throw undone
    })
    .catch((fault: unknown) => {
      if (fault !== undone) throw fault
    })
  if (answer === undefined) throw new Error('nothing was answered')
  return answer.value
}

const asPerson = (personId: string | null): Actor => ({ ...systemActor('Somebody'), role: 'person', personId })

describe('the second wall of people receiving care', () => {
  test('whoever it is, they read every row of their own and no other, in any table', async () => {
    assert.ok(tables.length >= 7)
    assert.ok(people.length > 3)
    await fc.assert(
      fc.asyncProperty(anybody, async (personId) => {
        assert.deepEqual(await scratch((tx) => rowsOfOthers(tx, personId, tables)), [])
      }),
      { numRuns: 30 },
    )
  })

  test('everything done in the role of a person is done behind it', async () => {
    const roles = async (actor: Actor) => read(house, actor, async (work) => (await sql<{ role: string; person: string | null }>`select current_user as role, access.person() as person`.execute(work.tx)).rows[0])
    assert.deepEqual(await roles(asPerson(people[0]?.id ?? '')), { role: 'tendwell_person', person: people[0]?.id ?? '' })
    assert.deepEqual(await roles(asPerson(null)), { role: 'tendwell_person', person: null })
    assert.deepEqual(await roles(anonymousActor(null)), { role: 'tendwell_person', person: null })
    assert.deepEqual(await roles(systemActor('test')), { role: 'tendwell_council', person: null })
  })

  test('somebody whose account stands for nobody reads nothing', async () => {
    for (const name of tables) {
      const seen = await read(house, asPerson(null), (work) => sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`.execute(work.tx))
      assert.equal(seen.rows[0]?.n, 0, name)
    }
  })

  test('they can write nothing, and read nothing of money, of the market but names, of accounts or of the audit trail', async () => {
    const writable = await sql<{ name: string }>`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
        and (has_any_column_privilege('tendwell_person', c.oid, 'insert') or has_any_column_privilege('tendwell_person', c.oid, 'update') or has_table_privilege('tendwell_person', c.oid, 'delete'))`.execute(house.db)
    assert.deepEqual(writable.rows, [])
    assert.deepEqual(tables.filter((name) => /^(payment|access|audit|notify|market|files)\./.test(name)), [])
    const refused = async (statement: ReturnType<typeof sql>) => {
      await assert.rejects(scratch(async (tx) => { await becomePerson(tx, people[0]?.id ?? ''); await statement.execute(tx) }), /permission denied/)
    }
    await refused(sql`select note from care.referral`)
    await refused(sql`select email from market.provider`)
    await refused(sql`select * from visits.visit_record`)
  })

  test('"My care" works behind it: their own visits, packages and the names of who comes', async () => {
    const placed = await house.db.selectFrom('brokerage.placement').select('person_id').orderBy('placed_at').executeTakeFirstOrThrow()
    const care = await ownCare(house, asPerson(placed.person_id))
    assert.equal(care.person.id, placed.person_id)
    assert.ok(care.packages.length > 0 && care.placements.length > 0)
    assert.ok([...care.providers.values()].every((name) => name.length > 0))
  })

  for (const name of ['care.person', 'visits.planned_visit', 'brokerage.placement']) {
    test(`negative control: without row-level security on ${name} the same search finds the leak`, async () => {
      const leaks = await scratch(async (tx) => {
        await sql`alter table ${sql.table(name)} disable row level security`.execute(tx)
        return rowsOfOthers(tx, people[0]?.id ?? '', tables)
      })
      assert.match(leaks.join(), new RegExp(`${name}: \\d+ rows`))
    })
  }

  test('negative control: a policy that forgets to ask who is asking, and a table that nobody thought of, are found', async () => {
    const leaks = await scratch(async (tx) => {
      await sql`alter policy person_own on care.package using (true)`.execute(tx)
      return rowsOfOthers(tx, people[0]?.id ?? '', [...tables, 'brokerage.offer'])
    })
    assert.match(leaks.join(), /care\.package: \d+ rows/)
    assert.match(leaks.join(), /brokerage\.offer: nobody has said/)
  })
})
