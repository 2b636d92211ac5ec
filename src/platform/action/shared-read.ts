import type { Actor } from '../access/actor.ts'
import type { Db } from '../db/handles.ts'
import { lookSince, type NotedList } from '../db/version.ts'
import { read } from './transaction.ts'
import type { House, Work } from './work.ts'

interface Kept {
  /** What the database held when it was last found to hold nothing newer for this answer, and the minute of the house's clock: what has lapsed depends on it. */
  version: string
  readonly minute: number
  readonly answer: Promise<unknown>
}

/** What is read: its name, and where every write that it shows is noted by the database, the list by which it is. */
interface SharedList {
  readonly name: string
  readonly noted?: NotedList
}

const keptBy = new WeakMap<Db, Map<string, Kept>>()

/**
 * One answer for everybody until something is written: for lists that many people keep open, which are costly to read and the
 * same for all who may see them. Each time the database is asked whether anything was committed since, by any process, so nobody
 * is shown what is out of date: anything at all, or, of a noted list, anything in the tables it reads, so that visits that come in
 * or are paid leave it alone. While nothing was, the very same object is answered, and what was made of it can be kept with it.
 * Ask for the permission first: what `look` answers must not depend on who asks, must not be changed by whoever gets it, and
 * must not read a person's record, which is audited for each reader.
 */
export async function sharedRead<T>(house: House, actor: Actor, { name, noted }: SharedList, look: (work: Work) => Promise<T>): Promise<T> {
  const kept = keptBy.get(house.db) ?? new Map<string, Kept>()
  keptBy.set(house.db, kept)
  const { version, isChanged } = await lookSince(house.db, noted, kept.get(name)?.version)
  const minute = Math.floor(house.clock.now().epochMilliseconds / 60_000)
  const known = kept.get(name)
  if (known?.minute === minute && (known.version === version || !isChanged)) {
    known.version = version
    return known.answer as Promise<T>
  }
  const answer = read(house, actor, look)
  kept.set(name, { version, minute, answer })
  try {
    return await answer
  } catch (fault) {
    if (kept.get(name)?.answer === answer) kept.delete(name)
    throw fault
  }
}
