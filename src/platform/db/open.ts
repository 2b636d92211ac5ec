import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Db } from './handles.ts'
import { nameStatements } from './named-statements.ts'
import type { DB } from './tables.gen.ts'

const { DATE, INT8, TIMESTAMPTZ } = pg.types.builtins

/**
 * Values as the stores meet them: dates and instants as ISO text (each store makes its Temporal value),
 * bigint as number (all of ours count rows or pence, far below 2^53).
 */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: Parameters<typeof pg.types.getTypeParser>[0], format?: 'text' | 'binary') => {
    if (oid === DATE) return (text: string) => text
    if (oid === INT8) return Number
    if (oid === TIMESTAMPTZ) return instantText
    return pg.types.getTypeParser(oid, format ?? 'text') as unknown
  }) as pg.CustomTypesConfig['getTypeParser'],
}

/** PostgreSQL's `2026-03-29 01:00:00.5+00` as ISO 8601, which `Temporal.Instant.from` reads. */
function instantText(text: string): string {
  const [date = '', time = ''] = text.split(' ')
  const zone = Math.max(time.lastIndexOf('+'), time.lastIndexOf('-'))
  const offset = time.slice(zone)
  return `${date}T${time.slice(0, zone)}${offset.length === 3 ? `${offset}:00` : offset}`
}

/** The server's process that a connection talks to: part of the protocol, and kept by the driver to cancel by. */
type ClientWithProcess = pg.PoolClient & { readonly processID?: number }

/** The most connections of a program unless it says otherwise. */
export const CONNECTIONS = 10

/**
 * Opens the pool. `max` is the most connections this process may hold. The session's time zone is UTC, so that no query
 * depends on the server's; its query compiler is off, because it takes longer than our queries do.
 * @param settings further settings of its sessions
 * @param onConnection told of the server's process behind each new connection
 */
export function openDb(url: string, max = CONNECTIONS, settings: Readonly<Record<string, string>> = {}, onConnection?: (processId: number | undefined) => void): Db {
  const options = Object.entries({ TimeZone: 'UTC', client_min_messages: 'warning', jit: 'off', ...settings }).map(([name, value]) => `-c ${name}=${value}`)
  const pool = new pg.Pool({ connectionString: url, max, types, options: options.join(' ') })
  // A connection lost while idle is replaced on the next request; without a listener it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    // One lost between two statements of a transaction says so at its next statement; without a listener of its own it, too, would end the process.
    client.on('error', () => undefined)
    nameStatements(client)
    onConnection?.((client as ClientWithProcess).processID)
  })
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
}
