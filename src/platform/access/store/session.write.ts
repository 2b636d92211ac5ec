import type { Tx } from '../../db/handles.ts'

/** Opens a session. */
export async function insertSession(
  tx: Tx,
  session: { tokenHash: Buffer; userId: string; idToken: string; at: Temporal.Instant; expiresAt: Temporal.Instant },
): Promise<void> {
  await tx
    .insertInto('access.session')
    .values({
      token_hash: session.tokenHash,
      user_id: session.userId,
      id_token: session.idToken,
      created_at: session.at.toString(),
      last_seen_at: session.at.toString(),
      expires_at: session.expiresAt.toString(),
    })
    .execute()
}

/** Notes that a session is in use, for its idle limit. */
export async function touchSession(tx: Tx, tokenHash: Buffer, at: Temporal.Instant): Promise<void> {
  await tx.updateTable('access.session').set({ last_seen_at: at.toString() }).where('token_hash', '=', tokenHash).execute()
}

/** Ends one session. */
export async function deleteSession(tx: Tx, tokenHash: Buffer): Promise<void> {
  await tx.deleteFrom('access.session').where('token_hash', '=', tokenHash).execute()
}

/** Ends every session of a user; answers how many there were. */
export async function deleteSessionsOf(tx: Tx, userId: string): Promise<number> {
  const result = await tx.deleteFrom('access.session').where('user_id', '=', userId).executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** Removes sessions that ended by themselves; answers how many there were. */
export async function deleteExpiredSessions(tx: Tx, now: Temporal.Instant): Promise<number> {
  const result = await tx.deleteFrom('access.session').where('expires_at', '<=', now.toString()).executeTakeFirst()
  return Number(result.numDeletedRows)
}
