import { pino } from 'pino'
import { EnvironmentFault } from '../platform/action/refused.ts'
import { loadConfig, type Config } from '../platform/config/config.ts'
import { startDemonstration } from './demonstration.ts'
import { openHouse, type OpeningOptions, type OpenHouse } from './open-house.ts'
import { refuseTakenPort } from './refuse-taken-port.ts'
import { isBesideServe, untilSignal } from './until-signal.ts'
import { startWeb } from './web-server.ts'
import { startWorker } from './worker-loop.ts'
import { startWorkerProcess } from './worker-process.ts'

/** Runs the whole house until a signal: the worker in a process of its own. It closes in the order web, worker, database. */
export async function serveHouse(options: { demonstration?: true; fresh?: true }): Promise<void> {
  const config = loadConfig(process.env, { ...options, web: true })
  await refuseTakenPort(config.host, config.port, 'TENDWELL_PORT')
  if (config.demonstration) await refuseTakenPort(config.host, config.demonstrationIdentityPort, 'TENDWELL_DEMONSTRATION_IDENTITY_PORT')
  const stopping = untilSignal()
  const database = watchDatabase()
  const open = await openHouse(config, { purpose: 'serve', alone: true, fresh: options.fresh ?? false, onDatabaseLost: database.lose })
  await whileOpen(open, async (closers) => {
    const demonstration = config.demonstration ? await startDemonstration(open, config) : undefined
    if (demonstration !== undefined) closers.push(() => demonstration.stop())
    const web = await startWeb(open, config, database.ready)
    // Only now, so that its start takes nothing from the demonstration's making nor from the first pages.
    const worker = startWorkerProcess({ ...process.env, DATABASE_URL: open.url, TENDWELL_DEMONSTRATION: String(config.demonstration) }, pino({ level: config.logLevel }), { ownServer: config.databaseUrl === null })
    closers.push(() => worker.stop(), () => web.stop())
    void stopping.then(() => worker.stop()) // a terminal's Ctrl-C reaches it, too: its end is then no surprise
    console.log(`\nTendwell is ready at ${config.publicUrl}`)
    for (const line of demonstration?.lines ?? []) console.log(line)
    console.log('Press Ctrl-C to stop.')
    await Promise.race([stopping, database.lost])
    console.log('\nStopping…')
  })
  console.log('Stopped.')
}

/** Runs the web server until a signal. */
export async function serveWeb(): Promise<void> {
  const config = loadConfig(process.env, { web: true })
  await run(config, { purpose: 'web' }, async (open, ready, closers) => {
    const web = await startWeb(open, config, ready)
    closers.push(() => web.stop())
    console.log(`Tendwell's web server is ready at ${config.publicUrl}`)
  })
}

/** Runs the worker until a signal. With `ownServer` its database server's processes are of this machine and may give way. */
export async function serveWorker({ ownServer }: { readonly ownServer: boolean }): Promise<void> {
  const config = loadConfig(process.env)
  await run(config, { purpose: 'worker', schedules: true, givesWay: ownServer }, async (open) => {
    await startWorker(open, config)
    if (!isBesideServe()) console.log("Tendwell's worker is ready.")
  })
}

type Closers = (() => Promise<void>)[]

async function run(config: Config, opening: OpeningOptions, start: (open: OpenHouse, ready: () => Promise<void>, closers: Closers) => Promise<void>): Promise<void> {
  const stopping = untilSignal()
  const database = watchDatabase()
  const open = await openHouse(config, { ...opening, onDatabaseLost: database.lose })
  await whileOpen(open, async (closers) => {
    await start(open, database.ready, closers)
    await Promise.race([stopping, database.lost])
  })
}

/** Runs the body, then closes what it opened, last first, and the house at the very end, whatever happened. */
async function whileOpen(open: OpenHouse, body: (closers: Closers) => Promise<void>): Promise<void> {
  const closers: Closers = []
  try {
    await body(closers)
  } finally {
    for (const closer of closers.toReversed()) await closer()
    await open.close()
  }
}

interface DatabaseWatch {
  readonly lose: () => void
  /** Rejects when the database is lost; never resolves. */
  readonly lost: Promise<never>
  /** Resolves as long as the database is there. */
  readonly ready: () => Promise<void>
}

/** Watches for the end of the built-in database: then there is nothing left to serve. */
function watchDatabase(): DatabaseWatch {
  const watched = Promise.withResolvers<never>()
  watched.promise.catch(() => undefined)
  let isLost = false
  return {
    lost: watched.promise,
    lose: () => {
      isLost = true
      watched.reject(new EnvironmentFault('The built-in database ended while Tendwell was running (postgres.log in the data folder says why): start Tendwell again. What was saved is kept.'))
    },
    ready: () => (isLost ? Promise.reject(new Error('the database ended')) : Promise.resolve()),
  }
}
