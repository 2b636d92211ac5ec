import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { lowerPriority } from '../platform/action/lower-priority.ts'

/** A worker that is slow to finish its job when it is to stop is ended after this long; the job is given to the next one. */
const FAREWELL_MS = 40_000
/** How long after its end a worker is started again: the second time in a row twice as long, and so on up to the longest. */
const PAUSE_MS = { first: 1_000, longest: 60_000 }
/** A worker that ran for so long did not end because it could not start. */
const SETTLED_MS = 60_000

/** The worker of a program that serves pages: a process of its own, there until it is stopped. */
export interface WorkerProcess {
  /** Lets it finish the job it is at, and resolves when it is gone. May be asked again. */
  stop(): Promise<void>
}

/**
 * Starts `tendwell worker` beside this process and, should it end by itself, again after a pause (docs/decisions/0013-a-worker-beside.md).
 * Its arguments, which others on the machine can read, say no more than whether the server is the built-in one: the database's address and all settings are in its environment.
 * It ends by itself when this process is gone. With `ownServer` the server is the built-in one, on this machine: the server's processes that work for the worker give way with it.
 */
export function startWorkerProcess(env: NodeJS.ProcessEnv, log: Logger, { ownServer }: { readonly ownServer: boolean }): WorkerProcess {
  let child: ChildProcess | undefined
  let again: NodeJS.Timeout | undefined
  let ending: Promise<void> | undefined
  let pauseMs = PAUSE_MS.first
  const start = (): void => {
    const startedAt = performance.now()
    const started = fork(join(import.meta.dirname, '../main.ts'), ['worker', ...(ownServer ? ['--own-server'] : [])], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    child = started
    started.once('spawn', () => { lowerPriority(started.pid) }) // a job may take long; a page may not wait for it
    const ended = (how: object): void => {
      child = undefined
      if (ending !== undefined) return
      if (performance.now() - startedAt > SETTLED_MS) pauseMs = PAUSE_MS.first
      log.error({ ...how, pauseMs }, 'the worker ended by itself and will be started again')
      again = setTimeout(start, pauseMs)
      pauseMs = Math.min(pauseMs * 2, PAUSE_MS.longest)
    }
    started.once('exit', (code, signal) => { ended({ code, signal }) })
    started.once('error', (fault) => { if (started.pid === undefined) ended({ fault: fault.name }) }) // could not even be started
  }
  start()
  return {
    stop: () => {
      clearTimeout(again)
      ending ??= child === undefined ? Promise.resolve() : endOf(child)
      return ending
    },
  }
}

/** Ends a worker: it hears that nobody is at the other end of its channel any more, as it would if this process had been killed. */
async function endOf(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  if (child.connected) child.disconnect()
  const insist = setTimeout(() => child.kill('SIGKILL'), FAREWELL_MS)
  await gone
  clearTimeout(insist)
}
