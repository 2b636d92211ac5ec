import { spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, readlinkSync, realpathSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { EnvironmentFault } from '../../action/refused.ts'

/** Answers whether a process with this number exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/**
 * The number of the PostgreSQL process that serves this data folder, or undefined. `postmaster.pid` alone proves
 * nothing: after a crash and a restart of the machine its number may belong to any other program.
 */
export function findPostmaster(clusterFolder: string): number | undefined {
  const pid = readPidFile(clusterFolder)
  if (pid === undefined || !isAlive(pid)) return undefined
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout.includes('postgres') ? pid : undefined
  }
  try {
    return readlinkSync(`/proc/${String(pid)}/cwd`) === realpathSync(clusterFolder) ? pid : undefined
  } catch {
    return undefined // another account's process: not the one we started here
  }
}

/**
 * Removes a `postmaster.pid` whose number now belongs to a stranger. When its process is simply gone the file stays:
 * PostgreSQL then makes its own, deeper check and recovers.
 */
export function clearMisleadingPidFile(clusterFolder: string): void {
  const pid = readPidFile(clusterFolder)
  if (pid !== undefined && isAlive(pid) && findPostmaster(clusterFolder) === undefined) {
    rmSync(join(clusterFolder, 'postmaster.pid'), { force: true })
  }
}

/** Runs `body` while no other process on this machine does the same under this lock file. */
export async function underLock<T>(file: string, body: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + 60_000
  for (;;) {
    try {
      const handle = openSync(file, 'wx', 0o600)
      writeSync(handle, String(process.pid))
      closeSync(handle)
      break
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error
    }
    const holder = readNumber(file)
    if (holder !== undefined && !isAlive(holder)) rmSync(file, { force: true })
    else if (Date.now() > giveUpAt) {
      throw new EnvironmentFault(`Another Tendwell process (${String(holder ?? 'unknown')}) has been starting or stopping the database for a minute: stop it, delete ${file}, and try again.`)
    } else await pause(50)
  }
  try {
    return await body()
  } finally {
    rmSync(file, { force: true })
  }
}

function readPidFile(clusterFolder: string): number | undefined {
  return readNumber(join(clusterFolder, 'postmaster.pid'))
}

function readNumber(file: string): number | undefined {
  try {
    const number = Number.parseInt(readFileSync(file, 'utf8'), 10)
    return Number.isInteger(number) && number > 0 ? number : undefined
  } catch {
    return undefined
  }
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
