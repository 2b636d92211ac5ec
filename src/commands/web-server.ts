import type { FastifyInstance } from 'fastify'
import { EnvironmentFault } from '../platform/action/refused.ts'
import type { Config } from '../platform/config/config.ts'
import { buildApp } from '../platform/web/app.ts'
import type { OpenHouse } from './open-house.ts'

/** How long pages under way may take to finish when the server stops; live pages never end by themselves. */
const FAREWELL_MS = 3_000

/** Serves the pages and the API. Throws `EnvironmentFault` when the port is taken. */
export async function startWeb(open: OpenHouse, config: Config, ready: () => Promise<void>): Promise<{ stop(): Promise<void> }> {
  const app = await buildApp({ house: open.house, config, wirings: open.wirings, ready })
  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    await app.close()
    throw listenFault(error, config)
  }
  return { stop: () => stopWeb(app) }
}

async function stopWeb(app: FastifyInstance): Promise<void> {
  const insist = setTimeout(() => {
    app.server.closeAllConnections()
  }, FAREWELL_MS)
  await app.close()
  clearTimeout(insist)
}

function listenFault(error: unknown, config: Config): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const port = String(config.port)
  if (code === 'EADDRINUSE') return new EnvironmentFault(`Port ${port} is in use by another program: stop that program, or choose another port, for example TENDWELL_PORT=${String(config.port + 1)} npm start.`, error)
  if (code === 'EACCES') return new EnvironmentFault(`Port ${port} may not be opened by this account: choose one above 1023 with TENDWELL_PORT.`, error)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new EnvironmentFault(`TENDWELL_HOST is "${config.host}", which is not an address of this machine: use 127.0.0.1, or 0.0.0.0 for all of its addresses.`, error)
  return error
}
