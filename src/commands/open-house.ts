import { systemClock, type Clock } from '../platform/action/clock.ts'
import { lowerPriority } from '../platform/action/lower-priority.ts'
import type { House } from '../platform/action/work.ts'
import type { Config } from '../platform/config/config.ts'
import { migrate } from '../platform/db/migrate.ts'
import { CONNECTIONS, openDb } from '../platform/db/open.ts'
import { openQueue, type JobQueue } from '../platform/jobs/queue.ts'
import type { SliceWiring } from '../platform/slice-wiring.ts'
import { openDatabase, type DatabaseOpening } from './open-database.ts'
import { wiringsFor } from './wirings.ts'

/** A house that is ready to work: migrated, with its queue and its slices. */
export interface OpenHouse {
  readonly house: House
  /** Address of its database, for whoever needs a pool of their own. */
  readonly url: string
  readonly queue: JobQueue
  readonly wirings: readonly SliceWiring[]
  /** Names of the migrations that ran as it opened. */
  readonly migrated: readonly string[]
  /** Finishes the jobs at work, lets go of the database, and stops it when it is ours and nobody else uses it. */
  close(): Promise<void>
}

export interface OpeningOptions extends DatabaseOpening {
  readonly clock?: Clock
  /** True where jobs of the clock are scheduled: in `serve` and `worker`. */
  readonly schedules?: boolean
  /** True where the database server's processes that work for this house are of this machine and may wait for others. */
  readonly givesWay?: boolean
}

/** Opens the house on DATABASE_URL, or on the built-in database, and brings the schema up to date. */
export async function openHouse(config: Config, options: OpeningOptions): Promise<OpenHouse> {
  // Reading the slices in takes as long as making a database does: both go on at once. A server elsewhere is asked first: on a slow machine its answer
  // would come while the slices are read, and be heard too late.
  const reading = config.databaseUrl === null ? wiringsFor(config) : undefined
  reading?.catch(() => undefined)
  const database = await openDatabase(config, options)
  const closers: (() => Promise<void>)[] = [() => database.stop()]
  const close = async (): Promise<void> => {
    for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) await closer()
  }
  try {
    const db = openDb(database.url, CONNECTIONS, {}, options.givesWay === true ? lowerPriority : undefined)
    closers.push(() => db.destroy())
    const migrated = await migrate(db)
    const wirings = await (reading ?? wiringsFor(config))
    const queue = await openQueue(database.url, wirings.flatMap((wiring) => wiring.jobs), options.schedules ?? false)
    closers.push(() => queue.stop())
    return { house: { db, clock: options.clock ?? systemClock, jobs: queue.sender }, url: database.url, queue, wirings, migrated, close }
  } catch (error) {
    await close()
    throw error
  }
}
