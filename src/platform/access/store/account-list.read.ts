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

/** Every account, by name. */
export async function listAccounts(tx: Tx, now: Temporal.Instant): Promise<AccountLine[]> {
  const rows = await tx
    .selectFrom('access.user_account as account')
    .leftJoin('access.session as session', (join) => join.onRef('session.user_id', '=', 'account.id').on('session.expires_at', '>', now.toString()))
    .select(['account.id', 'account.name', 'account.email', 'account.role', 'account.organisation_id', 'account.active'])
    .select((eb) => eb.fn.count<number>('session.user_id').as('sessions'))
    .groupBy('account.id')
    .orderBy('account.name')
    .execute()
  return rows.map((row) => ({ id: row.id, name: row.name, email: row.email, role: row.role as Role, organisationId: row.organisation_id, active: row.active, sessions: row.sessions }))
}
