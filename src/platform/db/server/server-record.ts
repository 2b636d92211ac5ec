import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isAlive } from './processes.ts'

const ServerRecord = z.object({ port: z.number().int(), password: z.string() })

/** What must be remembered between starts to reach the database: kept beside the data, readable by its owner alone. */
export type ServerRecord = z.infer<typeof ServerRecord>

const GuestRecord = z.object({ pid: z.number().int(), purpose: z.string() })

/** A running Tendwell process that uses this database. The last one out stops the server. */
export type Guest = z.infer<typeof GuestRecord>

/** Reads the record, or makes one with a new password. A port of 0 means that none has been chosen yet. */
export function openRecord(dataFolder: string): ServerRecord {
  const file = join(dataFolder, 'database.json')
  if (existsSync(file)) return ServerRecord.parse(JSON.parse(readFileSync(file, 'utf8')))
  const record = { port: 0, password: randomBytes(24).toString('base64url') }
  saveRecord(dataFolder, record)
  return record
}

/** Remembers the port and password, mode 0600. */
export function saveRecord(dataFolder: string, record: ServerRecord): void {
  const file = join(dataFolder, 'database.json')
  writeFileSync(file, `${JSON.stringify(record)}\n`, { mode: 0o600 })
  chmodSync(file, 0o600)
}

/** Who else is using this database now. Leavings of processes that crashed are cleared away. */
export function listOtherGuests(dataFolder: string): Guest[] {
  const folder = guestFolder(dataFolder)
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name)
    const guest = readGuest(file)
    if (guest?.pid === process.pid) return []
    if (guest !== undefined && isAlive(guest.pid)) return [guest]
    rmSync(file, { force: true })
    return []
  })
}

/** Signs this process in. */
export function signIn(dataFolder: string, purpose: string): void {
  const guest: Guest = { pid: process.pid, purpose }
  writeFileSync(join(guestFolder(dataFolder), String(process.pid)), JSON.stringify(guest))
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
    return GuestRecord.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined // half-written by a process that was killed, or gone meanwhile
  }
}
