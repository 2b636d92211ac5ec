import type { Minutes } from '../../kernel/amounts.ts'

/** A planned visit that still has room for records. */
export interface PlannedSeats {
  readonly plannedVisitId: number
  readonly startSecond: number
  /** Minutes after the start within which the visit may still start: no distance inside it. */
  readonly windowMinutes: Minutes
  /** Care workers planned, less those whose record is already there. */
  readonly free: number
}

/** A record that looks for its planned visit. */
export interface RecordToMatch {
  readonly visitReference: string
  /** The planned visit that the file names. */
  readonly plannedVisitId: number | null
  /** When the care worker started, else when the provider had rostered it; null when the file says neither. */
  readonly startSecond: number | null
}

/** How far from its planned start a record may be and still answer it. Demonstration's setting; no published rule was found. */
const MATCH_REACH_MINUTES = 180

/**
 * Which planned visit each record answers, or null when it answers none: records and planned visits of one person and one day.
 *
 * 1. A record that names a planned visit of that person and day takes a place there.
 * 2. Of the rest, the record and the planned visit whose starts are nearest to each other go together first, inside
 *    `reachMinutes`; equal distances by the earlier plan, then by the record's reference.
 * 3. A record without any time takes the day's one planned visit that still has a place; with more than one, none:
 *    that would be a guess.
 *
 * Each planned visit takes as many records as care workers were planned. The answer does not depend on the order of
 * the rows in the file.
 */
export function matchVisits(planned: readonly PlannedSeats[], records: readonly RecordToMatch[], reachMinutes = MATCH_REACH_MINUTES): (number | null)[] {
  const answer = new Array<number | null>(records.length).fill(null)
  if (planned.length === 0) return answer
  const free = new Map(planned.map((visit) => [visit.plannedVisitId, visit.free]))
  const order = records.map((_, index) => index).sort((a, b) => byReference(records[a], records[b]))
  const take = (index: number, plannedVisitId: number): void => {
    const left = free.get(plannedVisitId) ?? 0
    if (left < 1 || answer[index] !== null) return
    free.set(plannedVisitId, left - 1)
    answer[index] = plannedVisitId
  }
  for (const index of order) {
    const named = records[index]?.plannedVisitId ?? null
    if (named !== null) take(index, named)
  }
  for (const pair of nearestPairs(planned, records, order, answer, reachMinutes)) take(pair.index, pair.plannedVisitId)
  for (const index of order) {
    if (answer[index] !== null || records[index]?.startSecond !== null) continue
    const open = planned.filter((visit) => (free.get(visit.plannedVisitId) ?? 0) > 0)
    if (open.length === 1 && open[0] !== undefined) take(index, open[0].plannedVisitId)
  }
  return answer
}

interface Pair {
  readonly index: number
  readonly plannedVisitId: number
  readonly distance: number
  readonly startSecond: number
  readonly place: number
}

function nearestPairs(planned: readonly PlannedSeats[], records: readonly RecordToMatch[], order: readonly number[], answer: readonly (number | null)[], reachMinutes: Minutes): Pair[] {
  const pairs: Pair[] = []
  order.forEach((index, place) => {
    const at = records[index]?.startSecond ?? null
    if (at === null || answer[index] !== null) return
    for (const visit of planned) {
      const distance = secondsFromStart(visit, at)
      if (distance <= reachMinutes * 60) pairs.push({ index, plannedVisitId: visit.plannedVisitId, distance, startSecond: visit.startSecond, place })
    }
  })
  return pairs.sort((a, b) => a.distance - b.distance || a.startSecond - b.startSecond || a.plannedVisitId - b.plannedVisitId || a.place - b.place)
}

/** Seconds between a start and the nearest moment at which the visit was planned to start. */
function secondsFromStart(visit: PlannedSeats, at: number): number {
  if (at < visit.startSecond) return visit.startSecond - at
  return Math.max(0, at - visit.startSecond - visit.windowMinutes * 60)
}

function byReference(a: RecordToMatch | undefined, b: RecordToMatch | undefined): number {
  const [left, right] = [a?.visitReference ?? '', b?.visitReference ?? '']
  return left < right ? -1 : left > right ? 1 : 0
}
