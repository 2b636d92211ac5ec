import { countedTimes } from './counted-times.ts'
import type { RecordOfDay } from './judge-days.ts'

/** A visit may begin as long before its date as files may say: half a day (files/visit-times.ts). */
const EARLIEST_BEFORE_DAY = 12 * 3600

/**
 * The records of earlier days that matter to those of later ones when days are judged a few at a time: those that end after the first
 * moment at which a visit of the later days may begin, and, where the way between homes is asked about, each care worker's latest. With
 * them a care worker's overlaps and ways come out as if all days were judged at once.
 * @param nextStartSecond when the first of the later days begins
 */
export function recordsBefore(earlier: readonly RecordOfDay[], nextStartSecond: number, asksTheWay: boolean): RecordOfDay[] {
  const kept = new Set<RecordOfDay>()
  const latest = new Map<string, RecordOfDay>()
  for (const record of earlier) {
    if (latestSecond(record) > nextStartSecond - EARLIEST_BEFORE_DAY) kept.add(record)
    if (asksTheWay && record.workerReference !== null && beginsAfter(record, latest.get(record.workerReference))) latest.set(record.workerReference, record)
  }
  for (const record of latest.values()) kept.add(record)
  return [...kept]
}

/** The records of the days that follow which began before the last of these did, as a visit may that is dated after midnight. */
export function recordsAfter(own: readonly RecordOfDay[], following: readonly RecordOfDay[]): RecordOfDay[] {
  let lastStart = 0
  for (const record of own) lastStart = Math.max(lastStart, startSecond(record) ?? 0)
  return following.filter((record) => (startSecond(record) ?? Infinity) <= lastStart)
}

/** Whether a delivered record with both its times comes after another in a care worker's order: by start, then by number. */
function beginsAfter(record: RecordOfDay, other: RecordOfDay | undefined): boolean {
  const [own, before] = [countedTimes(record), other === undefined ? undefined : countedTimes(other)]
  if (record.outcome !== 'delivered' || own.startSecond === null || own.endSecond === null) return false
  const apart = own.startSecond - (before?.startSecond ?? -Infinity)
  return apart > 0 || (apart === 0 && Math.abs(record.id) > Math.abs(other?.id ?? 0))
}

function startSecond({ startSecond: start, details }: RecordOfDay): number | null {
  const adjusted = details?.adjustedStartSecond ?? null
  return start === null || adjusted === null ? (start ?? adjusted) : Math.min(start, adjusted)
}

function latestSecond({ startSecond: start, endSecond: end, details }: RecordOfDay): number {
  return Math.max(start ?? 0, end ?? 0, details?.adjustedEndSecond ?? 0)
}
