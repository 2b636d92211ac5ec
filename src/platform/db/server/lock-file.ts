import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { EnvironmentFault } from '../../action/refused.ts'
import { isRunning, ownMark, type ProcessMark } from './processes.ts'

const PATIENCE_MS = 120_000
/** A lock whose writer has not finished writing its name is given this long before it counts as left behind. */
const UNNAMED_MS = 5_000

/** Runs `body` while no other process on this machine does the same under this lock file. A dead holder's lock is taken over. */
export async function underLock<T>(file: string, body: () => Promise<T>): Promise<T> {
  const since = Date.now()
  let unnamedSince: number | undefined
  while (!claim(file)) {
    const holder = readHolder(file)
    unnamedSince = holder === undefined ? (unnamedSince ?? Date.now()) : undefined
    const isLeftBehind = holder === undefined ? Date.now() - (unnamedSince ?? 0) > UNNAMED_MS : !isRunning(holder)
    if (isLeftBehind) rmSync(file, { force: true })
    else if (Date.now() - since > PATIENCE_MS) {
      throw new EnvironmentFault(
        `Another Tendwell process (${String(holder?.pid ?? 'unknown')}) has been starting or stopping the database for two minutes: stop it and try again.`,
      )
    } else await pause(50)
  }
  try {
    return await body()
  } finally {
    rmSync(file, { force: true })
  }
}

function claim(file: string): boolean {
  try {
    writeFileSync(file, JSON.stringify(ownMark()), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') rmSync(file, { force: true })
    throw error
  }
}

function readHolder(file: string): ProcessMark | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessMark
  } catch {
    return undefined
  }
}
