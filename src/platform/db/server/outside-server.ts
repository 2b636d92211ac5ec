import pg from 'pg'
import { EnvironmentFault } from '../../action/refused.ts'
import { faultBehind } from './faults.ts'

const OLDEST = 15
const PATIENCE_MS = 15_000

/** Makes sure that the server in DATABASE_URL answers and is new enough; throws `EnvironmentFault` when not. */
export async function checkOutsideServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const answer = await client.query<{ version: string }>(`select current_setting('server_version') as version`)
    const version = answer.rows[0]?.version ?? '0'
    if (Number.parseInt(version, 10) < OLDEST) {
      throw new EnvironmentFault(`The server in DATABASE_URL is PostgreSQL ${version} and Tendwell needs ${String(OLDEST)} or newer: upgrade it, or unset DATABASE_URL to use the built-in one.`)
    }
  } catch (error) {
    if (error instanceof Error && error.message === 'timeout expired') throw new EnvironmentFault(`The server in DATABASE_URL did not answer within ${String(PATIENCE_MS / 1000)} seconds: check that it runs and can be reached from here.`, error)
    throw faultBehind(error, 'the database')
  } finally {
    await client.end().catch(() => undefined)
  }
}
