import type { FoundException, RecordContent } from '../terms.ts'
import { countedTimes } from './counted-times.ts'
import { isSilenceMissed } from './day-covered.ts'
import type { ExceptionSettings } from './exception-settings.ts'
import { overlappingWorkers } from './overlapping-workers.ts'
import { judgePlanned, judgeUnplanned, type PlannedToJudge } from './visit-exceptions.ts'

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
  /** From when on silence about a visit of a date can mean that it was missed. */
  readonly missedFrom: ReadonlyMap<string, number>
}

/** An exception with whom it concerns. */
export interface JudgedException {
  readonly found: FoundException
  readonly visitOn: string
  readonly placementId: string | null
  readonly personId: string | null
}

/** Every exception of the dates, in order of the plan, then of the records. Adjusted times count where there are any. */
export function judgeDays(held: DaysToJudge, settings: ExceptionSettings): JudgedException[] {
  const days = { ...held, records: held.records.map((record) => (record.details === null ? record : { ...record, ...countedTimes(record) })) }
  const judged = new Set(days.dates)
  const planned = new Map(days.planned.map((visit) => [visit.id, visit]))
  const answers = new Map<number, RecordOfDay[]>()
  const rest: RecordOfDay[] = []
  for (const record of days.records) {
    if (record.plannedVisitId === null || !planned.has(record.plannedVisitId)) rest.push(record)
    else if (!answers.get(record.plannedVisitId)?.push(record)) answers.set(record.plannedVisitId, [record])
  }
  const silence = silentDays(days, answers)
  const result: JudgedException[] = []
  for (const visit of days.planned) {
    for (const found of judgePlanned(visit, answers.get(visit.id) ?? [], silence.has(visit.visitOn), settings)) {
      result.push({ found, visitOn: visit.visitOn, placementId: visit.placementId, personId: visit.personId })
    }
  }
  const byId = new Map(days.records.map((record) => [record.id, record]))
  const ofRecords = [...rest.flatMap((record) => judgeUnplanned(record, record.placementId !== null)), ...overlappingWorkers(days.records, settings)]
  for (const found of ofRecords) {
    const record = byId.get(found.recordId ?? 0)
    if (record === undefined || !judged.has(record.visitOn)) continue
    const { visitOn, placementId } = record
    result.push({ found, visitOn, placementId, personId: placementId === null ? null : (days.people.get(placementId) ?? null) })
  }
  return result
}

/** The dates on which a planned visit without a record was missed. */
function silentDays(days: DaysToJudge, answers: ReadonlyMap<number, readonly RecordOfDay[]>): Set<string> {
  const tallies = new Map(days.dates.map((on) => [on, { planned: 0, answered: 0 }]))
  for (const visit of days.planned) {
    const tally = tallies.get(visit.visitOn)
    if (tally === undefined) continue
    tally.planned += 1
    if (answers.has(visit.id)) tally.answered += 1
  }
  return new Set(days.dates.filter((on) => isSilenceMissed(tallies.get(on) ?? { planned: 0, answered: 0 }, days.nowSecond, days.missedFrom.get(on) ?? Number.POSITIVE_INFINITY)))
}
