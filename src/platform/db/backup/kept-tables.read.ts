import type pg from 'pg'

/** A table as a backup keeps it. Names are plain: lower case, digits and underscores. */
export interface KeptTable {
  /** `schema.table` */
  readonly table: string
  /** Its columns in order, without those that the database reckons itself. */
  readonly columns: readonly string[]
  /** What puts its rows into one order, the same on every server. */
  readonly order: string
}

/** A sequence and where it stands. */
export interface KeptSequence {
  readonly sequence: string
  readonly lastValue: string
  readonly isCalled: boolean
}

/** A foreign key: the table it stands on, its name and its definition. */
export interface ForeignKey {
  readonly table: string
  readonly name: string
  readonly definition: string
}

/** The schema of the job queue, which makes its own tables; of them only the jobs are kept. */
const QUEUE = 'pgboss'
export const JOBS = `${QUEUE}.job`
/** What transactions wrote means nothing on another server. */
const NOTES = 'kept'
const OURS = `n.nspname not in ('pg_catalog', 'information_schema', '${QUEUE}', '${NOTES}') and n.nspname not like 'pg\\_%' and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`

/** Every table whose rows belong to a backup, the largest first: each of ours, and the jobs. */
export async function listKeptTables(client: pg.Client): Promise<KeptTable[]> {
  const { rows } = await client.query<{ table: string; columns: string[]; order: string | null }>(`
    select n.nspname || '.' || c.relname as table,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      (select string_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end, ', ' order by k.place)
        from pg_index i, unnest(i.indkey::smallint[]) with ordinality as k(number, place) join pg_attribute a on a.attnum = k.number
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid) as order
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and (${OURS} or (n.nspname = '${QUEUE}' and c.relname = 'job'))
    order by pg_total_relation_size(c.oid) desc, 1`)
  return rows.map(({ table, columns, order }) => ({ table, columns, order: order ?? '(t.*)::text collate "C"' }))
}

/** Every sequence of ours and where it stands. */
export async function listSequences(client: pg.Client): Promise<KeptSequence[]> {
  const { rows } = await client.query<{ sequence: string }>(`select n.nspname || '.' || c.relname as sequence from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and ${OURS} order by 1`)
  const found: KeptSequence[] = []
  for (const { sequence } of rows) {
    const at = await client.query<{ lastValue: string; isCalled: boolean }>(`select last_value::text as "lastValue", is_called as "isCalled" from ${quoted(sequence)}`)
    for (const { lastValue, isCalled } of at.rows) found.push({ sequence, lastValue, isCalled })
  }
  return found
}

/** Every foreign key of ours. */
export async function listForeignKeys(client: pg.Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select n.nspname || '.' || c.relname as table, k.conname::text as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and ${OURS} order by 1, 2`)
  return rows
}

/** Every index of ours that holds no key, by its name and its definition. */
export async function listIndexes(client: pg.Client): Promise<{ readonly index: string; readonly definition: string }[]> {
  const { rows } = await client.query<{ index: string; definition: string }>(`
    select n.nspname || '.' || c.relname as index, pg_get_indexdef(c.oid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'i' and not exists (select from pg_constraint k where k.conindid = c.oid) and ${OURS} order by 1`)
  return rows
}

/** The first table that keeps a database from counting as empty; undefined when it is empty. A queue without jobs is no hindrance: a restore that was cut off leaves one. */
export async function firstOccupant(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ table: string }>(`select n.nspname || '.' || c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'S') and ${OURS} order by 1 limit 1`)
  if (rows[0] !== undefined) return rows[0].table
  const queue = await client.query<{ there: string | null }>(`select to_regclass('${QUEUE}.job')::text as there`)
  if (queue.rows[0]?.there == null) return undefined
  const jobs = await client.query(`select from ${QUEUE}.job limit 1`)
  return jobs.rowCount === 0 ? undefined : `${QUEUE}.job`
}

/** `schema.table`, quoted for a statement. */
export function quoted(name: string): string {
  return name.split('.').map((part) => `"${part.replaceAll('"', '""')}"`).join('.')
}
