import { ensureTemplate, onServer } from './template.ts'
import { databaseUrl, joinTestServer, type TestServer } from './test-server.ts'

/** A database of one test file. */
export interface TestDatabase {
  readonly url: string
  /** Drops it, and leaves the server when it was this process's last. */
  drop(): Promise<void>
}

let server: Promise<TestServer> | undefined
let open = 0
let made = 0

/** Makes a database with the whole schema and no rows, a copy of the template. */
export async function makeTestDatabase(): Promise<TestDatabase> {
  open += 1
  server ??= joinTestServer()
  const joined = await server
  const template = await ensureTemplate(joined.url)
  made += 1
  const name = `tendwell_test_${String(process.pid)}_${String(made)}`
  await onServer(joined.url, async (client) => {
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name} template ${template} strategy file_copy`)
  })
  return {
    url: databaseUrl(joined.url, name),
    drop: async () => {
      await onServer(joined.url, (client) => client.query(`drop database if exists ${name} with (force)`))
      open -= 1
      if (open > 0) return
      server = undefined
      await joined.leave()
    },
  }
}

/** Drops what test processes that were killed left behind. */
export async function dropLeftovers(serverUrl: string): Promise<void> {
  await onServer(serverUrl, async (client) => {
    const names = await client.query<{ datname: string }>(`select datname from pg_database where datname like 'tendwell\\_test\\_%'`)
    for (const { datname } of names.rows) {
      const pid = Number(datname.split('_')[2])
      if (!isAlive(pid)) await client.query(`drop database if exists ${datname} with (force)`)
    }
  })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
