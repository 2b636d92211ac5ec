import type { Tx } from '../../platform/db/handles.ts'
import type { PayRunRequest } from '../terms.ts'

/** The newest request for each period of a framework. */
export async function listNewestRequests(tx: Tx, frameworkId: string): Promise<PayRunRequest[]> {
  const rows = await tx.selectFrom('payment.pay_run_request').selectAll().distinctOn('from_on').where('framework_id', '=', frameworkId).orderBy('from_on').orderBy('asked_at', 'desc').execute()
  return rows.map(toRequest)
}

export async function findRequest(tx: Tx, requestId: string): Promise<PayRunRequest | undefined> {
  const row = await tx.selectFrom('payment.pay_run_request').selectAll().where('id', '=', requestId).executeTakeFirst()
  return row === undefined ? undefined : toRequest(row)
}

function toRequest(row: { id: string; framework_id: string; from_on: string; asked_at: string; asked_by: string; asked_by_account: string | null; providers_done: number; providers_total: number | null; ended_at: string | null; refused_words: string | null }): PayRunRequest {
  return {
    id: row.id,
    frameworkId: row.framework_id,
    fromOn: Temporal.PlainDate.from(row.from_on),
    askedAt: Temporal.Instant.from(row.asked_at),
    askedBy: row.asked_by,
    askedByAccount: row.asked_by_account,
    providersDone: row.providers_done,
    providersTotal: row.providers_total,
    endedAt: row.ended_at === null ? null : Temporal.Instant.from(row.ended_at),
    refusedWords: row.refused_words,
  }
}
