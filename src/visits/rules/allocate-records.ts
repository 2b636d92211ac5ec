import type { SentRecord } from '../terms.ts'
import { matchVisits, type PlannedSeats } from './match-visits.ts'

/** A planned visit that records may answer. Seconds since 1970. */
export interface PlannedToAnswer {
  readonly id: number
  readonly placementId: string
  readonly personId: string
  readonly visitOn: string
  readonly startSecond: number
  readonly windowMinutes: number
  readonly workers: number
}

/** A placement with the provider that sent the records; dates as ISO text. */
export interface PlacementDates {
  readonly id: string
  readonly personId: string
  readonly fromOn: string
  /** Null while it has no end. */
  readonly toOn: string | null
}

/** Where a record belongs. Without a placement it is kept all the same, as unallocated. */
export interface Allocation {
  readonly placementId: string | null
  readonly plannedVisitId: number | null
}

/** What allocation looks at besides the records. */
export interface AllocationFacts {
  readonly planned: readonly PlannedToAnswer[]
  /** Records that already answer a planned visit and stay: how many, by planned visit. */
  readonly taken: ReadonlyMap<number, number>
  /** Ids of the people whom this provider cares for, by reference. Nobody else's reference is known here. */
  readonly personIds: ReadonlyMap<string, string>
  readonly placements: readonly PlacementDates[]
}

const NOWHERE: Allocation = { placementId: null, plannedVisitId: null }

/**
 * Gives each record its planned visit and its placement: the planned visits of the same person and date compete for the
 * records of that person and date (`matchVisits`); a record that answers none belongs to the placement that the person had
 * with the provider on that date, the earliest if there were several; a record of a person without one, or of a reference
 * that is nobody's, is unallocated. One answer for each record, in order.
 */
export function allocateRecords(records: readonly SentRecord[], facts: AllocationFacts): Allocation[] {
  const plannedById = new Map(facts.planned.map((visit) => [visit.id, visit]))
  const plannedByDay = groupBy(facts.planned, (visit) => `${visit.personId} ${visit.visitOn}`)
  const placements = groupBy(facts.placements, (placement) => placement.personId)
  const places = records.map((_, index) => index)
  const groups = groupBy(places, (index) => {
    const record = records[index]
    return `${personOf(facts, record) ?? ''} ${record?.visitOn ?? ''}`
  })
  const answer = new Array<Allocation>(records.length).fill(NOWHERE)
  for (const [day, indexes] of groups) {
    const seats = (plannedByDay.get(day) ?? []).map((visit) => seatsOf(visit, facts.taken))
    const matched = matchVisits(seats, indexes.map((index) => toMatch(records[index])))
    indexes.forEach((index, place) => {
      const planned = plannedById.get(matched[place] ?? -1)
      const personId = personOf(facts, records[index])
      if (planned !== undefined) answer[index] = { placementId: planned.placementId, plannedVisitId: planned.id }
      else if (personId !== undefined) answer[index] = { placementId: placementOn(placements.get(personId) ?? [], records[index]?.visitOn ?? ''), plannedVisitId: null }
    })
  }
  return answer
}

function personOf(facts: AllocationFacts, record: SentRecord | undefined): string | undefined {
  return record === undefined ? undefined : facts.personIds.get(record.personReference)
}

function seatsOf(visit: PlannedToAnswer, taken: ReadonlyMap<number, number>): PlannedSeats {
  return { plannedVisitId: visit.id, startSecond: visit.startSecond, windowMinutes: visit.windowMinutes, free: visit.workers - (taken.get(visit.id) ?? 0) }
}

function toMatch(record: SentRecord | undefined): { visitReference: string; plannedVisitId: number | null; startSecond: number | null } {
  return {
    visitReference: record?.visitReference ?? '',
    plannedVisitId: record?.plannedVisitId ?? null,
    startSecond: record?.startSecond ?? record?.dueSecond ?? record?.claimedSecond ?? null,
  }
}

function placementOn(placements: readonly PlacementDates[], on: string): string | null {
  return placements.find((placement) => placement.fromOn <= on && (placement.toOn === null || on <= placement.toOn))?.id ?? null
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
