import type { Minutes } from '../../kernel/amounts.ts'
import type { FoundException, Outcome } from '../terms.ts'
import type { ExceptionSettings } from './exception-settings.ts'
import type { MissedJudgement } from './when-missed.ts'

/** A planned visit under judgement. */
export interface PlannedToJudge {
  readonly id: number
  readonly startSecond: number
  readonly windowMinutes: Minutes
  readonly minutes: Minutes
  readonly workers: number
  readonly timeCritical: boolean
}

/** A current record under judgement. Starts and minutes are null when nobody logged in. */
export interface RecordToJudge {
  readonly id: number
  readonly outcome: Outcome
  readonly startSecond: number | null
  readonly actualMinutes: Minutes | null
}

/**
 * Where one planned visit departed from plan.
 *
 * missed: nobody came. Either a record says so, or there is no record at all although the provider's records for the day
 * have arrived and its time is over (`when-missed.ts`), or somebody came only once the next visit was due. A visit that was cancelled,
 * refused or not needed, and one where nobody answered, is not missed.
 * late, early: the first care worker's start against the time or window planned.
 * short, long: each care worker's minutes against the minutes planned.
 * single-handed: one care worker where two were planned.
 */
export function judgePlanned(planned: PlannedToJudge, records: readonly RecordToJudge[], { isSilenceMissed, tooLateFrom }: MissedJudgement, settings: ExceptionSettings): FoundException[] {
  const delivered = records.filter((record) => record.outcome === 'delivered')
  const about = { plannedVisitId: planned.id, recordId: null }
  if (delivered.length === 0) {
    const saysMissed = records.length > 0 && records.every((record) => record.outcome === 'missed')
    if (!saysMissed && !(records.length === 0 && isSilenceMissed)) return []
    return [{ kind: 'missed', ...about, facts: { recorded: saysMissed, plannedMinutes: planned.minutes, plannedWorkers: planned.workers } }]
  }
  const found: FoundException[] = []
  const first = firstStart(delivered)
  const timing = first === null ? undefined : judgeTiming(planned, first, settings)
  if (first !== null && tooLateFrom !== null && first >= tooLateFrom) {
    found.push({ kind: 'missed', ...about, facts: { recorded: true, tooLate: true, plannedMinutes: planned.minutes, plannedWorkers: planned.workers } })
  } else if (timing !== undefined) found.push(timing)
  for (const record of delivered) {
    const length = judgeLength(planned, record, settings)
    if (length !== undefined) found.push(length)
  }
  if (delivered.length < planned.workers) {
    found.push({ kind: 'single-handed', ...about, facts: { plannedWorkers: planned.workers, workersCame: delivered.length } })
  }
  return found
}

/** A delivered record that answers no plan. `hasPlacement` is false while nobody knows whose it is. */
export function judgeUnplanned(record: RecordToJudge, hasPlacement: boolean): FoundException[] {
  if (record.outcome !== 'delivered') return []
  return [{ kind: 'unplanned', plannedVisitId: null, recordId: record.id, facts: { actualMinutes: record.actualMinutes ?? 0, hasPlacement } }]
}

function firstStart(delivered: readonly RecordToJudge[]): number | null {
  let first: number | null = null
  for (const { startSecond } of delivered) if (startSecond !== null && (first === null || startSecond < first)) first = startSecond
  return first
}

function judgeTiming(planned: PlannedToJudge, first: number, settings: ExceptionSettings): FoundException | undefined {
  const allowed = planned.timeCritical ? settings.onTimeCriticalMinutes : settings.onTimeMinutes
  const secondsLate = first - planned.startSecond - planned.windowMinutes * 60
  const secondsEarly = planned.startSecond - first
  const facts = { allowedMinutes: allowed, timeCritical: planned.timeCritical }
  // Seconds beyond the edge are late; the minutes shown are whole ones, cut down, and at least one past the edge.
  if (secondsLate > allowed * 60) return { kind: 'late', plannedVisitId: planned.id, recordId: null, facts: { minutesLate: Math.max(Math.floor(secondsLate / 60), allowed + 1), ...facts } }
  if (secondsEarly > allowed * 60) return { kind: 'early', plannedVisitId: planned.id, recordId: null, facts: { minutesEarly: Math.max(Math.floor(secondsEarly / 60), allowed + 1), ...facts } }
  return undefined
}

function judgeLength(planned: PlannedToJudge, record: RecordToJudge, settings: ExceptionSettings): FoundException | undefined {
  const actual = record.actualMinutes
  if (actual === null) return undefined
  const about = { plannedVisitId: planned.id, recordId: record.id }
  const facts = { plannedMinutes: planned.minutes, actualMinutes: actual }
  if (actual * 100 < planned.minutes * settings.leastPercent) return { kind: 'short', ...about, facts: { ...facts, leastPercent: settings.leastPercent } }
  if (actual > planned.minutes + settings.overMinutes) return { kind: 'long', ...about, facts: { ...facts, allowedMinutes: settings.overMinutes } }
  return undefined
}
