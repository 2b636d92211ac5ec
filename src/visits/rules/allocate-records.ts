import { atOnce, type InPieces } from '../../kernel/in-pieces.ts'
import type { RecordContent } from '../terms.ts'
import { countedTimes } from './counted-times.ts'
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
  /** Ids of the people whom this provider cares for, by reference; null or missing for everybody else. */
  readonly personIds: ReadonlyMap<string, string | null>
  readonly placements: readonly PlacementDates[]
}

const NOWHERE: Allocation = { placementId: null, plannedVisitId: null }

/**
 * Gives each record its planned visit and its placement: the planned visits of the same person and date compete for the
 * records of that person and date (`matchVisits`); a record that answers none belongs to the placement that the person had
 * with the provider on that date, the earliest if there were several; a record of a person without one, or of a reference
 * that is nobody's, is unallocated. One answer for each record, in order.
 */
export function allocateRecords(records: readonly RecordContent[], facts: AllocationFacts): Allocation[] {
  return atOnce(allocateInPieces(records, facts))
}

/** People's days matched in one piece. */
const DAYS_A_PIECE = 100

/** `allocateRecords`, in pieces. */
export function* allocateInPieces(records: readonly RecordContent[], facts: AllocationFacts): InPieces<Allocation[]> {
  const dayKey = dayKeys()
  const plannedByDay = groupBy(facts.planned, (visit) => dayKey(visit.personId, visit.visitOn))
  yield
  const placements = groupBy(facts.placements, (placement) => placement.personId)
  const answer = new Array<Allocation>(records.length).fill(NOWHERE)
  const groups = new Map<number, Group>()
  records.forEach((record, index) => {
    const personId = facts.personIds.get(record.personReference)
    if (personId == null) return
    const day = dayKey(personId, record.visitOn)
    const group = groups.get(day)
    if (group === undefined) groups.set(day, { day, personId, visitOn: record.visitOn, indexes: [index] })
    else group.indexes.push(index)
  })
  yield
  let matchedDays = 0
  for (const { day, personId, visitOn, indexes } of groups.values()) {
    const visits = plannedByDay.get(day) ?? []
    const matched = matchVisits(visits.map((visit) => seatsOf(visit, facts.taken)), indexes.map((index) => toMatch(records[index])))
    indexes.forEach((index, place) => {
      const planned = visits.find((visit) => visit.id === matched[place])
      answer[index] = planned === undefined ? { placementId: placementOn(placements.get(personId) ?? [], visitOn), plannedVisitId: null } : { placementId: planned.placementId, plannedVisitId: planned.id }
    })
    matchedDays += 1
    if (matchedDays % DAYS_A_PIECE === 0) yield
  }
  return answer
}

/** The records of one person on one date, by place. */
interface Group {
  readonly day: number
  readonly personId: string
  readonly visitOn: string
  readonly indexes: number[]
}

/** One number for a person and a date: joining texts for tens of thousands of rows is slow. */
function dayKeys(): (personId: string, on: string) => number {
  const people = new Map<string, number>()
  const dates = new Map<string, number>()
  const numberOf = (known: Map<string, number>, text: string): number => {
    const before = known.get(text)
    if (before !== undefined) return before
    known.set(text, known.size)
    return known.size - 1
  }
  return (personId, on) => numberOf(people, personId) * 100_000 + numberOf(dates, on)
}

function seatsOf(visit: PlannedToAnswer, taken: ReadonlyMap<number, number>): PlannedSeats {
  return { plannedVisitId: visit.id, startSecond: visit.startSecond, windowMinutes: visit.windowMinutes, free: visit.workers - (taken.get(visit.id) ?? 0) }
}

function toMatch(record: RecordContent | undefined): { visitReference: string; plannedVisitId: number | null; startSecond: number | null } {
  return {
    visitReference: record?.visitReference ?? '',
    plannedVisitId: record?.plannedVisitId ?? null,
    startSecond: (record === undefined ? null : countedTimes(record).startSecond) ?? record?.dueSecond ?? record?.claimedSecond ?? null,
  }
}

function placementOn(placements: readonly PlacementDates[], on: string): string | null {
  return placements.find((placement) => placement.fromOn <= on && (placement.toOn === null || on <= placement.toOn))?.id ?? null
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
