import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { RunEvent, RunEventKind } from '../terms/approval.ts'

/** Holds off every other decision on a run and export of it until the transaction ends: what is read afterwards is what the last of them left. */
export async function lockPayRun(tx: Tx, payRunId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`pay run ${payRunId}`}, 0))`.execute(tx)
}

/** What happened to runs after they were run, by run, in order. */
export async function listRunEvents(tx: Tx, payRunIds: readonly string[]): Promise<Map<string, RunEvent[]>> {
  const events = new Map<string, RunEvent[]>(payRunIds.map((id) => [id, []]))
  if (payRunIds.length === 0) return events
  const rows = await tx.selectFrom('payment.pay_run_event').selectAll().where('pay_run_id', 'in', [...payRunIds]).orderBy('pay_run_id').orderBy('nr').execute()
  for (const row of rows) {
    events.get(row.pay_run_id)?.push({
      nr: row.nr,
      kind: row.kind as RunEventKind,
      note: row.note,
      amountPence: row.amount_pence,
      limitPence: row.limit_pence,
      exportId: row.export_id,
      paidOn: row.paid_on === null ? null : Temporal.PlainDate.from(row.paid_on),
      at: Temporal.Instant.from(row.happened_at),
      by: { accountId: row.done_by_account, name: row.done_by },
    })
  }
  return events
}
