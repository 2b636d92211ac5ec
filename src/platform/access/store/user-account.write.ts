import { Refused } from '../../action/refused.ts'
import type { Tx } from '../../db/handles.ts'

/** Adds an account; refuses a subject that has one already. */
export async function insertAccount(
  tx: Tx,
  account: { id: string; issuer: string; subject: string; name: string; email: string; role: string; organisationId: string | null; personId: string | null; createdAt: Temporal.Instant },
): Promise<void> {
  const inserted = await tx
    .insertInto('access.user_account')
    .values({
      id: account.id,
      issuer: account.issuer,
      subject: account.subject,
      name: account.name,
      email: account.email,
      role: account.role,
      organisation_id: account.organisationId,
      person_id: account.personId,
      created_at: account.createdAt.toString(),
    })
    .onConflict((conflict) => conflict.constraint('user_account_subject_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted === undefined) throw new Refused('account-exists', `The subject ${account.subject} already has an account. Change that one instead.`, 'subject')
}

/** Closes or reopens an account; answers whether that changed it. */
export async function setAccountActive(tx: Tx, id: string, active: boolean): Promise<boolean> {
  const changed = await tx.updateTable('access.user_account').set({ active }).where('id', '=', id).where('active', '<>', active).returning('id').executeTakeFirst()
  return changed !== undefined
}
