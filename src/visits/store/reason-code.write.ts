import type { Tx } from '../../platform/db/handles.ts'

/** Adds a reason code of the council's own. */
export async function insertReasonCode(tx: Tx, of: { readonly code: string; readonly words: string; readonly source: string; readonly addedAt: Temporal.Instant; readonly addedBy: string }): Promise<void> {
  await tx.insertInto('visits.reason_code').values({ code: of.code, words: of.words, source: of.source, added_at: of.addedAt.toString(), added_by: of.addedBy }).execute()
}
