import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { makeTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts'
import type { Db, Tx } from './handles.ts'
import { insertRows, type BulkColumn } from './insert-rows.ts'
import { openDb } from './open.ts'

interface Row {
  readonly number: number
  readonly parent: string | null
}

const PARENT = '0190b0f0-0000-7000-8000-00000000aBcD'
const NOBODY = '00000000-0000-4000-8000-000000000000'
const columns: BulkColumn<Row>[] = [
  { name: 'number', type: 'int', value: (row) => row.number },
  { name: 'parent_id', type: 'uuid', value: (row) => row.parent },
]

describe('rows inserted in bulk', () => {
  let database: TestDatabase
  let db: Db
  before(async () => {
    database = await makeTestDatabase()
    db = openDb(database.url, 2)
    await sql`create table public.parent (id uuid primary key)`.execute(db)
    await sql`insert into public.parent values (${PARENT})`.execute(db)
    await sql`create table public.child (id bigint generated always as identity primary key, number int not null check (number >= 0), parent_id uuid constraint child_parent_fk references public.parent)`.execute(db)
    await sql`grant select on public.parent to tendwell_council`.execute(db)
    await sql`grant select, insert on public.child to tendwell_council`.execute(db)
  })
  after(async () => {
    await db.destroy()
    await database.drop()
  })

  const asCouncil = async <T>(body: (tx: Tx) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (tx) => {
      await sql`set local role tendwell_council`.execute(tx)
      return body(tx)
    })
  const settings = async (tx: Tx): Promise<unknown> => (await sql`select current_setting('role') as role, current_setting('session_replication_role') as checks`.execute(tx)).rows[0]
  const rowsTo = (count: number, parent: string | null): Row[] => Array.from({ length: count }, (_, number) => ({ number, parent }))

  it('keep every value of every type as it was given', async () => {
    const given = {
      bigint: [0, -1, 2 ** 32, -(2 ** 32) - 7, Number.MAX_SAFE_INTEGER, null],
      int: [2_147_483_647, -2_147_483_648, 0, null],
      smallint: [32_767, -32_768, null],
      text: ['', 'plain', 'naïve – £5', '😀', 'a "quoted" \\ {x},NULL', 'x'.repeat(70_000), 'é'.repeat(41), null],
      uuid: [PARENT.toLowerCase(), null],
      date: ['2026-03-29', '1970-01-01', '1999-12-31', '9999-12-31', null],
      second: [0, -1, 946_684_800, 1_774_746_000, null],
      boolean: [true, false, null],
      jsonb: ['{"a": [1, "£"]}', null],
      'bigint[]': ['{1,2,9007199254740991}', '{}', null],
    } as const
    for (const [type, values] of Object.entries(given)) {
      const table = `public.kept_${type === 'bigint[]' ? 'bigints' : type}`
      await sql`create table ${sql.raw(table)} (id bigint generated always as identity, value ${sql.raw(type === 'second' ? 'timestamptz' : type)})`.execute(db)
      await db.transaction().execute((tx) => insertRows<string | number | boolean | null>(tx, table, [{ name: 'value', type: type as keyof typeof given, value: (value) => value }], [...values]))
      const read = type === 'second' ? sql`extract(epoch from value)::bigint` : type === 'boolean' || type.endsWith('int') ? sql`value` : sql`value::text`
      const { rows } = await sql<{ value: unknown }>`select ${read} as value from ${sql.raw(table)} order by id`.execute(db)
      assert.deepEqual(rows.map((row) => row.value), [...values], type)
    }
  })

  it('refuse what does not fit its column, and never cut it', async () => {
    for (const [type, value] of [['smallint', 40_000], ['int', 2 ** 31], ['int', 1.5], ['bigint', 2 ** 60], ['uuid', 'abc'], ['date', '2026-02-30']] as const) {
      await assert.rejects(asCouncil((tx) => insertRows(tx, 'public.child', [{ name: 'number', type, value: () => value }], [0])), RangeError, type)
    }
  })

  it('answer their ids in order, over several chunks, and leave role and checks as they were', async () => {
    const ids = await asCouncil(async (tx) => {
      const answered = await insertRows(tx, 'public.child', columns, rowsTo(25_000, PARENT), 'id')
      assert.deepEqual(await settings(tx), { role: 'tendwell_council', checks: 'origin' })
      return answered
    })
    const { rows } = await sql<{ id: number }>`select id from public.child order by number`.execute(db)
    assert.deepEqual(ids, rows.map((row) => row.id))
    await sql`truncate public.child`.execute(db)
  })

  it('are refused by name when one of many breaks a reference, and none is kept', async () => {
    const rows = [...rowsTo(15_000, PARENT), { number: 1, parent: NOBODY }]
    await assert.rejects(asCouncil((tx) => insertRows(tx, 'public.child', columns, rows)), { constraint: 'child_parent_fk' })
    assert.equal((await sql`select from public.child`.execute(db)).rows.length, 0)
  })

  it('are looked up as far as the transaction does not hold what they refer to', async () => {
    const held = columns.map((column) => ({ ...column, isHeld: (value: unknown) => value === PARENT }))
    const answered = await asCouncil((tx) => insertRows(tx, 'public.child', held, rowsTo(3000, PARENT), 'id'))
    assert.equal(answered.length, 3000)
    await sql`truncate public.child`.execute(db)
    await assert.rejects(asCouncil((tx) => insertRows(tx, 'public.child', held, [...rowsTo(3000, PARENT), { number: 1, parent: NOBODY }])), { constraint: 'child_parent_fk' })
  })

  it('are checked against every other constraint, however many they are', async () => {
    await assert.rejects(asCouncil((tx) => insertRows(tx, 'public.child', columns, [...rowsTo(15_000, null), { number: -1, parent: null }])), { constraint: 'child_number_check' })
  })

  it('are checked row by row where what they refer to may be deleted meanwhile, or the table has triggers of its own', async () => {
    const checksDuring = async (): Promise<unknown> => {
      const { rows } = await sql<{ checks: string }>`select distinct checks from public.child`.execute(db)
      return rows.map((row) => row.checks)
    }
    await sql`alter table public.child add checks text default current_setting('session_replication_role')`.execute(db)
    const insertMany = async (): Promise<unknown> => {
      await sql`truncate public.child`.execute(db)
      await asCouncil((tx) => insertRows(tx, 'public.child', columns, rowsTo(2000, PARENT)))
      return checksDuring()
    }
    const { rows } = await sql<{ isAllowed: boolean }>`select has_parameter_privilege(session_user, 'session_replication_role', 'set') as "isAllowed"`.execute(db)
    assert.deepEqual(await insertMany(), [rows[0]?.isAllowed === true ? 'replica' : 'origin'])
    await sql`grant delete on public.parent to tendwell_council`.execute(db)
    assert.deepEqual(await insertMany(), ['origin'])
    await sql`revoke delete on public.parent from tendwell_council`.execute(db)
    await sql`create function public.pass() returns trigger language plpgsql as 'begin return new; end'`.execute(db)
    await sql`create trigger pass before insert on public.child for each row execute function public.pass()`.execute(db)
    assert.deepEqual(await insertMany(), ['origin'])
  })
})
