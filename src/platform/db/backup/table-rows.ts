import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'
import { Transform, Writable, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from, to } from 'pg-copy-streams'
import { quoted, type KeptTable } from './kept-tables.read.ts'

/** Of rows in COPY's text form: how many, and their digest. */
export interface RowsDigest {
  readonly rows: number
  readonly content: string
}

/** Sets a session so that the text form of a value is the same on every server, and every row is seen or an error tells why not. */
export const SAME_TEXT = [
  "datestyle = 'ISO, YMD'",
  "intervalstyle = 'postgres'",
  "timezone = 'UTC'",
  "bytea_output = 'hex'",
  "client_encoding = 'UTF8'",
  'extra_float_digits = 1',
  'row_security = off',
  'statement_timeout = 0',
  'idle_in_transaction_session_timeout = 0',
]
  .map((setting) => `set local ${setting}`)
  .join('; ')

/** Sends a table's rows, in the order of its key, through `stages`, the last of which takes them away. */
export async function copyOut(client: pg.Client, table: KeptTable, digestKey: Buffer | null, stages: readonly [...Transform[], Writable]): Promise<RowsDigest> {
  const rows = client.query(to(`copy (select ${columnsOf(table)} from ${quoted(table.table)} t order by ${table.order}) to stdout`))
  const hash = hashFor(digestKey)
  await pipeline([rows, passing(hash), ...stages])
  return { rows: rows.rowCount, content: hash.digest('hex') }
}

/** The digest of a table's rows as they are in the database. */
export async function digestRows(client: pg.Client, table: KeptTable, digestKey: Buffer | null): Promise<RowsDigest> {
  return copyOut(client, table, digestKey, [new Writable({ write: (_chunk, _encoding, done) => { done() } })])
}

/** Takes rows in COPY's text form into a table. */
export async function copyIn(client: pg.Client, table: Pick<KeptTable, 'table' | 'columns'>, stages: readonly [Readable, ...Transform[]]): Promise<void> {
  await pipeline([...stages, client.query(from(`copy ${quoted(table.table)} (${columnsOf(table)}) from stdin`))])
}

/** A stage that hands on what passes it and keeps count. */
export function passing(hash: Hash | Hmac, onBytes?: (count: number) => void): Transform {
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk)
      onBytes?.(chunk.length)
      done(null, chunk)
    },
  })
}

function hashFor(key: Buffer | null): Hash | Hmac {
  return key === null ? createHash('sha256') : createHmac('sha256', key)
}

function columnsOf({ columns }: Pick<KeptTable, 'columns'>): string {
  return columns.map((column) => quoted(column)).join(', ')
}
