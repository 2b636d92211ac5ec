import { sql } from 'kysely'
import type { Tx } from './handles.ts'

/** A column of a bulk insert: its name, its PostgreSQL type, and how a row fills it. */
export interface BulkColumn<Row> {
  readonly name: string
  readonly type: 'bigint' | 'int' | 'smallint' | 'text' | 'uuid' | 'date' | 'timestamptz' | 'boolean' | 'jsonb' | 'bigint[]'
  /** Text as PostgreSQL reads it; null for null. Numbers and booleans are written as they print. */
  readonly value: (row: Row) => string | number | boolean | null
}

const CHUNK = 10_000

/**
 * Inserts many rows by columns: one array a column, unnested by the server, in chunks of 10,000.
 * Row-level security applies, as it does not allow COPY. Returns the `returning` column of each row, in order, or nothing.
 * @param table schema-qualified name, a constant of the calling store
 */
export async function insertRows<Row>(tx: Tx, table: string, columns: readonly BulkColumn<Row>[], rows: readonly Row[], returning?: string): Promise<number[]> {
  const returned: number[] = []
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = rows.length <= CHUNK ? rows : rows.slice(from, from + CHUNK)
    const arrays = columns.map((column) => sql`${arrayText(chunk, column)}::${sql.raw(arrayType(column.type))}[]`)
    const names = sql.join(columns.map((column) => sql.ref(column.name)))
    const picks = sql.join(columns.map((column) => (column.type === 'bigint[]' ? sql`${sql.ref(column.name)}::bigint[]` : sql.ref(column.name))))
    const query = sql<Record<string, number>>`insert into ${sql.raw(table)} (${names})
      select ${picks} from unnest(${sql.join(arrays)}) as t(${names})
      ${returning === undefined ? sql`` : sql`returning ${sql.ref(returning)}`}`
    const result = await query.execute(tx)
    if (returning !== undefined) for (const row of result.rows) returned.push(Number(row[returning]))
  }
  return returned
}

/** PostgreSQL unnests an array of arrays flat, so arrays travel as text and are cast when they arrive. */
function arrayType(type: string): string {
  return type === 'bigint[]' ? 'text' : type
}

/** The array literal of one column. */
export function arrayText<Row>(rows: readonly Row[], column: BulkColumn<Row>): string {
  const parts = new Array<string>(rows.length)
  const quote = column.type === 'text' || column.type === 'jsonb' || column.type === 'bigint[]'
  rows.forEach((row, index) => {
    const value = column.value(row)
    parts[index] = value === null ? 'NULL' : quote ? quoted(String(value)) : String(value)
  })
  return `{${parts.join(',')}}`
}

function quoted(text: string): string {
  return text.includes('"') || text.includes('\\') ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`
}
