import type { Tx } from '../../db/handles.ts'
import type { Role } from '../roles.ts'

/** A token as its owner sees it: all but the secret. */
export interface ApiToken {
  readonly id: string
  readonly organisationId: string | null
  readonly role: Role
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdBy: string
  readonly createdAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  readonly lastUsedAt: Temporal.Instant | null
  readonly revokedAt: Temporal.Instant | null
}

const COLUMNS = ['id', 'organisation_id', 'role', 'name', 'scopes', 'created_by', 'created_at', 'expires_at', 'last_used_at', 'revoked_at'] as const

/** The token of a secret while the account that issued it is open, whether or not the token itself still works. */
export async function findTokenByHash(tx: Tx, tokenHash: Buffer): Promise<ApiToken | undefined> {
  const row = await tx.selectFrom('access.api_token').select(COLUMNS).where('token_hash', '=', tokenHash).where((is) => is.exists(is.selectFrom('access.user_account as account').select('account.id').whereRef('account.id', '=', 'created_by').where('account.active', '=', true))).executeTakeFirst()
  return row === undefined ? undefined : tokenOf(row)
}

/** One token by its id. */
export async function findToken(tx: Tx, id: string): Promise<ApiToken | undefined> {
  const row = await tx.selectFrom('access.api_token').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : tokenOf(row)
}

/** The tokens of one organisation; null for the council's own. Newest first. */
export async function listTokens(tx: Tx, organisationId: string | null): Promise<ApiToken[]> {
  const rows = await tx
    .selectFrom('access.api_token')
    .select(COLUMNS)
    .where('organisation_id', organisationId === null ? 'is' : '=', organisationId)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map(tokenOf)
}

interface Row {
  id: string
  organisation_id: string | null
  role: string
  name: string
  scopes: string[]
  created_by: string
  created_at: string
  expires_at: string
  last_used_at: string | null
  revoked_at: string | null
}

function tokenOf(row: Row): ApiToken {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    role: row.role as Role,
    name: row.name,
    scopes: row.scopes,
    createdBy: row.created_by,
    createdAt: Temporal.Instant.from(row.created_at),
    expiresAt: Temporal.Instant.from(row.expires_at),
    lastUsedAt: row.last_used_at === null ? null : Temporal.Instant.from(row.last_used_at),
    revokedAt: row.revoked_at === null ? null : Temporal.Instant.from(row.revoked_at),
  }
}
