import type { Work } from '../../platform/action/work.ts'
import type { BulkValue } from '../../platform/db/array-bytes.ts'
import type { DayGroup } from '../rules/group-days.ts'
import { insertRecords, markConfirmed, markSuperseded, readyRecords } from '../store/visit-record.write.ts'
import { storeExceptions } from './judge-and-store.ts'
import { idAt, supersededPairs, type GroupExceptions } from './judge-in-turn.ts'
import type { ImportPlan, ProviderFacts } from './plan-import.ts'

/** A group of days of which it is known what to keep. */
export interface PlannedGroup {
  readonly group: DayGroup
  readonly plan: ImportPlan
}

/** How a group of days is kept, and what was found in one. */
export interface Keeper {
  /** Begins to make the records of a group ready; what it answers writes them and answers their ids in order. */
  toKeep(planned: PlannedGroup): () => Promise<readonly number[]>
  /** Writes what was found; answers whether a visit of today or yesterday turned out to be missed. */
  storeFound(found: GroupExceptions): Promise<boolean>
}

/** What is found in a group may be about visits of the groups beside it. */
const GROUPS_HELD = 3

/** Keeps for good, in a file that this transaction has added. */
export function keeperOf(work: Work, file: { readonly id: string; readonly provider: ProviderFacts }): Keeper {
  const { providerId } = file.provider
  const placements = new Set<BulkValue>(file.provider.placements.map((placement) => placement.id))
  // What the last groups have read and written: references to it need not be looked up again.
  const last: HeldGroup[] = []
  const held = { isPlannedHeld: (id: BulkValue) => last.some(({ plannedVisits }) => plannedVisits.has(id)), isRecordHeld: (id: BulkValue) => last.some(({ records }) => records.has(id)) }
  return {
    toKeep: ({ plan }) => {
      const plannedVisits = new Set<BulkValue>(plan.planned.map((visit) => visit.id))
      const records = readyRecords({ id: file.id, providerId }, plan.keep, { placements, plannedVisits })
      return async () => {
        const ids = await insertRecords(work.tx, records)
        await markSuperseded(work.tx, supersededPairs(plan.keep, ids))
        await markConfirmed(work.tx, [...plan.confirmed].map(([at, sequence]) => ({ id: idAt(at, ids), sequence })))
        last.unshift({ plannedVisits, records: new Set<BulkValue>([...ids, ...plan.current.map((record) => record.id)]) })
        last.length = Math.min(last.length, GROUPS_HELD)
        return ids
      }
    },
    storeFound: async ({ dates, exceptions }) => dates.length > 0 && (await storeExceptions(work, providerId, dates, exceptions, held)).isMissedNow,
  }
}

/** Keys of what a group has read and written. */
interface HeldGroup {
  readonly plannedVisits: ReadonlySet<BulkValue>
  readonly records: ReadonlySet<BulkValue>
}

/** Keeps nothing, for a preview: records have numbers below zero instead of ids. */
export function previewKeeper(): Keeper {
  let given = 0
  return {
    toKeep: ({ plan }) => () => Promise.resolve(plan.keep.map(() => (given -= 1))),
    storeFound: () => Promise.resolve(false),
  }
}
