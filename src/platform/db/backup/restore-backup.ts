import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { EnvironmentFault, Refused } from '../../action/refused.ts'
import { migrateAsThen } from '../migrate.ts'
import type { DB } from '../tables.gen.ts'
import { backupKeys, type BackupKeys } from './backup-keys.ts'
import { firstOccupant, JOBS, listForeignKeys, listIndexes, listKeptTables, quoted, type KeptTable } from './kept-tables.read.ts'
import { MANIFEST_FILE, readManifest, type BackupContents, type TableEntry } from './manifest.ts'
import { openStream } from './sealed-stream.ts'
import { copyJobsIn } from './jobs-in.ts'
import { copyIn, digestRows, passing, SAME_TEXT } from './table-rows.ts'
import type { BackupSums } from './take-backup.ts'

export interface RestoreOptions {
  /** Address of the database. */
  readonly url: string
  readonly folder: string
  readonly key: string | null
  /** Makes the tables of the job queue in a database that was found empty. */
  readonly makeQueue: () => Promise<void>
  readonly onProgress?: (done: number, total: number) => void
}

/** Two restores into one database wait for one another. */
const LOCK = 7_364_101
/** For one index at a time; the usual 64 MB would sort a year's visits on the disk. */
const SORTING_MEMORY = '256MB'

/**
 * Puts a backup into an empty database: its files are held against their digests first, then one transaction makes the tables as they were then, takes in the
 * rows, sets the sequences, checks every reference, and compares the digest of each table's rows with the manifest's before it commits. So a restore happens whole or not at all.
 * Throws `Refused` when the database is not empty, a file is damaged or missing, or the key does not fit.
 */
export async function restoreBackup(options: RestoreOptions): Promise<BackupSums> {
  const folder = resolve(options.folder)
  const { contents, keys } = await openManifest(folder, options.key)
  const total = contents.tables.length * 3
  let done = 0
  const step = (): void => options.onProgress?.((done += 1), total)
  for (const entry of contents.tables) {
    await checkFile(folder, entry)
    step()
  }
  const client = new pg.Client({ connectionString: options.url, application_name: 'tendwell restore' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await refuseOccupied(client)
    await options.makeQueue()
    await client.query(`begin; ${SAME_TEXT}; set local maintenance_work_mem = '${SORTING_MEMORY}'`)
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    await refuseOccupied(client)
    await fill(client, contents, folder, keys, step)
    await client.query('commit')
  } finally {
    await client.end().catch(() => undefined) // what is not committed is undone with the connection
  }
  const sum = (of: (entry: TableEntry) => number): number => contents.tables.reduce((all, entry) => all + of(entry), 0)
  return { tables: contents.tables.length, rows: sum((entry) => entry.rows), bytes: sum((entry) => entry.bytes), isEncrypted: keys !== null }
}

async function openManifest(folder: string, key: string | null): Promise<{ contents: BackupContents; keys: BackupKeys | null }> {
  const text = await readFile(join(folder, MANIFEST_FILE), 'utf8').catch(() => undefined)
  if (text === undefined) throw new Refused('no-backup', `There is no backup in "${folder}": it would hold a file ${MANIFEST_FILE}. Check the path.`)
  const manifest = readManifest(text)
  if (manifest === undefined) throw new Refused('damaged', `${MANIFEST_FILE} in "${folder}" is damaged, or of a newer Tendwell: take another copy of the backup, or restore it with the version that made it. Nothing was changed.`)
  const { contents } = manifest
  if (contents.encryption === null) {
    if (manifest.fits(null)) return { contents, keys: null }
    throw new Refused('damaged', `${MANIFEST_FILE} in "${folder}" was changed after the backup was made: take another copy of it. Nothing was changed.`)
  }
  if (key === null) throw new Refused('needs-key', 'This backup is encrypted: set TENDWELL_BACKUP_KEY to the key it was made with. Nothing was changed.')
  const keys = backupKeys(key, Buffer.from(contents.encryption.salt, 'base64'))
  if (!manifest.fits(keys.digest)) throw new Refused('wrong-key', `The key in TENDWELL_BACKUP_KEY is not the one this backup was made with, or ${MANIFEST_FILE} in "${folder}" was changed: set the key of that time, or take another copy of the backup. Nothing was changed.`)
  return { contents, keys }
}

async function checkFile(folder: string, entry: TableEntry): Promise<void> {
  const path = join(folder, entry.file)
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile() !== true) throw new Refused('missing-file', `The file ${entry.file} is missing in "${folder}": take another copy of the backup. Nothing was changed.`)
  const hash = createHash('sha256')
  await pipeline([createReadStream(path), passing(hash), new Writable({ write: (_chunk, _encoding, done) => { done() } })])
  if (found.size === entry.bytes && hash.digest('hex') === entry.sha256) return
  throw new Refused('damaged', `The file ${entry.file} in "${folder}" is damaged (${String(found.size)} bytes, ${String(entry.bytes)} expected): its digest is not the manifest's. Take another copy of the backup. Nothing was changed.`)
}

async function refuseOccupied(client: pg.Client): Promise<void> {
  const occupant = await firstOccupant(client)
  if (occupant === undefined) return
  throw new Refused('not-empty', `This database is not empty (it has ${occupant}), and a backup is restored into an empty one only: set TENDWELL_DATA_FOLDER to a new folder, or DATABASE_URL to a new database. Nothing was changed.`)
}

async function fill(client: pg.Client, contents: BackupContents, folder: string, keys: BackupKeys | null, step: () => void): Promise<void> {
  await migrateAsThen(onlyThis(client), contents.migrations)
  const tables = new Map((await listKeptTables(client)).map((table) => [table.table, table]))
  refuseOtherTables(contents, tables)
  const references = await listForeignKeys(client)
  // Checked at once when all rows are in: they come in no order, and some refer to one another.
  for (const { table, name } of references) await client.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`)
  // Made when all rows are in: that is sorted once, where row by row each index costs as much as the row.
  const indexes = await listIndexes(client)
  if (indexes.length > 0) await client.query(`drop index ${indexes.map(({ index }) => quoted(index)).join(', ')}`)
  for (const entry of contents.tables) {
    const there = await client.query(`select from ${quoted(entry.table)} limit 1`)
    if (there.rowCount !== 0) await client.query(`delete from ${quoted(entry.table)}`) // what migrations bring along is in the backup, as it was then
    await (entry.table === JOBS ? copyJobsIn : copyIn)(client, entry, [createReadStream(join(folder, entry.file)), ...(keys === null ? [] : [openStream(keys.cipher, entry.file)]), createGunzip()])
    step()
  }
  for (const { definition } of indexes) await client.query(definition)
  for (const { table, name, definition } of references) await client.query(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`)
  for (const { sequence, lastValue, isCalled } of contents.sequences) await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(sequence), lastValue, isCalled])
  await client.query('analyze')
  for (const entry of contents.tables) {
    const table = tables.get(entry.table)
    const now = table === undefined ? undefined : await digestRows(client, table, keys?.digest ?? null)
    if (now?.content !== entry.content || now.rows !== entry.rows) {
      throw new EnvironmentFault(`The rows of ${entry.table} did not arrive as they were (${String(now?.rows ?? 0)} of ${String(entry.rows)} rows, another digest). Nothing was changed; please report it.`)
    }
    step()
  }
}

/** The tables that these migrations make must be those of the backup, column by column: a file that fits none would be lost silently. */
function refuseOtherTables(contents: BackupContents, tables: ReadonlyMap<string, KeptTable>): void {
  const kept = new Map(contents.tables.map((entry) => [entry.table, entry]))
  const odd = [...tables.values()].filter((table) => kept.get(table.table)?.columns.join() !== table.columns.join()).map((table) => table.table)
  odd.push(...contents.tables.filter((entry) => !tables.has(entry.table)).map((entry) => entry.table))
  if (odd.length > 0) throw new EnvironmentFault(`The backup and this version of Tendwell (the backup is of ${contents.tendwell}) have other columns in ${[...new Set(odd)].join(', ')}: restore it with the version that made it. Nothing was changed.`)
}

/** The one connection, as the migrator asks for its database. */
function onlyThis(client: pg.Client): Kysely<DB> {
  const lent = Object.assign(client, { release: () => undefined })
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: { connect: () => Promise.resolve(lent), end: () => Promise.resolve() } }) })
}
