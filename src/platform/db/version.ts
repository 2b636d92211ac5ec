import { sql } from 'kysely'
import type { Db, Tx } from './handles.ts'

/** Lists of which every write that they show is noted with its transaction: a trigger stands on each table they read. */
export type NotedList = 'awaiting_care_board'

interface Look {
  /** Names what can be seen in the database now: PostgreSQL's snapshot, its bounds and the transactions that run. */
  readonly version: string
  /** Whether anything that matters was committed since the version named, by whichever process. True when none was named. */
  readonly isChanged: boolean
}

const asked = new WeakMap<Db, Map<string, Promise<Look>>>()

/**
 * Looks whether anything was committed since a version: anything at all, or of a noted list what it shows.
 * Everybody who asks the same in one turn of the event loop gets the answer of one question put after they asked.
 */
export function lookSince(db: Db, list: NotedList | undefined, since: string | undefined): Promise<Look> {
  const waiting = asked.get(db) ?? new Map<string, Promise<Look>>()
  asked.set(db, waiting)
  const key = `${list ?? ''} ${since ?? ''}`
  const known = waiting.get(key)
  if (known !== undefined) return known
  const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
    // From here on the question is on its way: whoever comes later asks anew.
    waiting.delete(key)
    return ask(db, list, since)
  })
  waiting.set(key, answer)
  return answer
}

async function ask(db: Db, list: NotedList | undefined, since: string | undefined): Promise<Look> {
  if (list === undefined || since === undefined) {
    const { rows } = await sql<{ version: string }>`select pg_current_snapshot()::text as version`.execute(db)
    const version = rows[0]?.version ?? ''
    return { version, isChanged: version !== since }
  }
  // Whoever took the old snapshot saw everything that was over before it; what is noted of the others is news.
  const { rows } = await sql<Look>`
    select pg_current_snapshot()::text as version,
      exists (select from kept.change where list = ${list} and xid >= pg_snapshot_xmin(${since}::pg_snapshot) and not pg_visible_in_snapshot(xid, ${since}::pg_snapshot)) as "isChanged"`.execute(db)
  return rows[0] ?? { version: '', isChanged: true }
}

/** Forgets the notes of transactions that are over; whoever kept a list from before looks again. Answers how many notes there were. */
export async function forgetChanges(tx: Tx): Promise<number> {
  const { rows } = await sql<{ notes: number }>`select kept.forget_changes() as notes`.execute(tx)
  return rows[0]?.notes ?? 0
}
