import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../../src/platform/db/migrate.ts'
import { openDb } from '../../src/platform/db/open.ts'
import { openQueue } from '../../src/platform/jobs/queue.ts'
import { databaseUrl } from './test-server.ts'

const ROOT = join(import.meta.dirname, '../..')
const LOCK = 7_364_100
/** Older templates are kept this long: another branch's tests may be using one. */
const KEPT_TEMPLATES = 4

/**
 * The name of a database on this server that holds today's schema and the job queue's tables, and nothing else.
 * Migrated once for each state of migrations/, then copied.
 */
export async function ensureTemplate(serverUrl: string): Promise<string> {
  const name = `tendwell_template_${fingerprint()}`
  await onServer(serverUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    // `datistemplate` is set last: a template whose making was interrupted does not have it.
    const made = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [name])
    if (made.rowCount === 1) return
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name} template template0`)
    await fill(databaseUrl(serverUrl, name))
    await client.query(`alter database ${name} with is_template true allow_connections false`)
    await dropOldTemplates(client)
  })
  return name
}

/** Runs statements on a connection of its own. */
export async function onServer<T>(serverUrl: string, body: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl, options: '-c client_min_messages=warning' })
  await client.connect()
  try {
    return await body(client)
  } finally {
    await client.end()
  }
}

async function fill(url: string): Promise<void> {
  const db = openDb(url, 1)
  try {
    await migrate(db)
  } finally {
    await db.destroy()
  }
  const queue = await openQueue(url, [])
  await queue.stop()
}

async function dropOldTemplates(client: pg.Client): Promise<void> {
  const old = await client.query<{ datname: string }>(`select datname from pg_database where datname like 'tendwell\\_template\\_%' order by oid desc offset ${String(KEPT_TEMPLATES)}`)
  for (const { datname } of old.rows) {
    await client.query(`alter database ${datname} with is_template false`)
    await client.query(`drop database ${datname} with (force)`)
  }
}

function fingerprint(): string {
  const hash = createHash('sha256')
  const folder = join(ROOT, 'migrations')
  for (const file of readdirSync(folder).toSorted()) hash.update(file).update(readFileSync(join(folder, file)))
  hash.update(readFileSync(join(ROOT, 'node_modules/pg-boss/package.json')))
  return hash.digest('hex').slice(0, 12)
}
