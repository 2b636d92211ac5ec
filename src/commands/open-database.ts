import { EnvironmentFault } from '../platform/action/refused.ts'
import type { Config } from '../platform/config/config.ts'
import { checkOutsideServer } from '../platform/db/server/outside-server.ts'
import { startDatabase, type RunningDatabase } from '../platform/db/server/start-database.ts'

export interface DatabaseOpening {
  /** The command that opens it: a second `serve` on the same data is refused, other commands share. */
  readonly purpose: string
  readonly alone?: boolean
  /** Throw away the built-in database first. */
  readonly fresh?: boolean
  /** Called when the built-in database ends although nobody stopped it. */
  readonly onDatabaseLost?: () => void
}

/** The database that DATABASE_URL names, or the built-in one; as it is, not brought up to date. */
export async function openDatabase(config: Config, options: DatabaseOpening): Promise<RunningDatabase> {
  if (config.databaseUrl === null) {
    return startDatabase({
      dataFolder: config.dataFolder,
      purpose: options.purpose,
      alone: options.alone ?? false,
      fresh: options.fresh ?? false,
      ...(options.onDatabaseLost === undefined ? {} : { onLost: options.onDatabaseLost }),
    })
  }
  if (options.fresh === true) {
    throw new EnvironmentFault('--fresh throws away the built-in database only, and DATABASE_URL names another: empty that one yourself, or unset DATABASE_URL.')
  }
  await checkOutsideServer(config.databaseUrl)
  return { url: config.databaseUrl, stop: () => Promise.resolve() }
}
