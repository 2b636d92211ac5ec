import type { Tx } from '../../platform/db/handles.ts'
import type { WhatIf, WhatIfResult } from '../terms/what-if.ts'

export async function insertWhatIf(tx: Tx, whatIf: Pick<WhatIf, 'id' | 'frameworkId' | 'name' | 'fromOn' | 'toOn' | 'scenarios' | 'askedAt' | 'askedBy' | 'askedByAccount'>): Promise<void> {
  await tx
    .insertInto('payment.what_if')
    .values({
      id: whatIf.id,
      framework_id: whatIf.frameworkId,
      name: whatIf.name,
      from_on: whatIf.fromOn.toString(),
      to_on: whatIf.toOn.toString(),
      scenarios: JSON.stringify(whatIf.scenarios),
      asked_at: whatIf.askedAt.toString(),
      asked_by: whatIf.askedBy,
      asked_by_account: whatIf.askedByAccount,
    })
    .execute()
}

/** Notes how far one has come; false when it was cancelled or deleted meanwhile. */
export async function updateWhatIfProgress(tx: Tx, id: string, done: number, total: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('payment.what_if').set({ parts_done: done, parts_total: total }).where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends one without an answer, as cancelled. */
export async function cancelWhatIf(tx: Tx, id: string, at: Temporal.Instant, words: string): Promise<void> {
  await tx.updateTable('payment.what_if').set({ ended_at: at.toString(), refused_words: words, is_cancelled: true }).where('id', '=', id).execute()
}

export async function deleteWhatIf(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('payment.what_if').where('id', '=', id).execute()
}

/** Ends a what-if with its answer, or with why there is none. One that has ended stays as it is. */
export async function endWhatIf(tx: Tx, id: string, at: Temporal.Instant, end: { readonly result: WhatIfResult } | { readonly refusedWords: string }): Promise<void> {
  await tx
    .updateTable('payment.what_if')
    .set({ ended_at: at.toString(), ...('result' in end ? { result: JSON.stringify(end.result) } : { refused_words: end.refusedWords }) })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}
