import { sql, type RawBuilder } from 'kysely'
import { ahead } from '../action/ahead.ts'
import { giveWay, nextTurn } from '../action/give-way.ts'
import { arrayBytes, arrayTypes, type BulkType, type BulkValue } from './array-bytes.ts'
import type { Tx } from './handles.ts'
import { checkedAtOnce } from './references-at-once.ts'

/** A column of a bulk insert: its name, its PostgreSQL type, and how a row fills it, or what all rows have. */
export interface BulkColumn<Row> {
  readonly name: string
  readonly type: BulkType
  readonly value: ((row: Row) => BulkValue) | { readonly always: BulkValue }
  /** Many rows have the same few values, costly to read, as JSON is: each goes once, and rows say which. */
  readonly few?: boolean
  /** For a column that refers to another table: whether this transaction has read or written what has a key. It is not looked up again then. */
  readonly isHeld?: (value: BulkValue) => boolean
}

/** Few enough that whatever else this process does waits no longer than for a page while one is made ready. */
const CHUNK = 2_500

/** Chunks made ready before the server has taken the one before. */
const CHUNKS_AHEAD = 2

/** From here on it pays to check the references of all rows at once. */
const MANY = 300

type Insert = RawBuilder<{ ids: string | null }>

/** Rows that are being made ready to be inserted. */
export interface ReadyRows<Row> {
  readonly table: string
  readonly columns: readonly BulkColumn<Row>[]
  readonly rows: readonly Row[]
  readonly inserts: AsyncGenerator<Insert, void, undefined>
}

/**
 * Inserts many rows by columns: one array a column, unnested by the server, in chunks of 2,500; the next chunks are made ready while the server works.
 * Row-level security applies, as it does not allow COPY. Returns the `returning` column of each row, in order, or nothing.
 * @param table schema-qualified name, a constant of the calling store
 */
export async function insertRows<Row>(tx: Tx, table: string, columns: readonly BulkColumn<Row>[], rows: readonly Row[], returning?: string): Promise<number[]> {
  return insertReady(tx, readyRows(table, columns, rows, returning))
}

/** Begins to make rows ready for `insertReady`, the first two chunks of them, so that the server need not wait for them when their turn comes. */
export function readyRows<Row>(table: string, columns: readonly BulkColumn<Row>[], rows: readonly Row[], returning?: string): ReadyRows<Row> {
  return { table, columns, rows, inserts: ahead(chunkInserts(table, columns, rows, returning), CHUNKS_AHEAD) }
}

/** As `insertRows`, of rows that `readyRows` makes ready. */
export async function insertReady<Row>(tx: Tx, { table, columns, rows, inserts }: ReadyRows<Row>): Promise<number[]> {
  const insertAll = (): Promise<number[]> => insertChunks(tx, inserts)
  return rows.length < MANY ? insertAll() : checkedAtOnce(tx, table, columns, rows, insertAll)
}

async function* chunkInserts<Row>(table: string, columns: readonly BulkColumn<Row>[], rows: readonly Row[], returning: string | undefined): AsyncGenerator<Insert, void, undefined> {
  for (let from = 0; from < rows.length; from += CHUNK) yield await chunkInsert(table, columns, rows, from, Math.min(from + CHUNK, rows.length), returning)
}

async function insertChunks(tx: Tx, inserts: AsyncIterable<Insert>): Promise<number[]> {
  const returned: number[] = []
  const keepIds = ({ rows: answer }: { rows: { ids: string | null }[] }): void => {
    for (const id of answer[0]?.ids?.split(',') ?? []) returned.push(Number(id))
  }
  let running: Promise<void> = Promise.resolve()
  for await (const insert of inserts) {
    await running
    running = insert.execute(tx).then(keepIds)
    // What fails is met at the next await; until then it must not count as unhandled.
    running.catch(() => undefined)
    // It is sent only in the next turn: without one the server would wait until another chunk is ready.
    await nextTurn()
  }
  await running
  return returned
}

/** Ids come back as one text: a row of the answer for each would cost more than writing it did. */
async function chunkInsert<Row>(table: string, columns: readonly BulkColumn<Row>[], rows: readonly Row[], from: number, to: number, returning: string | undefined): Promise<Insert> {
  // Beside each other in the list of a select, not in its from: there the server would keep each column's values aside before it joins them up.
  const unnests: RawBuilder<unknown>[] = []
  const unnest = (name: string, type: BulkType, valueAt: (index: number) => BulkValue): void => void unnests.push(sql`unnest(${arrayOf(type, to - from, valueAt)}) as ${sql.ref(name)}`)
  const pick = ({ name, type, value, few }: BulkColumn<Row>): RawBuilder<unknown> => {
    if (typeof value !== 'function') return sql`${value.always}::${sql.raw(type)}`
    const { cast } = arrayTypes(type)
    if (few === true) {
      const places = new Map<BulkValue, number>()
      unnest(name, 'int', (index) => placeOf(places, value(rows[from + index] as Row)))
      const values = [...places.keys()]
      return castTo(sql`(${arrayOf(type, values.length, (index) => values[index] ?? null)})[t.${sql.ref(name)}]`, cast)
    }
    unnest(name, type, (index) => value(rows[from + index] as Row))
    return castTo(sql`t.${sql.ref(name)}`, cast)
  }
  const picks: RawBuilder<unknown>[] = []
  for (const column of columns) {
    picks.push(pick(column))
    await giveWay()
  }
  const insert = sql`insert into ${sql.raw(table)} (${sql.join(columns.map(({ name }) => sql.ref(name)))}) select ${sql.join(picks)} from (select ${sql.join(unnests)}) as t`
  if (returning === undefined) return sql`${insert}`
  return sql`with kept as (${insert} returning ${sql.ref(returning)} as id) select string_agg(id::text, ',' order by id) as ids from kept`
}

function arrayOf(type: BulkType, count: number, valueAt: (index: number) => BulkValue): RawBuilder<unknown> {
  return sql`${arrayBytes(type, count, valueAt)}::${sql.raw(arrayTypes(type).parameter)}`
}

function castTo(value: RawBuilder<unknown>, cast: string | null): RawBuilder<unknown> {
  return cast === null ? value : sql`${value}::${sql.raw(cast)}`
}

/** Where a value stands among those met so far, counted from 1; null for null. */
function placeOf(places: Map<BulkValue, number>, value: BulkValue): number | null {
  if (value === null) return null
  const place = places.get(value) ?? places.size + 1
  if (place > places.size) places.set(value, place)
  return place
}
