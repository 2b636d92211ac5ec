import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { EnvironmentFault } from '../../action/refused.ts'

const ServerRecord = z.object({
  /** Carried on the server's command line, so that its process can be recognised. */
  name: z.string(),
  /** 0 until a free one has been chosen. */
  port: z.number().int(),
  password: z.string(),
})

/** What must be remembered between starts to reach the database. */
export type ServerRecord = z.infer<typeof ServerRecord>

/** Reads `database.json`, or makes one with a new password when there is no database yet either. */
export function openRecord(dataFolder: string, clusterFolder: string): ServerRecord {
  const file = join(dataFolder, 'database.json')
  if (existsSync(file)) return readRecord(file)
  if (existsSync(clusterFolder)) {
    throw new EnvironmentFault(`${file} is missing, and the password of the database in ${clusterFolder} with it: put the file back, or move the folder away to begin again.`)
  }
  const record = { name: `tendwell-${randomBytes(6).toString('hex')}`, port: 0, password: randomBytes(24).toString('base64url') }
  saveRecord(dataFolder, record)
  return record
}

/** Remembers the record in a file that its owner alone may read. A full disk must not cost the password: the old file stays until the new one is whole. */
export function saveRecord(dataFolder: string, record: ServerRecord): void {
  const file = join(dataFolder, 'database.json')
  writeFileSync(`${file}.new`, `${JSON.stringify(record)}\n`, { mode: 0o600, flush: true })
  const { uid, gid } = statSync(dataFolder)
  if (process.getuid?.() === 0) chownSync(`${file}.new`, uid, gid) // whoever owns the folder may start it again without root
  renameSync(`${file}.new`, file)
}

function readRecord(file: string): ServerRecord {
  try {
    return ServerRecord.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof z.ZodError) {
      throw new EnvironmentFault(`${file} is damaged: put it back from a copy; the database beside it needs the password in it.`, cause)
    }
    throw cause
  }
}
