import type { Tx } from '../../platform/db/handles.ts'

/** Adds a tag; false when the provider has one with this code. */
export async function insertHomeTag(tx: Tx, tag: { readonly id: string; readonly providerId: string; readonly personId: string; readonly code: string; readonly madeAt: Temporal.Instant; readonly madeBy: string }): Promise<boolean> {
  const row = await tx
    .insertInto('visits.home_tag')
    .values({ id: tag.id, provider_id: tag.providerId, person_id: tag.personId, code: tag.code, made_at: tag.madeAt.toString(), made_by: tag.madeBy })
    .onConflict((on) => on.columns(['provider_id', 'code']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Ends a tag; false when it was ended before. */
export async function revokeTag(tx: Tx, id: string, at: Temporal.Instant, by: string): Promise<boolean> {
  const row = await tx.updateTable('visits.home_tag').set({ revoked_at: at.toString(), revoked_by: by }).where('id', '=', id).where('revoked_at', 'is', null).returning('id').executeTakeFirst()
  return row !== undefined
}
