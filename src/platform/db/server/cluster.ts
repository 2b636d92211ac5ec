import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { EnvironmentFault } from '../../action/refused.ts'
import type { Binaries } from './binaries.ts'
import { meaningOf } from './faults.ts'
import type { UnixAccount } from './unix-account.ts'

/** A data folder of PostgreSQL and how the account that runs it reaches it. */
export interface Cluster {
  readonly folder: string
  readonly account: UnixAccount | null
}

/** `full`: a commit is on the disk. `none`: for tests, whose data may die with the machine. */
export type Durability = 'full' | 'none'

/** The name of the superuser and of the database. */
export const OWNER = 'tendwell'

/**
 * Where the server finds its data. A clone under a closed folder such as /root is out of reach for the account that
 * root lends to PostgreSQL; a process may stay in a folder it was placed in, so it is placed there and told so.
 */
export function dataArgument(cluster: Cluster): string {
  return cluster.account !== null && process.platform === 'linux' ? '/proc/self/cwd' : cluster.folder
}

/** Creates the data folder when there is none. A folder that another major version of PostgreSQL made is refused untouched. */
export async function ensureCluster(cluster: Cluster, binaries: Binaries, password: string, durability: Durability): Promise<void> {
  const versionFile = join(cluster.folder, 'PG_VERSION')
  if (existsSync(versionFile)) {
    const version = readFileSync(versionFile, 'utf8').trim()
    if (version === binaries.majorVersion) return
    throw new EnvironmentFault(
      `The data in ${cluster.folder} was made by PostgreSQL ${version} and this Tendwell brings PostgreSQL ${binaries.majorVersion}: start it with the Tendwell that made it, or move the folder away to begin again. Nothing was changed.`,
    )
  }
  if (existsSync(cluster.folder)) {
    throw new EnvironmentFault(`${cluster.folder} exists but holds no PostgreSQL data: move it away and start again.`)
  }
  await create(cluster, binaries, password, durability)
}

/** `initdb` works in a folder beside, which takes its place when complete: an interrupted first start leaves nothing half-made. */
async function create(cluster: Cluster, binaries: Binaries, password: string, durability: Durability): Promise<void> {
  const beside = { ...cluster, folder: `${cluster.folder}.new` }
  rmSync(beside.folder, { recursive: true, force: true })
  mkdirSync(beside.folder, { mode: 0o700 })
  const secrets = mkdtempSync(join(tmpdir(), 'tendwell-'))
  const passwordFile = join(secrets, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (cluster.account !== null) for (const path of [beside.folder, secrets, passwordFile]) chownSync(path, cluster.account.uid, cluster.account.gid)
  try {
    // One collation on every machine, whatever its locale: the order of lists must not depend on where they are made.
    const args = ['-D', dataArgument(beside), '-U', OWNER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8']
    const made = spawn(binaries.initdb, [...args, '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', ...(durability === 'none' ? ['--no-sync'] : [])], {
      cwd: beside.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: serverEnvironment(),
      ...(cluster.account === null ? {} : { uid: cluster.account.uid, gid: cluster.account.gid }),
    })
    const ended = new Promise<string | number>((resolve) => {
      made.once('error', (error) => {
        resolve(error.message)
      })
      made.once('close', (code, signal) => {
        resolve(code ?? signal ?? '')
      })
    })
    const [status, ...output] = await Promise.all([ended, text(made.stdout), text(made.stderr)])
    if (status !== 0) throw creationFault(cluster.folder, [...output, String(status)].join('\n'))
    renameSync(beside.folder, cluster.folder)
  } finally {
    rmSync(secrets, { recursive: true, force: true })
    rmSync(beside.folder, { recursive: true, force: true })
  }
}

function creationFault(folder: string, output: string): EnvironmentFault {
  const error = /(?:error|FATAL):\s*(.*)/.exec(output)?.[1] ?? output.trim().split('\n').at(-1) ?? ''
  return new EnvironmentFault(meaningOf(output, folder) ?? `PostgreSQL could not create its data folder ${folder}: ${error}.`)
}

/** The owner of an existing data folder, when root starts a database that an ordinary user made. */
export function ownerOf(folder: string): UnixAccount | undefined {
  if (!existsSync(folder)) return undefined
  const { uid, gid } = statSync(folder)
  return uid === 0 ? undefined : { name: `with number ${String(uid)}`, uid, gid }
}

/** PostgreSQL is given no variable of ours: PGPORT, PGDATA and the like would change what it does. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}
