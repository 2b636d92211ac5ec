import type { Tx } from '../../platform/db/handles.ts'

export async function insertRequest(tx: Tx, request: { readonly id: string; readonly frameworkId: string; readonly fromOn: Temporal.PlainDate; readonly askedAt: Temporal.Instant; readonly askedBy: string; readonly askedByAccount: string | null }): Promise<void> {
  await tx
    .insertInto('payment.pay_run_request')
    .values({ id: request.id, framework_id: request.frameworkId, from_on: request.fromOn.toString(), asked_at: request.askedAt.toString(), asked_by: request.askedBy, asked_by_account: request.askedByAccount })
    .execute()
}

export async function updateProgress(tx: Tx, requestId: string, done: number, total: number): Promise<void> {
  await tx.updateTable('payment.pay_run_request').set({ providers_done: done, providers_total: total }).where('id', '=', requestId).execute()
}

export async function endRequest(tx: Tx, requestId: string, at: Temporal.Instant, refusedWords: string | null): Promise<void> {
  await tx.updateTable('payment.pay_run_request').set({ ended_at: at.toString(), refused_words: refusedWords }).where('id', '=', requestId).execute()
}
