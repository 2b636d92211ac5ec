import type { RecordFacts, RecordedOutcome } from '../terms.ts'

const UNDELIVERED_LAST: Readonly<Record<RecordedOutcome, number>> = {
  'delivered': 0,
  'cancelled': 1,
  'no-access': 2,
  'refused': 3,
  'hospital': 4,
  'missed': 5,
}

const NOT_KNOWN = Number.MIN_SAFE_INTEGER

/**
 * The order in which records fill the planned seats of a visit: care that was delivered first, the first
 * care worker before the second, the longer time (or notice) before the shorter, and what is not known last.
 * It looks at the records alone, so the order in which they arrived changes nothing.
 */
export function inSeatOrder(records: readonly RecordFacts[]): readonly RecordFacts[] {
  return records.length < 2 ? records : records.toSorted(compareSeats)
}

function compareSeats(a: RecordFacts, b: RecordFacts): number {
  return (
    UNDELIVERED_LAST[a.outcome] - UNDELIVERED_LAST[b.outcome] ||
    Number(a.second) - Number(b.second) ||
    (b.workerMinutes ?? NOT_KNOWN) - (a.workerMinutes ?? NOT_KNOWN) ||
    (b.noticeHours ?? NOT_KNOWN) - (a.noticeHours ?? NOT_KNOWN)
  )
}
