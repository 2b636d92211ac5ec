import type { Work } from '../../platform/action/work.ts'
import type { DayGroup } from '../rules/group-days.ts'
import { insertRecords, markConfirmed, markSuperseded } from '../store/visit-record.write.ts'
import { storeExceptions } from './judge-and-store.ts'
import { idAt, supersededPairs, type GroupExceptions } from './judge-in-turn.ts'
import type { ImportPlan } from './plan-import.ts'

/** A group of days of which it is known what to keep. */
export interface PlannedGroup {
  readonly group: DayGroup
  readonly plan: ImportPlan
}

/** How a group of days is kept, and what was found in one. */
export interface Keeper {
  /** Writes the records of a group and answers their ids in order. */
  keep(planned: PlannedGroup): Promise<readonly number[]>
  /** Writes what was found; answers whether a visit of today or yesterday turned out to be missed. */
  storeFound(found: GroupExceptions): Promise<boolean>
}

/** Keeps for good. */
export function keeperOf(work: Work, file: { readonly id: string; readonly providerId: string }): Keeper {
  return {
    keep: async ({ plan }) => {
      const ids = await insertRecords(work.tx, file, plan.keep)
      await markSuperseded(work.tx, supersededPairs(plan.keep, ids))
      await markConfirmed(work.tx, [...plan.confirmed].map(([at, sequence]) => ({ id: idAt(at, ids), sequence })))
      return ids
    },
    storeFound: async ({ dates, exceptions }) => dates.length > 0 && (await storeExceptions(work, file.providerId, dates, exceptions)).isMissedNow,
  }
}

/** Keeps nothing, for a preview: records have numbers below zero instead of ids. */
export function previewKeeper(): Keeper {
  let given = 0
  return {
    keep: ({ plan }) => Promise.resolve(plan.keep.map(() => (given -= 1))),
    storeFound: () => Promise.resolve(false),
  }
}
