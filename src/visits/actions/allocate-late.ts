import { personIdsByReference, personLabels } from '../../care/public.ts'
import { listPlacements } from '../../brokerage/public.ts'
import type { Placement } from '../../brokerage/terms.ts'
import type { Work } from '../../platform/action/work.ts'
import { allocateAsArrived } from '../rules/allocate-as-arrived.ts'
import { listRecordedDates, listVersionsToAllocate, type DaysOfPeople } from '../store/allocation.read.ts'
import { allocateRecordsLate } from '../store/allocation.write.ts'
import { listCurrentOfDays, listPlannedOfDays } from '../store/import-context.read.ts'
import { lockImports, lockRecords } from '../store/to-pay.read.ts'
import { judgeStoredDays } from './judge-and-store.ts'

/** Which days may have found a placement or a plan: dates both included. */
export interface LateDays {
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
}

/**
 * Gives records that came before these placements, or before their visits were planned, the placement and planned visit they would
 * have had if it had all stood when they came, and finds the exceptions of those days again. Payment sees them as late records.
 * Waits for imports in progress, and for a payment run if there is something to allocate. Answers how many records were allocated; a second time none are.
 */
export async function allocateLateRecords(work: Work, placements: readonly Placement[], days: LateDays): Promise<number> {
  const until = Temporal.PlainDate.compare(days.toOn, work.today) < 0 ? days.toOn : work.today
  if (placements.length === 0 || Temporal.PlainDate.compare(days.fromOn, until) > 0) return 0
  await lockImports(work.tx)
  const labels = await personLabels(work, [...new Set(placements.map((each) => each.personId))])
  const byProvider = new Map<string, string[]>()
  for (const { providerId, personId } of placements) byProvider.set(providerId, [...(byProvider.get(providerId) ?? []), labels.get(personId)?.reference ?? ''])
  let allocated = 0
  for (const providerId of [...byProvider.keys()].toSorted()) {
    allocated += await allocateOf(work, providerId, { personReferences: byProvider.get(providerId) ?? [], fromOn: days.fromOn.toString(), toOn: until.toString() })
    // A visit planned afterwards on a day that was reported may be missed: the day is judged whether or not a record was allocated.
    await judgeStoredDays(work, providerId, await listRecordedDates(work.tx, providerId, days.fromOn.toString(), until.toString()))
  }
  return allocated
}

async function allocateOf(work: Work, providerId: string, days: DaysOfPeople): Promise<number> {
  const versions = await listVersionsToAllocate(work.tx, providerId, days)
  const dates = [...new Set(versions.flatMap((version) => (version.isOpen ? [version.visitOn] : [])))].toSorted()
  if (dates.length === 0) return 0
  // Only now: a payment run in progress is waited for when there is something to allocate.
  await lockRecords(work.tx)
  const found = allocateAsArrived(versions, await factsOf(work, providerId, days.personReferences, dates))
  const changed = [...found].flatMap(([recordId, { placementId, plannedVisitId }]) => (placementId === null ? [] : [{ recordId, placementId, plannedVisitId }]))
  await allocateRecordsLate(work.tx, providerId, changed, work.now)
  return changed.length
}

async function factsOf(work: Work, providerId: string, personReferences: readonly string[], dates: readonly string[]): Promise<Parameters<typeof allocateAsArrived>[1]> {
  const placements = await listPlacements(work, { providerId, fromOn: Temporal.PlainDate.from(dates[0] ?? ''), toOn: Temporal.PlainDate.from(dates.at(-1) ?? '') })
  const ours = new Set(placements.map((placement) => placement.personId))
  const planned = await listPlannedOfDays(work.tx, providerId, dates)
  const standing = new Set(planned.map((visit) => visit.id))
  const taken = new Map<number, number>()
  for (const { plannedVisitId } of await listCurrentOfDays(work.tx, providerId, dates)) {
    if (plannedVisitId !== null && standing.has(plannedVisitId)) taken.set(plannedVisitId, (taken.get(plannedVisitId) ?? 0) + 1)
  }
  return {
    planned,
    taken,
    personIds: new Map([...(await personIdsByReference(work, personReferences))].filter(([, id]) => ours.has(id))),
    placements: placements.map(({ id, personId, startsOn, endsOn }) => ({ id, personId, fromOn: startsOn.toString(), toOn: endsOn?.toString() ?? null })),
  }
}
