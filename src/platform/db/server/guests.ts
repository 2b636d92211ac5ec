import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning, ownMark, type ProcessMark } from './processes.ts'

/** A running Tendwell process that uses this database server. The last one out stops it. */
export interface Guest extends ProcessMark {
  /** The command it runs: serve, import. */
  readonly purpose: string
}

/** Who else uses the server now. What crashed processes left behind is cleared away. */
export function listOtherGuests(dataFolder: string): Guest[] {
  const folder = guestFolder(dataFolder)
  return readdirSync(folder).flatMap((name) => {
    const guest = readGuest(join(folder, name))
    if (guest?.pid === process.pid) return []
    if (guest !== undefined && isRunning(guest)) return [guest]
    rmSync(join(folder, name), { force: true })
    return []
  })
}

/** Signs this process in. */
export function signIn(dataFolder: string, purpose: string): void {
  writeFileSync(join(guestFolder(dataFolder), String(process.pid)), JSON.stringify({ ...ownMark(), purpose }))
}

/** Signs this process out. */
export function signOut(dataFolder: string): void {
  rmSync(join(guestFolder(dataFolder), String(process.pid)), { force: true })
}

function guestFolder(dataFolder: string): string {
  const folder = join(dataFolder, 'processes')
  mkdirSync(folder, { recursive: true })
  return folder
}

function readGuest(file: string): Guest | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Guest
  } catch {
    return undefined // half-written by a process that was killed, or gone meanwhile
  }
}
