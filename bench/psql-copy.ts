import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { copyIn } from './copy.ts'

/** What the other side of a ratio is measured with. */
export interface Copier {
  /** In words, for the report. */
  readonly by: string
  /** Copies rows in COPY's text form into a table with its columns; answers the seconds it took. */
  into(target: string, rows: Buffer): Promise<number>
  close(): Promise<void>
}

/**
 * `psql \copy` when psql is on the PATH, else COPY over the driver's protocol. psql reads a file and keeps the time itself
 * (`\timing`), so that its start and its sign-in are not counted.
 */
export async function copier(url: string): Promise<Copier> {
  return (await psqlOutput(['--version']).catch(() => undefined)) === undefined ? driverCopier(url) : psqlCopier(url)
}

async function psqlCopier(url: string): Promise<Copier> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tendwell-bench-'))
  const file = path.join(folder, 'rows.copy')
  return {
    by: 'psql \\copy',
    into: async (target, rows) => {
      await writeFile(file, rows)
      const said = await psqlOutput(['--no-psqlrc', '--set', 'ON_ERROR_STOP=1', '--command', '\\timing on', '--command', `\\copy ${target} from '${file}'`, url])
      const milliseconds = /Time: ([\d.]+) ms/.exec(said)?.[1]
      if (milliseconds === undefined) throw new Error(`psql did not say how long it took: ${said}`)
      return Number(milliseconds) / 1000
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

async function driverCopier(url: string): Promise<Copier> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    by: 'COPY by the driver (no psql here)',
    into: async (target, rows) => {
      const started = performance.now()
      await copyIn(client, `copy ${target} from stdin`, rows)
      return (performance.now() - started) / 1000
    },
    close: () => client.end(),
  }
}

function psqlOutput(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('psql', args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    let fault = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (fault += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(said)
      else reject(new Error(`psql ended with ${String(code)}: ${fault}`))
    })
  })
}
