import type { FoundException, Outcome } from '../terms.ts'
import type { ExceptionSettings } from './exception-settings.ts'

/** A current record of a care worker. */
export interface WorkerRecord {
  readonly id: number
  readonly workerReference: string | null
  readonly plannedVisitId: number | null
  readonly outcome: Outcome
  readonly startSecond: number | null
  readonly endSecond: number | null
}

/**
 * Care workers who were in two places at once: for each record the one that had started before it and ended last is looked
 * at. The exception is about the record that started later (equal starts: the higher id), once however many it overlaps.
 * Visits that only touch, and overlaps below the setting, are none: a log-out is often a minute behind the next log-in.
 */
export function overlappingWorkers(records: readonly WorkerRecord[], settingsOf: (recordId: number) => ExceptionSettings): FoundException[] {
  const byWorker = new Map<string, WorkerRecord[]>()
  for (const record of records) {
    if (record.workerReference === null || record.outcome !== 'delivered' || record.startSecond === null) continue
    const own = byWorker.get(record.workerReference)
    if (own === undefined) byWorker.set(record.workerReference, [record])
    else own.push(record)
  }
  return [...byWorker.values()].flatMap((own) => (own.length === 1 ? [] : overlapsOfOne(own, settingsOf)))
}

/** The overlaps among the records of one care worker. */
function overlapsOfOne(own: WorkerRecord[], settingsOf: (recordId: number) => ExceptionSettings): FoundException[] {
  own.sort((a, b) => (a.startSecond ?? 0) - (b.startSecond ?? 0) || Math.abs(a.id) - Math.abs(b.id))
  const found: FoundException[] = []
  let before: WorkerRecord | undefined
  for (const record of own) {
    if (before === undefined) {
      before = record
      continue
    }
    const shared = Math.min(before.endSecond ?? 0, record.endSecond ?? 0) - (record.startSecond ?? 0)
    const minutes = Math.floor(shared / 60)
    if (minutes > 0 && minutes >= settingsOf(record.id).overlapMinutes) {
      found.push({ kind: 'overlapping-worker', plannedVisitId: record.plannedVisitId, recordId: record.id, facts: { overlapMinutes: minutes, otherRecordId: before.id } })
    }
    if ((record.endSecond ?? 0) > (before.endSecond ?? 0)) before = record
  }
  return found
}
