import type { Outcome } from '../../visits/terms.ts'
import type { PricedRecord } from '../terms/priced-visit.ts'

const UNDELIVERED_LAST: Readonly<Record<Outcome, number>> = {
  'delivered': 0,
  'cancelled': 1,
  'no-access': 2,
  'refused': 3,
  'hospital': 4,
  'not-required': 5,
  'missed': 6,
}

const NOT_KNOWN = Number.MIN_SAFE_INTEGER

/**
 * The order in which records fill the planned seats of a visit: care that was delivered first, the first
 * care worker before the second, the longer time (without care, the longer notice) before the shorter, not known last.
 * It looks at the records alone, so the order in which they arrived changes nothing.
 */
export function inSeatOrder(records: readonly PricedRecord[]): readonly PricedRecord[] {
  const [first, second] = records
  if (first === undefined || second === undefined) return records
  // Two care workers are the usual case: sorting them takes longer than pricing.
  if (records.length === 2) return compareSeats(first, second) <= 0 ? records : [second, first]
  return records.toSorted(compareSeats)
}

function compareSeats(a: PricedRecord, b: PricedRecord): number {
  return (
    UNDELIVERED_LAST[a.outcome] - UNDELIVERED_LAST[b.outcome] ||
    Number(a.secondWorker) - Number(b.secondWorker) ||
    // Times logged at a visit without care decide nothing: only its notice can matter to what it pays.
    (a.outcome === 'delivered' ? (b.actualMinutes ?? NOT_KNOWN) - (a.actualMinutes ?? NOT_KNOWN) : (b.noticeHours ?? NOT_KNOWN) - (a.noticeHours ?? NOT_KNOWN)) ||
    // What only some rules ask: the longer claim, the record of a device, the one sent sooner, the earlier one, the one that overlaps less.
    (b.claimedMinutes ?? NOT_KNOWN) - (a.claimedMinutes ?? NOT_KNOWN) ||
    Number(a.isManual ?? false) - Number(b.isManual ?? false) ||
    (a.daysToSend ?? 0) - (b.daysToSend ?? 0) ||
    (a.startMinute ?? NOT_KNOWN) - (b.startMinute ?? NOT_KNOWN) ||
    (a.overlapMinutes ?? 0) - (b.overlapMinutes ?? 0)
  )
}
