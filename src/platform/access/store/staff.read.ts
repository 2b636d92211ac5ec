import type { Tx } from '../../db/handles.ts'
import { COUNCIL_ROLES, type Role } from '../roles.ts'

/** A member of the council's staff with an account. */
export interface StaffAccount {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
}

/** The active accounts of the council's staff, by name. */
export async function listStaff(tx: Tx): Promise<StaffAccount[]> {
  const rows = await tx.selectFrom('access.user_account').select(['id', 'name', 'email', 'role']).where('active', '=', true).where('role', 'in', [...COUNCIL_ROLES]).orderBy('name').orderBy('id').execute()
  return rows.map((row) => ({ ...row, role: row.role as Role }))
}
