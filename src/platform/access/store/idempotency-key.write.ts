import type { Tx } from '../../db/handles.ts'

/** Claims a key for a write that is about to start. False when somebody has it already. */
export async function claimKey(tx: Tx, claim: { tokenId: string; key: string; requestHash: Buffer; at: Temporal.Instant }): Promise<boolean> {
  const result = await tx
    .insertInto('access.idempotency_key')
    .values({ token_id: claim.tokenId, key: claim.key, request_hash: claim.requestHash, status: 0, response: 'null', created_at: claim.at.toString() })
    .onConflict((conflict) => conflict.columns(['token_id', 'key']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Keeps the answer of a finished write, to be given again. */
export async function saveAnswer(tx: Tx, tokenId: string, key: string, status: number, response: string): Promise<void> {
  await tx.updateTable('access.idempotency_key').set({ status, response }).where('token_id', '=', tokenId).where('key', '=', key).execute()
}

/** Frees a key whose write failed and changed nothing. */
export async function releaseKey(tx: Tx, tokenId: string, key: string): Promise<void> {
  await tx.deleteFrom('access.idempotency_key').where('token_id', '=', tokenId).where('key', '=', key).execute()
}

/** Forgets keys claimed before a moment; answers how many. */
export async function deleteKeysBefore(tx: Tx, before: Temporal.Instant): Promise<number> {
  const result = await tx.deleteFrom('access.idempotency_key').where('created_at', '<', before.toString()).executeTakeFirst()
  return Number(result.numDeletedRows)
}
