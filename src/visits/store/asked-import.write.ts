import type { Tx } from '../../platform/db/handles.ts'
import type { AskedImport } from '../terms/asked-import.ts'

export async function insertAskedImport(tx: Tx, asked: Pick<AskedImport, 'id' | 'providerId' | 'heldFileId' | 'name' | 'isPreview' | 'askedAt' | 'askedBy'>): Promise<void> {
  await tx
    .insertInto('visits.asked_import')
    .values({
      id: asked.id,
      provider_id: asked.providerId,
      held_file_id: asked.heldFileId,
      name: asked.name,
      is_preview: asked.isPreview,
      asked_at: asked.askedAt.toString(),
      asked_by: asked.askedBy.name,
      asked_by_account: asked.askedBy.account,
      asked_by_role: asked.askedBy.role,
    })
    .execute()
}

export async function updateRowsDone(tx: Tx, id: string, done: number, total: number): Promise<void> {
  await tx.updateTable('visits.asked_import').set({ rows_done: done, rows_total: total }).where('id', '=', id).execute()
}

export async function endAskedImport(tx: Tx, id: string, at: Temporal.Instant, came: { readonly refusedWords: string | null; readonly outcome: object | null }): Promise<void> {
  await tx.updateTable('visits.asked_import').set({ ended_at: at.toString(), refused_words: came.refusedWords, outcome: came.outcome === null ? null : JSON.stringify(came.outcome) }).where('id', '=', id).execute()
}

/** Deletes what was asked before an instant; answers how many. */
export async function deleteAskedBefore(tx: Tx, before: Temporal.Instant): Promise<number> {
  const result = await tx.deleteFrom('visits.asked_import').where('asked_at', '<', before.toString()).executeTakeFirst()
  return Number(result.numDeletedRows)
}
