import { sql } from 'kysely'
import type { Db } from './handles.ts'

const asked = new WeakMap<Db, Promise<string>>()

/**
 * Names what can be seen in the database now: the same text again means that nothing at all was committed in between, by
 * whichever process. PostgreSQL's snapshot: its bounds and the transactions that run move with every write that ends.
 * Everybody who asks in one turn of the event loop gets the answer of one question put after they asked.
 */
export function databaseVersion(db: Db): Promise<string> {
  const waiting = asked.get(db)
  if (waiting !== undefined) return waiting
  const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
    // From here on the question is on its way: whoever comes later asks anew.
    asked.delete(db)
    const { rows } = await sql<{ version: string }>`select pg_current_snapshot()::text as version`.execute(db)
    return rows[0]?.version ?? ''
  })
  asked.set(db, answer)
  return answer
}
