import type { Db } from '../db/handles.ts'

const counts = new WeakMap<Db, number>()

/** How many writes of this process have been committed to a database: another number, and what was read before may be out of date. */
export function changesOf(db: Db): number {
  return counts.get(db) ?? 0
}

/** Counts a write that was committed. */
export function countChange(db: Db): void {
  counts.set(db, changesOf(db) + 1)
}
