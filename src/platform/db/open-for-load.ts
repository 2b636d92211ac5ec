import { sql } from 'kysely'
import { findBrokenReference } from './broken-reference.read.ts'
import type { Db } from './handles.ts'
import { openDb } from './open.ts'

/** A pool for filling an empty database. */
export interface Load {
  readonly db: Db
  /** To be called when everything is in: throws when a row refers to one that is not there. */
  finish(): Promise<void>
}

/**
 * Opens a pool for a load that is begun again when it is cut off. A commit does not wait for the disk. Plans are kept from when the
 * tables were empty, so none may read a whole table. Where the account is allowed it, references are checked once at
 * the end, table by table, and not row by row: that is most of what an insert costs.
 */
export async function openForLoad(house: Db, url: string, max: number): Promise<Load> {
  const { rows } = await sql<{ superuser: string }>`select current_setting('is_superuser') as superuser`.execute(house)
  const checksAtEnd = rows[0]?.superuser === 'on'
  const db = openDb(url, max, { synchronous_commit: 'off', enable_seqscan: 'off', ...(checksAtEnd ? { session_replication_role: 'replica' } : {}) })
  return {
    db,
    finish: async () => {
      const broken = checksAtEnd ? await findBrokenReference(house) : undefined
      if (broken !== undefined) throw new Error(`The load left a row of ${broken.table} that breaks ${broken.constraint}.`)
    },
  }
}
