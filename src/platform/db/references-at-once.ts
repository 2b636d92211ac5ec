import { sql } from 'kysely'
import { arrayBytes, arrayTypes, type BulkType, type BulkValue } from './array-bytes.ts'
import type { Tx } from './handles.ts'

/** A column of the rows, as far as references concern it. */
interface Column<Row> {
  readonly name: string
  readonly type: BulkType
  readonly value: ((row: Row) => BulkValue) | { readonly always: BulkValue }
  readonly isHeld?: (value: BulkValue) => boolean
}

/** What a table refers to, and the role of the transaction. */
interface TableReferences {
  readonly role: string
  readonly references: readonly Reference[]
}

interface Reference {
  readonly column: string
  readonly parent: string
  readonly key: string
}

/**
 * Inserts rows after looking up all that they refer to at once, where the account is allowed to put off the checks of each row (the built-in
 * server's is) and nobody may delete or rename what they refer to; otherwise in the ordinary way.
 * One by one those look-ups are two thirds of what a large insert costs (docs/decisions/0003-bulk-writes.md). What is looked up comes from the table's own foreign keys, less
 * what a column says the transaction holds already; rows that break one are inserted in the ordinary way, so that the database refuses them in its own words.
 */
export async function checkedAtOnce<Row, T>(tx: Tx, table: string, columns: readonly Column<Row>[], rows: readonly Row[], insert: () => Promise<T>): Promise<T> {
  const known = await referencesInTransaction(tx, table)
  if (known === undefined || !(await areThere(tx, known.references, columns, rows))) return insert()
  const checkEachRow = (each: boolean): Promise<unknown> =>
    // The role is put down for the setting alone and taken up again in the same statement: row-level security stands throughout.
    sql`select set_config('role', 'none', true), set_config('session_replication_role', ${each ? 'origin' : 'replica'}, true), set_config('role', ${known.role}, true)`.execute(tx)
  await checkEachRow(false)
  const result = await insert()
  await checkEachRow(true)
  return result
}

/** What is known of tables in a transaction under way: neither its role nor what a table refers to changes between two inserts of one action. */
const knownTables = new WeakMap<Tx, Map<string, TableReferences | undefined>>()

async function referencesInTransaction(tx: Tx, table: string): Promise<TableReferences | undefined> {
  const tables = knownTables.get(tx) ?? new Map<string, TableReferences | undefined>()
  knownTables.set(tx, tables)
  if (!tables.has(table)) tables.set(table, await referencesOf(tx, table))
  return tables.get(table)
}

/** The references of a table and the role of the transaction; undefined where they cannot be checked at once: then, too, a trigger of the table's own, unless it always runs, would be left out, or something referred to could go away meanwhile. */
async function referencesOf(tx: Tx, table: string): Promise<TableReferences | undefined> {
  const { rows } = await sql<{ role: string; isAllowed: boolean; references: Reference[] | null; areLasting: boolean }>`
    select current_setting('role') as role,
      current_setting('session_replication_role') = 'origin' and has_parameter_privilege(session_user, 'session_replication_role', 'set')
        and not exists (select from pg_trigger where tgrelid = ${table}::regclass and not tgisinternal and tgenabled <> 'A') as "isAllowed",
      json_agg(json_build_object('column', child.attname, 'parent', k.confrelid::regclass::text, 'key', own.attname)) filter (where k.oid is not null) as references,
      coalesce(bool_and(cardinality(k.conkey) = 1 and not exists (
        select from aclexplode(parent.relacl) as given where given.grantee <> parent.relowner and given.privilege_type in ('DELETE', 'UPDATE', 'TRUNCATE')
        union all select from aclexplode(own.attacl) as given where given.privilege_type = 'UPDATE')), true) as "areLasting"
    from (select) as one
    left join pg_constraint k on k.contype = 'f' and k.conrelid = ${table}::regclass
    left join pg_class parent on parent.oid = k.confrelid
    left join pg_attribute child on child.attrelid = k.conrelid and child.attnum = k.conkey[1]
    left join pg_attribute own on own.attrelid = k.confrelid and own.attnum = k.confkey[1]`.execute(tx)
  const [found] = rows
  return found?.isAllowed === true && found.areLasting ? { role: found.role, references: found.references ?? [] } : undefined
}

/** Whether everything that the rows name is there, as far as this transaction's role may see. */
async function areThere<Row>(tx: Tx, references: readonly Reference[], columns: readonly Column<Row>[], rows: readonly Row[]): Promise<boolean> {
  for (const reference of references) {
    const own = columns.find((each) => each.name === reference.column)
    const named = own === undefined ? [] : namedBy(own, rows)
    if (own !== undefined && named.length > 0 && !(await holds(tx, reference, own.type, named))) return false
  }
  return true
}

/** What the rows name in a column, each once, without what is known to be there. */
function namedBy<Row>({ value, isHeld }: Column<Row>, rows: readonly Row[]): BulkValue[] {
  const named = new Set<BulkValue>()
  const add = (each: BulkValue): void => {
    if (each !== null && isHeld?.(each) !== true) named.add(each)
  }
  if (typeof value !== 'function') add(value.always)
  else for (const row of rows) add(value(row))
  return [...named]
}

/** The plan is made for what is asked this time: one kept for any list would compare each of its members with each row, were the table read through, as it is while the server counts nothing in it. */
async function holds(tx: Tx, { parent, key }: Reference, type: BulkType, named: readonly BulkValue[]): Promise<boolean> {
  const array = sql`${arrayBytes(type, named.length, (index) => named[index] ?? null)}::${sql.raw(arrayTypes(type).parameter)}`
  await sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(tx)
  const there = await sql<{ count: number }>`select count(*) from ${sql.raw(parent)} where ${sql.ref(key)} = any(${array})`.execute(tx)
  await sql`select set_config('plan_cache_mode', 'auto', true)`.execute(tx)
  return there.rows[0]?.count === named.length
}
