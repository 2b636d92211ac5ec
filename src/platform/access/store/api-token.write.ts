import type { Tx } from '../../db/handles.ts'
import type { ApiToken } from './api-token.read.ts'

/** Keeps a new token, by its hash. */
export async function insertToken(tx: Tx, token: Omit<ApiToken, 'lastUsedAt' | 'revokedAt'>, tokenHash: Buffer): Promise<void> {
  await tx
    .insertInto('access.api_token')
    .values({
      id: token.id,
      organisation_id: token.organisationId,
      role: token.role,
      name: token.name,
      token_hash: tokenHash,
      scopes: [...token.scopes],
      created_by: token.createdBy,
      created_at: token.createdAt.toString(),
      expires_at: token.expiresAt.toString(),
    })
    .execute()
}

/** Notes that a token was used. */
export async function touchToken(tx: Tx, id: string, at: Temporal.Instant): Promise<void> {
  await tx.updateTable('access.api_token').set({ last_used_at: at.toString() }).where('id', '=', id).execute()
}

/** Ends a token. One that is revoked stays revoked at its first time. */
export async function setTokenRevoked(tx: Tx, id: string, at: Temporal.Instant): Promise<void> {
  await tx.updateTable('access.api_token').set({ revoked_at: at.toString() }).where('id', '=', id).where('revoked_at', 'is', null).execute()
}

/** Ends every token that an account issued; answers how many still stood. */
export async function revokeTokensOf(tx: Tx, accountId: string, at: Temporal.Instant): Promise<number> {
  const result = await tx.updateTable('access.api_token').set({ revoked_at: at.toString() }).where('created_by', '=', accountId).where('revoked_at', 'is', null).executeTakeFirst()
  return Number(result.numUpdatedRows)
}
