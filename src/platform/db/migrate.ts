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

/**
 * Runs these migrations and no others on an empty database, inside the transaction that is open on its only connection: a restore makes the schema that
 * a backup was taken of. Throws `EnvironmentFault` when one of them is not known here.
 */
export async function migrateAsThen(db: Db, names: readonly string[]): Promise<void> {
  const known = await migrationNames()
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new EnvironmentFault(`This backup was taken by a newer Tendwell (it has ${unknown.join(', ')}, which this version does not know): restore it with that version. Nothing was changed.`)
  const migrator = new Migrator({ db, provider: { getMigrations: () => readMigrations(names) }, disableTransactions: true })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw new EnvironmentFault(`The tables could not be made. Nothing was changed. ${messageOf(error)}`, error)
}

/** Names of the migrations that ran on a database, in order; none for a database that was never migrated. */
async function migrationsRun(db: Db): Promise<string[]> {
  const there = await sql<{ there: string | null }>`select to_regclass('public.kysely_migration')::text as there`.execute(db)
  if (there.rows[0]?.there == null) return []
  return (await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)).rows.map((row) => row.name)
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
  const unknown = (await migrationsRun(db)).filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new EnvironmentFault(
      `This database belongs to a newer Tendwell (it has ${unknown.join(', ')}, which this version does not know). Start the newer version, or use another database. Nothing was changed.`,
    )
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
