import type { Tx } from '../../db/handles.ts'
import type { Role } from '../roles.ts'

/** Somebody who may sign in, and as what. */
export interface UserAccount {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly organisationId: string | null
  readonly personId: string | null
}

/** The active account of a subject that an identity provider vouched for. */
export async function findActiveAccount(tx: Tx, issuer: string, subject: string): Promise<UserAccount | undefined> {
  const row = await tx
    .selectFrom('access.user_account')
    .select(['id', 'name', 'role', 'organisation_id', 'person_id'])
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .where('active', '=', true)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return { id: row.id, name: row.name, role: row.role as Role, organisationId: row.organisation_id, personId: row.person_id }
}
