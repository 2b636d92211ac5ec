import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { choosePort } from '../../src/platform/db/server/free-port.ts'

const ROOT = join(import.meta.dirname, '../..')
const PATIENCE_MS = 180_000

/** Every program that runs now, so that none outlives its test. */
const running = new Set<ChildProcess>()

/** Ends what a failed test left running. */
export function killPrograms(): void {
  for (const child of running) child.kill('SIGKILL')
}

/** A program of Tendwell as it is really run: a process of its own, started from the command line. */
export interface Program {
  /** Where its web server answers. */
  readonly url: string
  readonly pid: number
  /** Ends it without a word, as a machine does that loses its power or its memory; resolves when it is gone. */
  kill(): Promise<void>
  /** Asks it politely to stop; answers the code it ends with. */
  stop(): Promise<number | null>
}

type Kind = 'web' | 'worker' | 'serve'

/** What its connections are called on the server, so that somebody who looks can tell them from others. */
export function connectionName(kind: Kind): string {
  return `tendwell ${kind} to be killed`
}

/**
 * Starts `tendwell web`, `worker` or `serve` on a database and waits until it says that it is ready.
 * @param preload a module of the harness that it loads first, for a negative control
 */
export async function startProgram(kind: Kind, databaseUrl: string, cacheFolder: string, preload?: string): Promise<Program> {
  const port = await choosePort(undefined, 0)
  const url = `http://127.0.0.1:${String(port)}`
  const child = spawn(process.execPath, [...(preload === undefined ? [] : ['--import', join(import.meta.dirname, preload)]), join(ROOT, 'src/main.ts'), kind], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: cacheFolder,
      PGAPPNAME: connectionName(kind),
      DATABASE_URL: databaseUrl,
      TENDWELL_PORT: String(port),
      TENDWELL_PUBLIC_URL: url,
      TENDWELL_SESSION_SECRET: 'a secret for campaigns, forty characters long',
      TENDWELL_OIDC_ISSUER: 'http://127.0.0.1:9',
      TENDWELL_OIDC_CLIENT_ID: 'tendwell',
      TENDWELL_OIDC_CLIENT_SECRET: 'a secret for campaigns',
      TENDWELL_RATE_LIMIT: 'false',
      TENDWELL_LOG_LEVEL: 'silent',
    },
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  await untilReady(child, kind)
  return {
    url,
    pid: child.pid ?? 0,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the ${kind} program had ended by itself`)
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
      return child.exitCode
    },
  }
}

/** A process that another one started. */
interface Started { readonly pid: number; readonly command: string }

/** The worker that a `serve` runs, once it is there and is not the one named. */
export async function workerOf(serve: Program, but?: number): Promise<Started> {
  const found = await seenWithin(() => startedBy(serve.pid).find((each) => each.pid !== but && each.command.endsWith('main.ts worker')))
  if (found === undefined) throw new Error('serve has no worker')
  return found
}

/** Resolves when no process has this number any more. */
export async function untilGone(pid: number): Promise<void> {
  if ((await seenWithin(() => !isThere(pid))) === undefined) throw new Error(`process ${String(pid)} did not end`)
}

async function seenWithin<T>(look: () => T | undefined | false): Promise<T | undefined> {
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await pause(50)) {
    const seen = look()
    if (seen !== undefined && seen !== false) return seen
  }
  return undefined
}

function startedBy(pid: number): Started[] {
  const lines = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).stdout.split('\n')
  return lines.flatMap((line) => {
    const [, own, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*?)\s*$/.exec(line) ?? []
    return Number(parent) === pid ? [{ pid: Number(own), command: command ?? '' }] : []
  })
}

/** A process that has ended may still be listed until whoever inherited it has looked. */
function isThere(pid: number): boolean {
  const state = spawnSync('ps', ['-p', String(pid), '-o', 'stat='], { encoding: 'utf8' }).stdout.trim()
  return state !== '' && !state.startsWith('Z')
}

async function untilReady(child: ChildProcess, kind: string): Promise<void> {
  let said = ''
  const ready = Promise.withResolvers<undefined>()
  const listen = (chunk: Buffer): void => {
    said += chunk.toString('utf8')
    if (said.includes('is ready')) ready.resolve(undefined)
  }
  child.stdout?.on('data', listen)
  child.stderr?.on('data', listen)
  const ended = (): void => { ready.reject(new Error(`the ${kind} program ended instead of starting: ${said}`)) }
  child.once('exit', ended)
  const tooLate = setTimeout(ended, PATIENCE_MS)
  try {
    await ready.promise
  } finally {
    clearTimeout(tooLate)
    child.off('exit', ended)
  }
}
