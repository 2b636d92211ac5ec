import type { Work } from '../../platform/action/work.ts'
import { listSearchEvents, listWaitRecords } from '../store/waiting.read.ts'
import type { WaitRecord } from '../terms/awaiting-series.ts'

/** The packages that may have waited between two days, with what happened in their searches. */
export async function recordsWithEvents(work: Work, range: { readonly fromOn: Temporal.PlainDate; readonly toOn: Temporal.PlainDate }): Promise<WaitRecord[]> {
  const records = await listWaitRecords(work.tx, range)
  const events = await listSearchEvents(work.tx, records.map((each) => each.packageId))
  return records.map((record) => ({ ...record, events: events.get(record.packageId) ?? [] }))
}
