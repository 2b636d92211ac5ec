import type { InPieces } from '../../kernel/in-pieces.ts'
import type { Work } from '../../platform/action/work.ts'
import { londonDay } from '../rules/london-day.ts'
import type { JudgedException, RecordOfDay } from '../rules/judge-days.ts'
import { recordsAfter, recordsBefore } from '../rules/neighbour-records.ts'
import type { DayGroup } from '../rules/group-days.ts'
import { findExceptions } from './judge-and-store.ts'
import type { JudgingFacts } from './judging-facts.ts'
import type { ImportPlan, PlannedImport } from './plan-import.ts'
import type { RecordAt } from './weigh-rows.ts'

/** A group of days as it stands once its rows are kept. */
interface KeptGroup {
  readonly group: DayGroup
  readonly dates: ImportPlan['dates']
  readonly planned: ImportPlan['planned']
  /** Its current records, the new ones among them. */
  readonly records: readonly RecordOfDay[]
}

/** What was found in a group of days. */
export interface GroupExceptions {
  readonly dates: readonly string[]
  readonly exceptions: readonly JudgedException[]
}

/** Judges groups of days in order, each when the one after it is kept: a visit dated after midnight may have begun before it. */
export interface JudgeInTurn {
  /** Takes a group that was kept, with the ids of its new records in order. */
  add(kept: { readonly group: DayGroup; readonly plan: ImportPlan }, ids: readonly number[]): InPieces<void>
  /** Judges the earliest group whose next one is there, if any; `isLast` when no further group comes. */
  judgeNext(isLast: boolean): InPieces<GroupExceptions | undefined>
}

/** Rows taken in one piece. */
const ROWS_A_PIECE = 1000

export function judgeInTurn(work: Work, facts: JudgingFacts): JudgeInTurn {
  const waiting: KeptGroup[] = []
  let before: readonly RecordOfDay[] = []
  return {
    *add({ group, plan }, ids) {
      waiting.push({ group, dates: plan.dates, planned: plan.planned, records: yield* standingRecords(plan, ids) })
    },
    *judgeNext(isLast) {
      const [own, next] = waiting
      if (own === undefined || (next === undefined && !isLast)) return undefined
      waiting.shift()
      const { dates, planned } = own
      const around = next === undefined ? before : [...before, ...recordsAfter(own.records, next.records)]
      yield
      const records = around.length === 0 ? own.records : [...around, ...own.records]
      if (next !== undefined) before = recordsBefore([...before, ...own.records], startOf(next.group), facts.homes.size > 0)
      yield
      if (dates.length === 0) return { dates, exceptions: [] }
      return { dates, exceptions: yield* findExceptions(work.now, { dates, planned, records, people: facts.people }, facts) }
    },
  }
}

function startOf({ firstOn }: DayGroup): number {
  return londonDay(Temporal.PlainDate.from(firstOn)).startSecond
}

/** Every current record of the touched days as it is after the import. */
function* standingRecords(plan: ImportPlan, ids: readonly number[]): InPieces<RecordOfDay[]> {
  const superseded = new Set(supersededPairs(plan.keep, ids).map((pair) => pair.id))
  const records: RecordOfDay[] = superseded.size === 0 ? [...plan.current] : plan.current.filter((record) => !superseded.has(record.id))
  for (const [place, { sent, placementId, plannedVisitId }] of plan.keep.entries()) {
    if (place % ROWS_A_PIECE === 0) yield
    const id = ids[place] ?? 0
    if (!superseded.has(id)) records.push({ ...sent, id, placementId, plannedVisitId })
  }
  return records
}

/** Which record replaces which: a changed row the one before it; an older row is itself replaced by the one that holds. */
export function supersededPairs(keep: readonly PlannedImport[], ids: readonly number[]): { id: number; by: number }[] {
  const pairs: { id: number; by: number }[] = []
  for (const [place, { fate, other }] of keep.entries()) {
    if (other === null) continue
    const own = ids[place] ?? 0
    const replaced = idAt(other, ids)
    pairs.push(fate === 'older' ? { id: own, by: replaced } : { id: replaced, by: own })
  }
  return pairs
}

/** The id of a record that was held, or has been kept by this import. */
export function idAt(at: RecordAt, ids: readonly number[]): number {
  return 'heldId' in at ? at.heldId : (ids[at.place] ?? 0)
}
