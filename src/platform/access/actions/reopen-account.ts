import { NotFound, Refused } from '../../action/refused.ts'
import { write } from '../../action/transaction.ts'
import type { House } from '../../action/work.ts'
import { ADMINISTER } from '../../admin/permissions.ts'
import type { Actor } from '../actor.ts'
import { need } from '../permission.ts'
import { findAccountLine } from '../store/account-list.read.ts'
import { deleteSessionsOf } from '../store/session.write.ts'
import { setAccountActive } from '../store/user-account.write.ts'

/**
 * Opens a closed account again, as what it was. Its holder signs in anew, and its API tokens stay revoked: new ones are issued.
 * Throws `Refused` when it is not closed; `NotFound`.
 */
export async function reopenAccount(house: House, actor: Actor, input: { readonly accountId: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, ADMINISTER)
    const account = await findAccountLine(work.tx, input.accountId, work.now)
    if (account === undefined) throw new NotFound('The account')
    // A sign-in that was under way while the account was closed must not come back to life.
    await deleteSessionsOf(work.tx, account.id)
    if (!(await setAccountActive(work.tx, account.id, true))) throw new Refused('account-open', `The account of ${account.name} is not closed. Nothing was changed.`)
    work.audit({ kind: 'account-reopened', subjectKind: 'account', subjectId: account.id })
  })
}
