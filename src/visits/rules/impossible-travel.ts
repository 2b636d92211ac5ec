import type { FoundException } from '../terms.ts'
import type { ExceptionSettings } from './exception-settings.ts'
import { metresBetween, type Place } from '../../kernel/metres-between.ts'
import type { WorkerRecord } from './overlapping-workers.ts'

/** A current record of a care worker, and at whose home; null while that is not known. */
export interface TravelRecord extends WorkerRecord {
  readonly personId: string | null
}

/**
 * Care workers who left one home and were at the next sooner than the way takes: the straight line between the homes at the speed that the
 * settings state, so that no road could have been faster. The exception is about the later record. Visits that share a time are left to
 * `overlappingWorkers`, homes that are not known are passed over.
 */
export function impossibleTravel(records: readonly TravelRecord[], homes: ReadonlyMap<string, Place>, settingsOf: (record: TravelRecord) => ExceptionSettings): FoundException[] {
  const byWorker = new Map<string, TravelRecord[]>()
  for (const record of records) {
    if (record.workerReference === null || record.outcome !== 'delivered' || record.startSecond === null || record.endSecond === null) continue
    if (!byWorker.get(record.workerReference)?.push(record)) byWorker.set(record.workerReference, [record])
  }
  return [...byWorker.values()].flatMap((own) => (own.length === 1 ? [] : tooFast(own, homes, settingsOf)))
}

function tooFast(own: readonly TravelRecord[], homes: ReadonlyMap<string, Place>, settingsOf: (record: TravelRecord) => ExceptionSettings): FoundException[] {
  const ordered = own.toSorted((a, b) => (a.startSecond ?? 0) - (b.startSecond ?? 0) || Math.abs(a.id) - Math.abs(b.id))
  return ordered.flatMap((record, at): FoundException[] => {
    const before = ordered[at - 1]
    if (before === undefined || before.personId === record.personId) return []
    const [from, to] = [homes.get(before.personId ?? ''), homes.get(record.personId ?? '')]
    const gap = (record.startSecond ?? 0) - (before.endSecond ?? 0)
    const settings = settingsOf(record)
    if (from === undefined || to === undefined || gap <= -settings.overlapMinutes * 60) return []
    const metres = Math.round(metresBetween(from, to))
    // Kilometres an hour are metres in 3.6 seconds.
    const neededSeconds = (metres * 36) / (settings.travelKph * 10)
    if (neededSeconds <= Math.max(0, gap)) return []
    return [{ kind: 'impossible-travel', plannedVisitId: record.plannedVisitId, recordId: record.id, facts: { metres, gapMinutes: Math.floor(Math.max(0, gap) / 60), neededMinutes: Math.ceil(neededSeconds / 60), kph: settings.travelKph, otherRecordId: before.id } }]
  })
}
