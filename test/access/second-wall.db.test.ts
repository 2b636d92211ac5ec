import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import type { Tx } from '../../src/platform/db/handles.ts'
import { makeSmallCouncil } from '../support/small-council.ts'
import { openTestHouse } from '../support/test-house.ts'
import { becomeProvider, foreignRows, PUBLIC_TABLES, tablesOfProviders } from './leak-finder.ts'

const house = await openTestHouse()
const council = await makeSmallCouncil(house)
const [a, b] = [council.providers.a.id, council.providers.b.id]
const tables = await tablesOfProviders(house)

/** Runs a body in a transaction that is always rolled back: what it does to the schema and the rows is for one question. */
async function scratch<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
  let answer: { value: T } | undefined
  const undone = new Error('undone')
  try {
    await house.db.transaction().execute(async (tx) => {
      answer = { value: await body(tx) }
      throw undone
    })
  } catch (fault) {
    if (fault !== undone) throw fault
  }
  if (answer === undefined) throw new Error('nothing was answered')
  return answer.value
}

const asProvider = <T>(providerId: string, body: (tx: Tx) => Promise<T>): Promise<T> =>
  scratch(async (tx) => {
    await becomeProvider(tx, providerId)
    return body(tx)
  })

/** How the database refuses a statement in a role; undefined when it lets it through. */
async function refusal(role: string | null, statement: ReturnType<typeof sql>): Promise<string | undefined> {
  try {
    await scratch(async (tx) => {
      await becomeProvider(tx, a)
      await sql`reset role`.execute(tx)
      if (role !== null) await sql`set local role ${sql.ref(role)}`.execute(tx)
      await statement.execute(tx)
    })
    return undefined
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault)
  }
}

describe('the second wall: row-level security under the role of providers', () => {
  test('every table that says whose a row is and that providers may read has row-level security', async () => {
    const open = await sql<{ name: string }>`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and not c.relrowsecurity and has_any_column_privilege('tendwell_provider', c.oid, 'select')
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname in ('provider_id', 'organisation_id', 'person_id', 'package_id') and not a.attisdropped)`.execute(house.db)
    assert.deepEqual(open.rows.map((row) => row.name).filter((name) => !PUBLIC_TABLES.includes(name)), [])
  })

  test('a provider reads no row of another, in any table', async () => {
    assert.ok(tables.length >= 12)
    assert.deepEqual(await scratch((tx) => foreignRows(tx, a, tables)), [])
    assert.deepEqual(await scratch((tx) => foreignRows(tx, b, tables)), [])
  })

  test('a provider reads people it cares for and packages it was offered, and no other', async () => {
    const seen = await asProvider(a, async (tx) => ({
      people: await tx.selectFrom('care.person').select('family_name').execute(),
      packages: await tx.selectFrom('care.package').select('id').execute(),
    }))
    const placed = await house.db.selectFrom('brokerage.placement').innerJoin('care.person', 'care.person.id', 'brokerage.placement.person_id').select('family_name').where('provider_id', '=', a).execute()
    const offered = await house.db.selectFrom('brokerage.offer').select('package_id').distinct().where('provider_id', '=', a).execute()
    assert.deepEqual(seen.people.map((each) => each.family_name).sort(), placed.map((each) => each.family_name).sort())
    assert.deepEqual(seen.packages.map((each) => each.id).sort(), offered.map((each) => each.package_id).sort())
  })

  test('a provider whose organisation is not set reads nothing', async () => {
    assert.deepEqual(await asProvider('', (tx) => tx.selectFrom('brokerage.offer').select('id').execute()).catch(() => []), [])
  })

  test('a provider cannot write a row for another: each of its rows, copied in the other’s name, is refused', async () => {
    const accepted: string[] = []
    let tried = 0
    for (const { name, column } of tables) {
      if ((await countOf(name, a, column)) === 0) continue
      tried += 1
      const copy = sql`insert into ${sql.table(name)} overriding system value select (jsonb_populate_record(t, jsonb_build_object(${sql.lit(column)}::text, ${b}::text))).* from ${sql.table(name)} t limit 1`
      const fault = await refusal('tendwell_provider', copy)
      if (fault === undefined || !/row-level security|permission denied/.test(fault)) accepted.push(`${name}: ${fault ?? 'was let through'}`)
    }
    assert.ok(tried >= 9)
    assert.deepEqual(accepted, [])
  })

  test('a provider cannot give its rows away to another', async () => {
    const given: string[] = []
    for (const { name, column } of tables) {
      if ((await countOf(name, a, column)) === 0) continue
      const fault = await refusal('tendwell_provider', sql`update ${sql.table(name)} set ${sql.ref(column)} = ${b}::uuid`)
      if (fault === undefined || !/row-level security|permission denied/.test(fault)) given.push(`${name}: ${fault ?? 'was let through'}`)
    }
    assert.deepEqual(given, [])
  })

  test('what was paid, offered or decided is changed by neither role, and the audit trail not even by the owner', async () => {
    const decided = {
      'payment.pay_run': 'run_by', 'payment.statement': 'total_pence', 'payment.pay_line': 'kind', 'payment.rule_set': 'document', 'payment.pay_run_event': 'note', 'payment.hold': 'reason', 'payment.payment_export': 'content', 'payment.remittance': 'content',
      'brokerage.offer': 'pence_per_hour', 'brokerage.offer_answer': 'answer', 'brokerage.placement': 'pence_per_hour', 'brokerage.placement_end': 'ends_on', 'brokerage.call_off': 'steps', 'brokerage.call_off_place': 'place',
      'visits.visit_record': 'outcome', 'visits.visit_file': 'name', 'visits.visit_exception': 'facts', 'visits.planned_visit': 'minutes', 'audit.event': 'kind',
    }
    const changed: string[] = []
    for (const role of ['tendwell_council', 'tendwell_provider']) {
      for (const [name, column] of Object.entries(decided)) {
        for (const statement of [sql`update ${sql.table(name)} set ${sql.ref(column)} = ${sql.ref(column)}`, sql`delete from ${sql.table(name)}`]) {
          const fault = await refusal(role, statement)
          if (fault === undefined || !/permission denied|append-only/.test(fault)) changed.push(`${role} ${name} ${fault ?? 'was let through'}`)
        }
      }
    }
    assert.deepEqual(changed, [])
    assert.match((await refusal(null, sql`delete from audit.event`)) ?? '', /append-only/)
  })

  for (const name of ['brokerage.offer', 'payment.statement', 'visits.visit_record']) {
    test(`negative control: without row-level security on ${name} the same search finds the leak`, async () => {
      const leaks = await scratch(async (tx) => {
        await sql`alter table ${sql.table(name)} disable row level security`.execute(tx)
        return foreignRows(tx, a, tables)
      })
      assert.equal(leaks.length, 1)
      assert.match(leaks[0] ?? '', new RegExp(`^${name}: \\d+ rows`))
    })
  }

  test('negative control: a policy that forgets to ask whose a row is, is found', async () => {
    const leaks = await scratch(async (tx) => {
      await sql`alter policy provider_own on payment.pay_line using (true)`.execute(tx)
      return foreignRows(tx, a, tables)
    })
    assert.match(leaks.join(), /^payment\.pay_line: \d+ rows$/)
  })
})

async function countOf(name: string, providerId: string, column: string): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)} where ${sql.ref(column)} = ${providerId}`.execute(house.db)
  return found.rows[0]?.n ?? 0
}
