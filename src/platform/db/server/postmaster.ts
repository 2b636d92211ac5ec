import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { EnvironmentFault } from '../../action/refused.ts'
import type { Binaries } from './binaries.ts'
import { dataArgument, serverEnvironment, type Cluster, type Durability } from './cluster.ts'
import { meaningOf } from './faults.ts'
import { commandOf } from './processes.ts'
import type { ServerRecord } from './server-record.ts'

const START_PATIENCE_MS = 300_000
const STOP_PATIENCE_MS = 60_000
const LOG_LIMIT = 5_000_000

/**
 * The process that serves this data folder, or undefined. `postmaster.pid` alone proves nothing: after a crash and a
 * restart of the machine its number may belong to any other program, so the name on its command line must be ours.
 */
export function findPostmaster(folder: string, name: string): number | undefined {
  const pid = readPid(folder)
  return pid !== undefined && commandOf(pid)?.includes(name) === true ? pid : undefined
}

/** Starts the server and returns when `answers` says that it takes connections. Calls `onExit` when it ends later on. */
export async function startPostmaster(
  cluster: Cluster,
  binaries: Binaries,
  record: ServerRecord,
  options: { durability: Durability; logFile: string; answers: () => Promise<boolean>; onExit: () => void },
): Promise<void> {
  clearMisleadingPid(cluster.folder, record.name)
  if (existsSync(options.logFile) && statSync(options.logFile).size > LOG_LIMIT) renameSync(options.logFile, `${options.logFile}.1`)
  const log = openSync(options.logFile, 'a', 0o600)
  const logStart = statSync(options.logFile).size
  // Detached: the terminal's Ctrl-C goes to the web server and the worker first, and they stop the database last.
  const child = spawn(binaries.postgres, ['-D', dataArgument(cluster), '-p', String(record.port), ...settings(record.name, options.durability)], {
    cwd: cluster.folder,
    detached: true,
    stdio: ['ignore', log, log],
    env: serverEnvironment(),
    ...(cluster.account === null ? {} : { uid: cluster.account.uid, gid: cluster.account.gid }),
  })
  closeSync(log)
  const life: { ended: boolean; error?: Error } = { ended: false }
  child.on('error', (error) => Object.assign(life, { ended: true, error }))
  child.on('exit', () => {
    life.ended = true
    options.onExit()
  })
  child.unref()
  const giveUpAt = Date.now() + START_PATIENCE_MS
  while (!(await options.answers())) {
    if (life.ended) throw startFault(cluster.folder, options.logFile, `${life.error?.message ?? ''}\n${readFileSync(options.logFile).subarray(logStart).toString()}`)
    if (Date.now() > giveUpAt) throw new EnvironmentFault(`PostgreSQL did not start within five minutes: see ${options.logFile}.`)
    await pause(25)
  }
}

/** Stops the server: waits for its clean end, then insists. Returns at once when it does not run. */
export async function stopPostmaster(folder: string, name: string): Promise<void> {
  const pid = findPostmaster(folder, name)
  if (pid === undefined) return
  process.kill(pid, 'SIGINT')
  const insistAt = Date.now() + STOP_PATIENCE_MS
  let hasInsisted = false
  while (commandOf(pid)?.includes(name) === true) {
    if (!hasInsisted && Date.now() > insistAt) {
      process.kill(pid, 'SIGQUIT') // recovers at the next start from what every commit has written
      hasInsisted = true
    }
    await pause(25)
  }
}

function settings(name: string, durability: Durability): string[] {
  const megabytes = Math.max(64, Math.min(512, Math.floor(totalmem() / 8 / 1024 ** 2)))
  const chosen: Record<string, string> = {
    cluster_name: name,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '120',
    shared_buffers: `${String(megabytes)}MB`,
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    effective_cache_size: '4GB',
    random_page_cost: '1.1',
    jit: 'off',
    // Two cores: parallel workers would take the web server's, and need shared memory that small containers lack.
    max_parallel_workers_per_gather: '0',
    max_parallel_maintenance_workers: '0',
    // Bulk loads: fewer checkpoints, and no log for replicas that a built-in server does not have.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // Statements in the log would carry personal data.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(durability === 'none' ? { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' } : {}),
  }
  return Object.entries(chosen).flatMap(([key, value]) => ['-c', `${key}=${value}`])
}

/** Removes a pid file whose number now is a stranger's. When its process is gone it stays: PostgreSQL's own check is deeper. */
function clearMisleadingPid(folder: string, name: string): void {
  const pid = readPid(folder)
  if (pid === undefined) return
  const command = commandOf(pid)
  if (command !== undefined && !command.includes(name)) rmSync(join(folder, 'postmaster.pid'), { force: true })
}

function readPid(folder: string): number | undefined {
  const file = join(folder, 'postmaster.pid')
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

function startFault(folder: string, logFile: string, output: string): EnvironmentFault {
  const reason = /FATAL:\s*(.*)/.exec(output)?.[1] ?? output.trim().split('\n').at(-1) ?? ''
  return new EnvironmentFault(meaningOf(output, folder) ?? `PostgreSQL did not start on ${folder}: ${reason} (see ${logFile}).`)
}
