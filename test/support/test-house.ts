import { after, type TestContext } from 'node:test'
import type { House } from '../../src/platform/action/work.ts'
import { openDb } from '../../src/platform/db/open.ts'
import type { JobHandler } from '../../src/platform/jobs/handler.ts'
import type { JobSender } from '../../src/platform/jobs/sender.ts'
import { openQueue } from '../../src/platform/jobs/queue.ts'
import { makeTestDatabase } from './test-database.ts'

/** A house on a database of its own, with a clock that the test sets. */
export interface TestHouse extends House {
  readonly url: string
  /** Sets the clock: `2026-03-02T09:00:00Z`. It stands still in between. */
  setNow(at: Temporal.Instant | string): void
  /** Works every job that is due and those they cause; answers how many ran. */
  runJobs(): Promise<number>
  /** Closes everything and drops the database. Called by itself when the tests of the file, or `t`, end. */
  close(): Promise<void>
}

/** The instant test houses open at: a Monday morning in winter, when London keeps UTC. */
export const OPENING = '2026-03-02T09:00:00Z'

const NOBODY_LISTENS: JobSender = { send: () => Promise.resolve(), listFailed: () => Promise.resolve([]), retry: () => Promise.resolve() }

/**
 * Opens a house for a test file: `const house = await openTestHouse()` at the top of the file, or with `t` inside one test.
 * Jobs that actions publish reach `handlers`, and run when the test says `runJobs()`.
 */
export async function openTestHouse(options: { t?: TestContext; now?: string; handlers?: readonly JobHandler[] } = {}): Promise<TestHouse> {
  const handlers = options.handlers ?? []
  const database = await makeTestDatabase()
  const db = openDb(database.url, 5)
  // Without handlers nobody would receive a job, and the queue need not start: most store tests are spared it.
  const queue = handlers.length === 0 ? undefined : await openQueue(database.url, handlers)
  let now = Temporal.Instant.from(options.now ?? OPENING)
  let isOpen = true
  const house: TestHouse = {
    db,
    url: database.url,
    clock: { now: () => now },
    jobs: queue?.sender ?? NOBODY_LISTENS,
    setNow: (at) => {
      now = Temporal.Instant.from(at)
    },
    runJobs: async () => (queue === undefined ? 0 : queue.drain(house)),
    close: async () => {
      if (!isOpen) return
      isOpen = false
      await queue?.stop()
      await db.destroy()
      await database.drop()
    },
  }
  if (options.t === undefined) after(() => house.close())
  else options.t.after(() => house.close())
  return house
}
