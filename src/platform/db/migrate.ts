import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Migrator, sql, type Migration } from 'kysely'
import { EnvironmentFault } from '../action/refused.ts'
import type { Db } from './handles.ts'

const FOLDER = path.join(import.meta.dirname, '../../../migrations')

/**
 * Brings the database to this version: runs each file of `migrations/` that has not run, in order, under a lock.
 * Returns the names that ran. Throws `EnvironmentFault` when the database is newer than this program or a file fails.
 */
export async function migrate(db: Db): Promise<string[]> {
  const known = await migrationNames()
  await refuseNewer(db, known)
  const migrator = new Migrator({ db, provider: { getMigrations: () => readMigrations(known) }, allowUnorderedMigrations: false })
  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName
    throw new EnvironmentFault(`The database could not be brought up to date${failed === undefined ? '' : `: migration ${failed} failed`}. Nothing was changed by it. ${messageOf(error)}`, error)
  }
  return (results ?? []).map((result) => result.migrationName)
}

/** Names of the migration files, in order. */
async function migrationNames(): Promise<string[]> {
  return (await readdir(FOLDER)).filter((file) => file.endsWith('.sql')).map((file) => file.slice(0, -4)).sort()
}

async function readMigrations(names: readonly string[]): Promise<Record<string, Migration>> {
  const migrations: Record<string, Migration> = {}
  for (const name of names) {
    const text = await readFile(path.join(FOLDER, `${name}.sql`), 'utf8')
    migrations[name] = { up: async (db) => void (await sql.raw(text).execute(db)) }
  }
  return migrations
}

async function refuseNewer(db: Db, known: readonly string[]): Promise<void> {
  const there = await sql<{ there: string | null }>`select to_regclass('public.kysely_migration')::text as there`.execute(db)
  if (there.rows[0]?.there == null) return
  const ran = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  const unknown = ran.rows.map((row) => row.name).filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new EnvironmentFault(
      `This database belongs to a newer Tendwell (it has ${unknown.join(', ')}, which this version does not know). Start the newer version, or use another database. Nothing was changed.`,
    )
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
