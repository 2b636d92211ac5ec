import type { Tx } from '../../db/handles.ts'
import type { Role } from '../roles.ts'
import type { UserAccount } from './user-account.read.ts'

/** A session and whose it is. */
export interface OpenSession {
  readonly account: UserAccount
  readonly idToken: string
  readonly createdAt: Temporal.Instant
  readonly lastSeenAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
}

/** The session of a cookie, while its account is active. Whether it has expired is for the caller to say. */
export async function findSession(tx: Tx, tokenHash: Buffer): Promise<OpenSession | undefined> {
  const row = await tx
    .selectFrom('access.session')
    .innerJoin('access.user_account', 'access.user_account.id', 'access.session.user_id')
    .select(['user_id', 'id_token', 'access.session.created_at', 'last_seen_at', 'expires_at', 'name', 'role', 'organisation_id', 'person_id'])
    .where('token_hash', '=', tokenHash)
    .where('active', '=', true)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    account: { id: row.user_id, name: row.name, role: row.role as Role, organisationId: row.organisation_id, personId: row.person_id },
    idToken: row.id_token,
    createdAt: Temporal.Instant.from(row.created_at),
    lastSeenAt: Temporal.Instant.from(row.last_seen_at),
    expiresAt: Temporal.Instant.from(row.expires_at),
  }
}
