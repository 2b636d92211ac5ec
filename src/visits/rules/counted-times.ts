import type { Minutes } from '../../kernel/amounts.ts'
import type { RecordContent } from '../terms.ts'

/** The times of a record that count: seconds since 1970, whole minutes. */
export interface CountedTimes {
  readonly startSecond: number | null
  readonly endSecond: number | null
  readonly actualMinutes: Minutes | null
}

/** The times that count for matching, exceptions and pay: the adjusted ones where there are any, else the calls (Sandata: adjusted times win over calls). */
export function countedTimes(record: CountedTimes & Pick<RecordContent, 'details'>): CountedTimes {
  const { details } = record
  if (details?.adjustedMinutes == null) return { startSecond: record.startSecond, endSecond: record.endSecond, actualMinutes: record.actualMinutes }
  return { startSecond: details.adjustedStartSecond, endSecond: details.adjustedEndSecond, actualMinutes: details.adjustedMinutes }
}
