import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { choosePort } from '../../src/platform/db/server/free-port.ts'
import { accountForPostgres } from '../../src/platform/db/server/unix-account.ts'

/** Where Debian and Ubuntu put the oldest version that Tendwell supports. */
const BIN = '/usr/lib/postgresql/15/bin'

export const isInstalled = existsSync(join(BIN, 'postgres'))

/** Starts PostgreSQL 15 on a temporary folder, for the time of a test. */
export async function startPostgresql15(): Promise<{ url: string; stop(): Promise<void> }> {
  const account = accountForPostgres()
  const identity = account === null ? {} : { uid: account.uid, gid: account.gid }
  const folder = mkdtempSync(join(tmpdir(), 'tendwell-pg15-'))
  if (account !== null) chownSync(folder, account.uid, account.gid)
  const made = spawnSync(join(BIN, 'initdb'), ['-D', folder, '-U', 'tendwell', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], { ...identity, cwd: folder, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`initdb of PostgreSQL 15 failed: ${made.stderr}`)
  const port = await choosePort(undefined, 0)
  const settings = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=120']
  const server = spawn(join(BIN, 'postgres'), ['-D', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], { ...identity, cwd: folder, stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const url = `postgres://tendwell@127.0.0.1:${String(port)}/postgres`
  while (!(await answers(url))) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL 15 ended with code ${String(server.exitCode)} as it started`)
    await pause(50)
  }
  return {
    url,
    stop: async () => {
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}
