import { join } from 'node:path'
import { startDatabase } from '../../src/platform/db/server/start-database.ts'

/** A PostgreSQL server for tests, as this process sees it. */
export interface TestServer {
  /** Address of a database on it from which others can be made. */
  readonly url: string
  /** Leaves the server; the last test process out stops it. */
  leave(): Promise<void>
}

/** Joins the server of this test run: the one named by TENDWELL_TEST_DATABASE_URL, else our own, started if need be. */
export async function joinTestServer(): Promise<TestServer> {
  const given = process.env['TENDWELL_TEST_DATABASE_URL']
  if (given !== undefined && given !== '') return { url: given, leave: () => Promise.resolve() }
  const dataFolder = join(import.meta.dirname, '../../var/test')
  const database = await startDatabase({ dataFolder, durability: 'none', purpose: 'test' })
  return { url: database.url, leave: () => database.stop() }
}

/** The address of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}
