import type { InPieces } from '../../kernel/in-pieces.ts'
import type { Place } from '../../kernel/metres-between.ts'
import type { FoundException, RecordContent } from '../terms.ts'
import type { Treatment } from '../terms/exception-settings.ts'
import { countedTimes } from './counted-times.ts'
import type { SettingsAt } from './exception-settings.ts'
import { impossibleTravel } from './impossible-travel.ts'
import { overlappingWorkers } from './overlapping-workers.ts'
import { judgeRecord } from './record-exceptions.ts'
import { judgePlanned, judgeUnplanned, type PlannedToJudge } from './visit-exceptions.ts'
import { missedJudge } from './when-missed.ts'

/** A planned visit of a day under judgement. */
export interface PlannedOfDay extends PlannedToJudge {
  readonly visitOn: string
  readonly placementId: string
  readonly personId: string
}

/** A current record of a day under judgement. */
export type RecordOfDay = Omit<RecordContent, 'sequence' | 'visitReference' | 'personReference'> & { readonly id: number; readonly placementId: string | null }

/** All that one provider planned and recorded on some days. */
export interface DaysToJudge {
  readonly dates: readonly string[]
  readonly planned: readonly PlannedOfDay[]
  /** Current records of the dates, and of the days before as far as they ran into them: those matter to overlaps alone. */
  readonly records: readonly RecordOfDay[]
  /** The person of each placement. */
  readonly people: ReadonlyMap<string, string>
  readonly nowSecond: number
  /** The instant at which a clock shows a minute of a date. */
  clockSecond(visitOn: string, minute: number): number
  /** Where people live, by person; only where settings ask about the way between homes. */
  readonly homes: ReadonlyMap<string, Place>
}

/** An exception with whom it concerns, what is asked of it, and the version of the settings under which it was found. */
export interface JudgedException extends FoundException {
  readonly treatment: Treatment
  readonly ruleVersion: string
  readonly visitOn: string
  readonly placementId: string | null
  readonly personId: string | null
}

/** Visits or records judged in one piece. */
const JUDGED_A_PIECE = 500

/** Every exception of the dates that the settings ask for, in order of the plan, then of the records. Adjusted times count where there are any. */
export function* judgeDays(held: DaysToJudge, settingsAt: SettingsAt): InPieces<JudgedException[]> {
  const records = held.records.map((record) => (record.details === null ? record : { ...record, ...countedTimes(record) }))
  const planned = new Set<number>()
  for (const visit of held.planned) planned.add(visit.id)
  const recordOf = recordsById(records)
  const answers = new Map<number, RecordOfDay[]>()
  const rest: RecordOfDay[] = []
  for (const record of records) {
    if (record.plannedVisitId === null || !planned.has(record.plannedVisitId)) rest.push(record)
    else if (!answers.get(record.plannedVisitId)?.push(record)) answers.set(record.plannedVisitId, [record])
  }
  yield
  const missed = missedJudge({
    planned: held.planned,
    settingsAt,
    nowSecond: held.nowSecond,
    isAnswered: (id) => answers.has(id),
    isDelivered: (id) => answers.get(id)?.some((record) => record.outcome === 'delivered') ?? false,
    clockSecond: (visitOn, minute) => held.clockSecond(visitOn, minute),
  })
  const result: JudgedException[] = []
  const keep = (found: FoundException, of: Pick<JudgedException, 'visitOn' | 'placementId' | 'personId'>): void => {
    const { treatments, version } = settingsAt(of.placementId, of.visitOn)
    const { visitOn, placementId, personId } = of
    if (treatments[found.kind] !== 'off') result.push({ ...found, treatment: treatments[found.kind], ruleVersion: version, visitOn, placementId, personId })
  }
  yield
  for (const [place, visit] of held.planned.entries()) {
    if (place % JUDGED_A_PIECE === 0) yield
    for (const found of judgePlanned(visit, answers.get(visit.id) ?? [], missed(visit), settingsAt(visit.placementId, visit.visitOn))) keep(found, visit)
  }
  const ofRecords = [...rest.flatMap((record) => judgeUnplanned(record, record.placementId !== null)), ...(yield* judgeRecords(held, records, recordOf, settingsAt))]
  yield
  const judged = new Set(held.dates)
  for (const found of ofRecords) {
    const record = recordOf(found.recordId ?? 0)
    if (record === undefined || !judged.has(record.visitOn)) continue
    keep(found, { ...record, personId: personOf(held, record) })
  }
  return result
}

/** What is asked of records whatever their plan: their care worker's other visits, and how they came about. */
function* judgeRecords(held: DaysToJudge, records: readonly RecordOfDay[], recordOf: (id: number) => RecordOfDay | undefined, settingsAt: SettingsAt): InPieces<FoundException[]> {
  const settingsOf = (id: number) => settingsAt(recordOf(id)?.placementId ?? null, recordOf(id)?.visitOn ?? '')
  yield
  const found = overlappingWorkers(records, settingsOf)
  yield
  if (held.homes.size > 0) found.push(...impossibleTravel(records.map((record) => ({ ...record, personId: personOf(held, record) })), held.homes, (record) => settingsOf(record.id)))
  for (const [place, record] of held.records.entries()) {
    if (place % JUDGED_A_PIECE === 0) yield
    found.push(...judgeRecord(record, settingsAt(record.placementId, record.visitOn)))
  }
  return found
}

/** Finds a record by its id. Most days have few that are asked for: nothing is made ready before the first. */
function recordsById(records: readonly RecordOfDay[]): (id: number) => RecordOfDay | undefined {
  let byId: Map<number, RecordOfDay> | undefined
  return (id) => {
    if (byId === undefined) {
      byId = new Map()
      for (const record of records) byId.set(record.id, record)
    }
    return byId.get(id)
  }
}

function personOf(held: DaysToJudge, { placementId }: RecordOfDay): string | null {
  return placementId === null ? null : (held.people.get(placementId) ?? null)
}
