import type { Actor } from '../access/actor.ts'
import type { Db } from '../db/handles.ts'
import { changesOf } from './changes.ts'
import { read } from './transaction.ts'
import type { House, Work } from './work.ts'

/** How long an answer may be given again although this process wrote nothing: another process may have. */
const FRESH_MS = 1000

interface Kept {
  readonly changes: number
  /** The minute of the house's clock: what has lapsed depends on it. */
  readonly minute: number
  readonly askedAt: number
  readonly answer: Promise<unknown>
}

const keptBy = new WeakMap<Db, Map<string, Kept>>()

/**
 * One answer for everybody who asks at the same time: for lists that many people keep open, which are costly to read and the
 * same for all who may see them. Whoever asks after a write of this process gets an answer read after it; of a write by
 * another process at most a second later. Ask for the permission first: what `look` answers must not depend on who asks,
 * must not be changed by whoever gets it, and must not read a person's record, which is audited for each reader.
 */
export async function sharedRead<T>(house: House, actor: Actor, key: string, look: (work: Work) => Promise<T>): Promise<T> {
  const kept = keptBy.get(house.db) ?? new Map<string, Kept>()
  keptBy.set(house.db, kept)
  const changes = changesOf(house.db)
  const minute = Math.floor(house.clock.now().epochMilliseconds / 60_000)
  const known = kept.get(key)
  if (known !== undefined && known.changes === changes && known.minute === minute && performance.now() - known.askedAt < FRESH_MS) return known.answer as Promise<T>
  const answer = read(house, actor, look)
  kept.set(key, { changes, minute, askedAt: performance.now(), answer })
  try {
    return await answer
  } catch (fault) {
    if (kept.get(key)?.answer === answer) kept.delete(key)
    throw fault
  }
}
