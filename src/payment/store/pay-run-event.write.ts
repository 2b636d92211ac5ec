import type { Tx } from '../../platform/db/handles.ts'
import type { RunEvent } from '../terms/approval.ts'

/** Keeps what happened to a run. A place that is taken fails on `pay_run_event_pk`, a second approval on `pay_run_event_approved_once`. */
export async function insertRunEvent(tx: Tx, payRunId: string, event: RunEvent): Promise<void> {
  await tx
    .insertInto('payment.pay_run_event')
    .values({
      pay_run_id: payRunId,
      nr: event.nr,
      kind: event.kind,
      note: event.note,
      amount_pence: event.amountPence,
      limit_pence: event.limitPence,
      export_id: event.exportId,
      paid_on: event.paidOn?.toString() ?? null,
      happened_at: event.at.toString(),
      done_by: event.by.name,
      done_by_account: event.by.accountId,
    })
    .execute()
}
