import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../db/handles.ts'

/** What a check of the audit chain found. */
export interface ChainCheck {
  readonly whole: boolean
  readonly events: number
  /** The first event that does not follow from the one before; null when whole. */
  readonly brokenAt: number | null
  /** Hash of the newest event in hexadecimal: noted elsewhere, it proves later that nothing before it was changed. */
  readonly newestHash: string | null
}

interface Sealed {
  readonly seq: number
  readonly text: string
  readonly previous: string
  readonly hash: string
}

const BATCH = 20_000

/**
 * Checks the whole chain from the first event: no gaps, each event's hash is that of its text and the hash before it.
 * The hashes are computed here, not by the database that stores them.
 */
export async function verifyChain(db: Db): Promise<ChainCheck> {
  let expectedSeq = 1
  let previous = '0'.repeat(64)
  for (;;) {
    const batch = await sql<Sealed>`select seq, audit.event_text(e) as text, encode(previous_hash, 'hex') as previous, encode(hash, 'hex') as hash
      from audit.event e where seq >= ${expectedSeq} order by seq limit ${BATCH}`.execute(db)
    for (const event of batch.rows) {
      if (event.seq !== expectedSeq || event.previous !== previous || event.hash !== seal(previous, event.text))
        return { whole: false, events: expectedSeq - 1, brokenAt: expectedSeq, newestHash: null }
      previous = event.hash
      expectedSeq += 1
    }
    if (batch.rows.length < BATCH) return { whole: true, events: expectedSeq - 1, brokenAt: null, newestHash: expectedSeq === 1 ? null : previous }
  }
}

function seal(previous: string, text: string): string {
  return createHash('sha256').update(Buffer.from(previous, 'hex')).update(text, 'utf8').digest('hex')
}
