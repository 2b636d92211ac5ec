import { systemClock } from '../platform/action/clock.ts'
import type { House } from '../platform/action/work.ts'
import type { Config } from '../platform/config/config.ts'
import { migrate } from '../platform/db/migrate.ts'
import { openDb } from '../platform/db/open.ts'
import type { JobHandler } from '../platform/jobs/handler.ts'
import type { JobQueue } from '../platform/jobs/queue.ts'
import type { JobSender } from '../platform/jobs/sender.ts'
import { openDatabase } from './open-database.ts'

/** Topics that an import of visits publishes, with who listens to them; `open-import-house.test.ts` holds it against the whole program. */
export const LISTENERS: Readonly<Record<string, () => Promise<readonly JobHandler[]>>> = {
  'visits.visit-file-received': () => Promise.resolve([]),
  'visits.missed-found': async () => (await import('../visits/jobs/handlers.ts')).visitJobs,
}

/**
 * Opens the house for an import of visits alone, with a tenth of the memory that the pages and jobs of the whole program take: who listens to what it
 * publishes is looked for when there is something to tell.
 */
export async function openImportHouse(config: Config): Promise<{ readonly house: House; close(): Promise<void> }> {
  const database = await openDatabase(config, { purpose: 'import' })
  const db = openDb(database.url, 2)
  const queue = queueWhenNeeded(config, database.url)
  const close = async (): Promise<void> => {
    await queue.stop()
    await db.destroy()
    await database.stop()
  }
  try {
    await migrate(db)
  } catch (fault) {
    await close()
    throw fault
  }
  return { house: { db, clock: systemClock, jobs: queue.sender }, close }
}

/** A queue that is opened when there is a job that somebody listens to. */
function queueWhenNeeded(config: Config, url: string): { readonly sender: JobSender; stop(): Promise<void> } {
  const opened: JobQueue[] = []
  const openFor = async (handlers: readonly JobHandler[]): Promise<JobSender> => {
    const { openQueue } = await import('../platform/jobs/queue.ts')
    const queue = await openQueue(url, handlers)
    opened.push(queue)
    return queue.sender
  }
  return {
    sender: {
      send: async (tx, jobs) => {
        const handlers = new Set<JobHandler>()
        for (const { topic } of jobs) for (const handler of await (LISTENERS[topic] ?? (() => everyHandler(config)))()) if (handler.topic === topic) handlers.add(handler)
        if (handlers.size > 0) await (await openFor([...handlers])).send(tx, jobs)
      },
      listFailed: async () => (await openFor(await everyHandler(config))).listFailed(),
      retry: async (name, id) => (await openFor(await everyHandler(config))).retry(name, id),
    },
    stop: async () => {
      for (const queue of opened) await queue.stop()
    },
  }
}

async function everyHandler(config: Config): Promise<JobHandler[]> {
  const { wiringsFor } = await import('./wirings.ts')
  return (await wiringsFor(config)).flatMap((wiring) => wiring.jobs)
}
