import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

const PATIENCE_MS = 60_000
/** The audit trail's own lock: who waits for it has done all of an action but its audit, its jobs and the commit. */
const AUDIT_LOCK = 7_210_344

/** Where a program is held: at its first write to a table, before the commit of an action, or after the commit and before its answer. */
export type NamedPoint = { readonly at: 'table'; readonly table: string } | { readonly at: 'before-commit' } | { readonly at: 'committed' }

/** A lock that a program runs into. */
export interface HeldPoint {
  /** Resolves when a connection of this name stands there. */
  reached(connectionName: string): Promise<void>
  release(): Promise<void>
}

/**
 * Holds a point by an ordinary lock of the database, so that the program needs no hook: `committed` lets it pass the audit trail
 * once it stands there, and holds it where it would note its answer under the request's key.
 */
export async function holdPoint(url: string, point: NamedPoint): Promise<HeldPoint> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  const untilWaiting = async (name: string): Promise<void> => {
    const until = performance.now() + PATIENCE_MS
    while (performance.now() < until) {
      // Within a transaction the server goes on showing what it showed first.
      await client.query('select pg_stat_clear_snapshot()')
      const { rows } = await client.query(`select from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock'`, [name])
      if (rows.length > 0) return
      await pause(2)
    }
    throw new Error('the program never came to the point')
  }
  if (point.at === 'table') {
    await client.query('begin')
    await client.query(`lock table ${point.table} in share mode`)
  } else await client.query(`select pg_advisory_lock(${String(AUDIT_LOCK)})`)
  return {
    reached: async (name) => {
      await untilWaiting(name)
      if (point.at !== 'committed') return
      await client.query('begin')
      await client.query('lock table access.idempotency_key in share mode')
      await client.query(`select pg_advisory_unlock(${String(AUDIT_LOCK)})`)
      await pause(20)
      await untilWaiting(name)
    },
    // What it held goes with its connection.
    release: () => client.end().catch(() => undefined),
  }
}
