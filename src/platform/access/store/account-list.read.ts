import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type { Role } from '../roles.ts'

/** An account with the number of its open sessions. */
export interface AccountLine {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly organisationId: string | null
  readonly active: boolean
  readonly sessions: number
}

/** An account with what its closing would end. */
export interface AccountRecord extends AccountLine {
  readonly issuer: string
  readonly subject: string
  readonly createdAt: Temporal.Instant
  /** API tokens it issued that still work. */
  readonly tokens: number
}

/** Every account, by name. */
export async function listAccounts(tx: Tx, now: Temporal.Instant): Promise<AccountLine[]> {
  return (await lines(tx, now).execute()).map((row) => ({ id: row.id, name: row.name, email: row.email, role: row.role as Role, organisationId: row.organisation_id, active: row.active, sessions: row.sessions }))
}

/** One account, or undefined. */
export async function findAccountLine(tx: Tx, id: string, now: Temporal.Instant): Promise<AccountRecord | undefined> {
  const row = await lines(tx, now)
    .select(['account.issuer', 'account.subject', 'account.created_at'])
    .select(sql<number>`(select count(*) from access.api_token t where t.created_by = account.id and t.revoked_at is null and t.expires_at > ${now.toString()}::timestamptz)`.as('tokens'))
    .where('account.id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return { id: row.id, name: row.name, email: row.email, role: row.role as Role, organisationId: row.organisation_id, active: row.active, sessions: row.sessions, issuer: row.issuer, subject: row.subject, createdAt: Temporal.Instant.from(row.created_at), tokens: row.tokens }
}

function lines(tx: Tx, now: Temporal.Instant) {
  return tx
    .selectFrom('access.user_account as account')
    .leftJoin('access.session as session', (join) => join.onRef('session.user_id', '=', 'account.id').on('session.expires_at', '>', now.toString()))
    .select(['account.id', 'account.name', 'account.email', 'account.role', 'account.organisation_id', 'account.active'])
    .select((eb) => eb.fn.count<number>('session.user_id').as('sessions'))
    .groupBy('account.id')
    .orderBy('account.name')
}
