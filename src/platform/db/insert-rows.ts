import { sql, type RawBuilder } from 'kysely'
import { arrayBytes, arrayTypes, type BulkType, type BulkValue } from './array-bytes.ts'
import type { Tx } from './handles.ts'
import { checkedAtOnce } from './references-at-once.ts'

/** A column of a bulk insert: its name, its PostgreSQL type, and how a row fills it, or what all rows have. */
export interface BulkColumn<Row> {
  readonly name: string
  readonly type: BulkType
  readonly value: ((row: Row) => BulkValue) | { readonly always: BulkValue }
}

const CHUNK = 10_000

/** From here on it pays to check the references of all rows at once. */
const MANY = 300

/**
 * Inserts many rows by columns: one array a column, unnested by the server, in chunks of 10,000; the next chunk is made ready while the server works.
 * Row-level security applies, as it does not allow COPY. Returns the `returning` column of each row, in order, or nothing.
 * @param table schema-qualified name, a constant of the calling store
 */
export async function insertRows<Row>(tx: Tx, table: string, columns: readonly BulkColumn<Row>[], rows: readonly Row[], returning?: string): Promise<number[]> {
  const insertAll = (): Promise<number[]> => insertChunks(tx, table, columns, rows, returning)
  return rows.length < MANY ? insertAll() : checkedAtOnce(tx, table, columns, rows, insertAll)
}

async function insertChunks<Row>(tx: Tx, table: string, columns: readonly BulkColumn<Row>[], rows: readonly Row[], returning: string | undefined): Promise<number[]> {
  const returned: number[] = []
  const keepIds = ({ rows: answer }: { rows: { ids: string | null }[] }): void => {
    for (const id of answer[0]?.ids?.split(',') ?? []) returned.push(Number(id))
  }
  let running: Promise<void> = Promise.resolve()
  for (let from = 0; from < rows.length; from += CHUNK) {
    const query = chunkInsert(table, columns, rows, from, Math.min(from + CHUNK, rows.length), returning)
    await running
    running = query.execute(tx).then(keepIds)
    // What fails is met at the next await; until then it must not count as unhandled.
    running.catch(() => undefined)
  }
  await running
  return returned
}

/** Ids come back as one text: a row of the answer for each would cost more than writing it did. */
function chunkInsert<Row>(table: string, columns: readonly BulkColumn<Row>[], rows: readonly Row[], from: number, to: number, returning: string | undefined): RawBuilder<{ ids: string | null }> {
  const varying = columns.flatMap(({ name, type, value }) => (typeof value === 'function' ? [{ name, type, value }] : []))
  const arrays = varying.map(({ type, value }) => sql`${arrayBytes(type, to - from, (index) => value(rows[from + index] as Row))}::${sql.raw(arrayTypes(type).parameter)}`)
  const picks = columns.map(({ name, type, value }) => {
    if (typeof value !== 'function') return sql`${value.always}::${sql.raw(type)}`
    const { cast } = arrayTypes(type)
    return cast === null ? sql`t.${sql.ref(name)}` : sql`t.${sql.ref(name)}::${sql.raw(cast)}`
  })
  const names = (some: readonly { readonly name: string }[]): RawBuilder<unknown> => sql.join(some.map(({ name }) => sql.ref(name)))
  const insert = sql`insert into ${sql.raw(table)} (${names(columns)}) select ${sql.join(picks)} from unnest(${sql.join(arrays)}) as t(${names(varying)})`
  if (returning === undefined) return sql`${insert}`
  return sql`with kept as (${insert} returning ${sql.ref(returning)} as id) select string_agg(id::text, ',' order by id) as ids from kept`
}
