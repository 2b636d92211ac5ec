import type { Actor } from '../access/actor.ts'
import type { Db } from '../db/handles.ts'
import { lookSince, type NotedList } from '../db/version.ts'
import { read } from './transaction.ts'
import type { House, Work } from './work.ts'

interface Kept {
  /** What the database held when it was last found to hold nothing newer for this answer. */
  version: string
  /** From when, and until before when, the house's clock lets it stand: what is late, open or lapsed depends on it. In milliseconds. */
  readonly fromMs: number
  untilMs: number
  readonly answer: Promise<unknown>
}

/** What is read. */
interface SharedList<T> {
  readonly name: string
  /** Where every write that it shows is noted by the database, the list by which it is. */
  readonly noted?: NotedList
  /** The instant from which an answer says something else though nothing is written. Without it, or where that has come already, an answer stands until its minute is over. */
  readonly holdsUntil?: (answer: T) => Temporal.Instant
}

const MINUTE_MS = 60_000

const keptBy = new WeakMap<Db, Map<string, Kept>>()

/**
 * One answer for everybody until something is written: for lists that many people keep open, which are costly to read and the
 * same for all who may see them. Each time the database is asked whether anything was committed since, by any process, so nobody
 * is shown what is out of date: anything at all, or, of a noted list, anything in the tables it reads, so that visits that come in
 * or are paid leave it alone; and it is read anew when time alone has changed it. Until then the very same object is answered, and what was made of it can be kept with it.
 * Ask for the permission first: what `look` answers must not depend on who asks, must not be changed by whoever gets it, and
 * must not read a person's record, which is audited for each reader.
 */
export async function sharedRead<T>(house: House, actor: Actor, { name, noted, holdsUntil }: SharedList<T>, look: (work: Work) => Promise<T>): Promise<T> {
  const kept = keptBy.get(house.db) ?? new Map<string, Kept>()
  keptBy.set(house.db, kept)
  const { version, isChanged } = await lookSince(house.db, noted, kept.get(name)?.version)
  const now = house.clock.now().epochMilliseconds
  const known = kept.get(name)
  if (known !== undefined && known.fromMs <= now && now < known.untilMs && (known.version === version || !isChanged)) {
    known.version = version
    return known.answer as Promise<T>
  }
  const answer = read(house, actor, look)
  const fromMs = Math.floor(now / MINUTE_MS) * MINUTE_MS
  const one: Kept = { version, fromMs, untilMs: fromMs + MINUTE_MS, answer }
  kept.set(name, one)
  try {
    const found = await answer
    const untilMs = holdsUntil?.(found).epochMilliseconds ?? 0
    if (untilMs > house.clock.now().epochMilliseconds) one.untilMs = untilMs
    return found
  } catch (fault) {
    if (kept.get(name) === one) kept.delete(name)
    throw fault
  }
}
