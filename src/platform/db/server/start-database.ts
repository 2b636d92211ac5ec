import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { EnvironmentFault } from '../../action/refused.ts'
import { findBinaries } from './binaries.ts'
import { ensureCluster, OWNER, ownerOf, type Cluster, type Durability } from './cluster.ts'
import { faultBehind } from './faults.ts'
import { choosePort } from './free-port.ts'
import { listOtherGuests, signIn, signOut } from './guests.ts'
import { underLock } from './lock-file.ts'
import { findPostmaster, startPostmaster, stopPostmaster } from './postmaster.ts'
import { openRecord, saveRecord, type ServerRecord } from './server-record.ts'
import { accountForPostgres } from './unix-account.ts'

const JOIN_PATIENCE_MS = 60_000
const WATCH_MS = 2000

export interface DatabaseOptions {
  /** Where everything is kept: the data in `postgres/` in it, the log and the password beside. */
  readonly dataFolder: string
  /** A fixed port; without it a free one is chosen and remembered. */
  readonly port?: number
  /** The command that uses the database: serve, import. */
  readonly purpose?: string
  /** Refuse when another process with the same purpose already uses this data. */
  readonly alone?: boolean
  readonly durability?: Durability
  /** Throw away the data first. Refused while another process uses it. */
  readonly fresh?: boolean
  /** Called once when the server ends although nobody stopped it here. */
  readonly onLost?: () => void
}

export interface RunningDatabase {
  readonly url: string
  /** Stops the server, unless other Tendwell processes still use it: then the last of them does. */
  stop(): Promise<void>
}

/**
 * Starts the built-in PostgreSQL on this folder, or joins the one that another Tendwell process runs on it (a crash may
 * have left it running alone, too). Throws `EnvironmentFault` with one clear sentence when it cannot.
 */
export async function startDatabase(options: DatabaseOptions): Promise<RunningDatabase> {
  const dataFolder = resolve(options.dataFolder)
  try {
    mkdirSync(dataFolder, { recursive: true })
    return await underLock(join(dataFolder, 'database.lock'), () => startOrJoin(dataFolder, options))
  } catch (error) {
    throw faultBehind(error, dataFolder)
  }
}

async function startOrJoin(dataFolder: string, options: DatabaseOptions): Promise<RunningDatabase> {
  const purpose = options.purpose ?? 'command'
  const folder = join(dataFolder, 'postgres')
  refuseSecond(dataFolder, purpose, options)
  if (options.fresh === true) await discard(dataFolder, folder)
  const record = openRecord(dataFolder, folder)
  const state = { isStarted: false, isStopping: false, record }
  const onExit = (): void => {
    if (state.isStarted && !state.isStopping) options.onLost?.()
  }
  const isJoined = await joins(folder, record)
  if (!isJoined) state.record = await start(dataFolder, folder, record, options, onExit)
  const watch = isJoined ? watchFor(() => findPostmaster(folder, record.name) === undefined, onExit) : undefined
  signIn(dataFolder, purpose)
  await ensureDatabase(state.record)
  state.isStarted = true
  return {
    url: urlOf(state.record, OWNER),
    stop: () =>
      underLock(join(dataFolder, 'database.lock'), async () => {
        state.isStopping = true
        clearInterval(watch)
        signOut(dataFolder)
        if (listOtherGuests(dataFolder).length === 0) await stopPostmaster(folder, state.record.name)
      }),
  }
}

function refuseSecond(dataFolder: string, purpose: string, options: DatabaseOptions): void {
  const others = listOtherGuests(dataFolder)
  const twin = options.alone === true ? others.find((guest) => guest.purpose === purpose) : undefined
  const other = twin ?? (options.fresh === true ? others[0] : undefined)
  if (other === undefined) return
  throw new EnvironmentFault(
    `Tendwell is already running on the data in ${dataFolder} (${other.purpose}, process ${String(other.pid)}): use that one, or stop it first with Ctrl-C or "kill ${String(other.pid)}".`,
  )
}

async function discard(dataFolder: string, folder: string): Promise<void> {
  const file = join(dataFolder, 'database.json')
  try {
    await stopPostmaster(folder, openRecord(dataFolder, folder).name)
  } catch (error) {
    if (!(error instanceof EnvironmentFault)) throw error // a lost or damaged record is no reason to keep what it belonged to
  }
  for (const path of [folder, `${folder}.new`, file]) rmSync(path, { recursive: true, force: true })
}

async function start(dataFolder: string, folder: string, record: ServerRecord, options: DatabaseOptions, onExit: () => void): Promise<ServerRecord> {
  const account = accountForPostgres()
  const cluster: Cluster = { folder, account: account === null ? null : (ownerOf(folder) ?? account) }
  const binaries = findBinaries(cluster.account)
  await ensureCluster(cluster, binaries, record.password, options.durability ?? 'full')
  const chosen = { ...record, port: await choosePort(options.port, record.port) }
  saveRecord(dataFolder, chosen)
  try {
    await startPostmaster(cluster, binaries, chosen, {
      durability: options.durability ?? 'full',
      logFile: join(dataFolder, 'postgres.log'),
      answers: () => answers(chosen),
      onExit,
    })
    return chosen
  } catch (error) {
    await stopPostmaster(folder, chosen.name)
    throw error
  }
}

/** Whether a server runs on this folder to be joined. One that was killed a moment ago can still be seen without answering, and one that recovers answers only later: both are waited for. */
async function joins(folder: string, record: ServerRecord): Promise<boolean> {
  const giveUpAt = Date.now() + JOIN_PATIENCE_MS
  while (findPostmaster(folder, record.name) !== undefined) {
    if (Date.now() > giveUpAt || (await answers(record))) return true
    await pause(25)
  }
  return false
}

/** Looks again and again whether a server that is nobody's child here has ended, and says so once. Keeps no program running. */
function watchFor(hasEnded: () => boolean, onExit: () => void): NodeJS.Timeout {
  const watch = setInterval(() => {
    if (!hasEnded()) return
    clearInterval(watch)
    onExit()
  }, WATCH_MS)
  return watch.unref()
}

async function answers(record: ServerRecord): Promise<boolean> {
  try {
    await withClient(record, 'postgres', (client) => client.query('select 1'))
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ECONNREFUSED' || code === '57P03' || code === 'ECONNRESET') return false // not yet; 57P03: recovering after a crash
    throw error
  }
}

async function ensureDatabase(record: ServerRecord): Promise<void> {
  await withClient(record, 'postgres', async (client) => {
    const there = await client.query('select 1 from pg_database where datname = $1', [OWNER])
    if (there.rowCount === 0) await client.query(`create database ${OWNER}`)
  })
}

async function withClient<T>(record: ServerRecord, database: string, body: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: urlOf(record, database) })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await body(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function urlOf(record: ServerRecord, database: string): string {
  return `postgres://${OWNER}:${record.password}@127.0.0.1:${String(record.port)}/${database}`
}
