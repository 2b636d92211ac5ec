import { sql } from 'kysely'
import { findBrokenReference } from './broken-reference.read.ts'
import type { Db } from './handles.ts'
import { openDb } from './open.ts'

/** A pool for filling an empty database. */
export interface Load {
  readonly db: Db
  /** To be called when tables have grown: has the server look at them and plan anew. */
  settle(): Promise<void>
  /** To be called when everything is in: throws when a row refers to one that is not there. */
  finish(): Promise<void>
}

/**
 * Opens a pool for a load that is begun again when it is cut off. A commit does not wait for the disk. A statement is planned once and
 * kept until `settle`, from when its tables were small, so none may read a whole table. Where the account is allowed it, references are checked once at
 * the end, table by table, and not row by row: that is most of what an insert costs.
 */
export async function openForLoad(house: Db, url: string, max: number): Promise<Load> {
  const { rows } = await sql<{ superuser: string }>`select current_setting('is_superuser') as superuser`.execute(house)
  const checksAtEnd = rows[0]?.superuser === 'on'
  const db = openDb(url, max, { synchronous_commit: 'off', enable_seqscan: 'off', plan_cache_mode: 'force_generic_plan', ...(checksAtEnd ? { session_replication_role: 'replica' } : {}) })
  return {
    db,
    settle: () => analyzeGrown(db),
    finish: async () => {
      const broken = checksAtEnd ? await findBrokenReference(house) : undefined
      if (broken !== undefined) throw new Error(`The load left a row of ${broken.table} that breaks ${broken.constraint}.`)
    },
  }
}

/** A table that changed less than this has not grown. */
const ROWS = 50

async function analyzeGrown(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`select relid::regclass::text as name from pg_stat_user_tables where n_mod_since_analyze > ${ROWS} order by 1`.execute(db)
  if (rows.length > 0) await sql`analyze ${sql.join(rows.map(({ name }) => sql.raw(name)))}`.execute(db)
}
