import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { Refused } from '../../action/refused.ts'
import { faultBehind } from '../server/faults.ts'
import { backupKeys, type BackupKeys } from './backup-keys.ts'
import { listKeptTables, listSequences, type KeptTable } from './kept-tables.read.ts'
import { MANIFEST_FILE, manifestText, type BackupContents, type TableEntry } from './manifest.ts'
import { sealStream } from './sealed-stream.ts'
import { copyOut, passing, SAME_TEXT } from './table-rows.ts'

export interface BackupOptions {
  /** Address of the database. */
  readonly url: string
  /** Where the backup is to be: a folder that does not exist yet, or is empty. */
  readonly folder: string
  /** 32 bytes in base64; null for a backup that anybody can read who gets at it. */
  readonly key: string | null
  readonly now: Temporal.Instant
  /** Version of the program, for the manifest. */
  readonly version: string
  readonly onProgress?: (done: number, total: number) => void
}

/** What a backup or a restore held. */
export interface BackupSums {
  readonly tables: number
  readonly rows: number
  readonly bytes: number
  readonly isEncrypted: boolean
}

/** Connections that read at the same time, all of one snapshot. */
const READERS = 2

/**
 * Takes a backup: every table's rows as they were at one instant, whoever writes meanwhile, each as a compressed file in COPY's text form, and a manifest with
 * their digests. It is made beside its folder and takes its name when it is whole and on the disk: what has the name is a backup. Throws `Refused` when the folder is in use or the database was never migrated.
 */
export async function takeBackup(options: BackupOptions): Promise<BackupSums> {
  const folder = resolve(options.folder)
  await refuseOccupied(folder)
  const making = `${folder}.unfinished`
  try {
    await rm(making, { recursive: true, force: true })
    await makeFolder(making)
    const contents = await readSnapshot(options, making)
    await syncFolder(making)
    await rm(folder, { recursive: true, force: true })
    await rename(making, folder)
    await syncFolder(dirname(folder))
    const sum = (of: (entry: TableEntry) => number): number => contents.tables.reduce((total, entry) => total + of(entry), 0)
    return { tables: contents.tables.length, rows: sum((entry) => entry.rows), bytes: sum((entry) => entry.bytes), isEncrypted: contents.encryption !== null }
  } catch (error) {
    await rm(making, { recursive: true, force: true }).catch(() => undefined)
    throw isOfDisk(error) ? faultBehind(error, folder) : error
  }
}

/** Not with its parents: a mistyped path would be made silently. */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new Refused('no-folder', `There is no folder "${dirname(path)}" to put the backup in: make it first, or check the path.`)
    throw error
  })
}

async function refuseOccupied(folder: string): Promise<void> {
  const there = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') throw new Refused('not-a-folder', `"${folder}" is a file: give the name of a new folder.`)
    throw faultBehind(error, folder)
  })
  if (there.length > 0) throw new Refused('folder-in-use', `The folder "${folder}" is not empty: give the name of a new folder, for example one with today's date.`)
}

async function readSnapshot(options: BackupOptions, folder: string): Promise<BackupContents> {
  const leader = await reader(options.url)
  const others: pg.Client[] = []
  try {
    await leader.query(`begin transaction isolation level repeatable read read only; ${SAME_TEXT}`)
    const snapshot = (await leader.query<{ id: string; version: string }>(`select pg_export_snapshot() as id, current_setting('server_version') as version`)).rows[0]
    const migrations = await migrationsOf(leader)
    for (let nr = 1; nr < READERS; nr += 1) {
      const other = await reader(options.url)
      others.push(other)
      await other.query(`begin transaction isolation level repeatable read read only; set transaction snapshot '${snapshot?.id ?? ''}'; ${SAME_TEXT}`)
    }
    const salt = options.key === null ? null : randomBytes(32)
    const keys = options.key === null || salt === null ? null : backupKeys(options.key, salt)
    const tables = await writeTables([leader, ...others], await listKeptTables(leader), folder, keys, options.onProgress)
    const contents: BackupContents = {
      format: 'tendwell-backup',
      formatVersion: 1,
      tendwell: options.version,
      postgresql: snapshot?.version ?? '',
      takenAt: options.now.toString({ smallestUnit: 'second' }),
      migrations,
      encryption: salt === null ? null : { cipher: 'aes-256-gcm', salt: salt.toString('base64') },
      tables,
      // Sequences stand outside the snapshot: read now, each is at or past every number that the rows have.
      sequences: await listSequences(leader),
    }
    const file = await open(join(folder, MANIFEST_FILE), 'wx', 0o600)
    await file.writeFile(manifestText(contents, keys?.digest ?? null))
    await file.sync()
    await file.close()
    return contents
  } finally {
    for (const client of [leader, ...others]) await client.end().catch(() => undefined)
  }
}

async function reader(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'tendwell backup' })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function migrationsOf(client: pg.Client): Promise<string[]> {
  const there = await client.query<{ there: string | null }>(`select to_regclass('public.kysely_migration')::text as there`)
  if (there.rows[0]?.there == null) throw new Refused('nothing', 'This database holds no Tendwell: check DATABASE_URL or TENDWELL_DATA_FOLDER. Nothing was written.')
  return (await client.query<{ name: string }>('select name from public.kysely_migration order by name')).rows.map((row) => row.name)
}

/** Each reader takes the next table when it has finished one; the largest come first. */
async function writeTables(clients: readonly pg.Client[], tables: readonly KeptTable[], folder: string, keys: BackupKeys | null, onProgress: BackupOptions['onProgress']): Promise<TableEntry[]> {
  const waiting = [...tables]
  const entries: TableEntry[] = []
  const work = async (client: pg.Client): Promise<void> => {
    for (let table = waiting.shift(); table !== undefined; table = waiting.shift()) {
      entries.push(await writeTable(client, table, folder, keys))
      onProgress?.(entries.length, tables.length)
    }
  }
  const done = await Promise.allSettled(clients.map(work))
  for (const each of done) if (each.status === 'rejected') throw each.reason
  return entries.toSorted((a, b) => (a.table < b.table ? -1 : 1))
}

async function writeTable(client: pg.Client, table: KeptTable, folder: string, keys: BackupKeys | null): Promise<TableEntry> {
  const file = `${table.table}.copy.gz${keys === null ? '' : '.sealed'}`
  const hash = createHash('sha256')
  let bytes = 0
  const counted = passing(hash, (count) => (bytes += count))
  const disk = createWriteStream(join(folder, file), { flags: 'wx', mode: 0o600, flush: true })
  const { rows, content } = await copyOut(client, table, keys?.digest ?? null, [createGzip({ level: 1 }), ...(keys === null ? [] : [sealStream(keys.cipher, file)]), counted, disk])
  return { table: table.table, columns: [...table.columns], rows, file, bytes, sha256: hash.digest('hex'), content }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().catch(() => undefined) // Windows has no such thing for folders
  await handle.close()
}

function isOfDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && !('severity' in error) && ['open', 'write', 'fsync', 'mkdir', 'rename', 'unlink', 'close', 'rm', 'scandir'].includes(String(error.syscall))
}
