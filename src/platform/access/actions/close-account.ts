import { NotFound, Refused } from '../../action/refused.ts'
import { write } from '../../action/transaction.ts'
import type { House } from '../../action/work.ts'
import { ADMINISTER } from '../../admin/permissions.ts'
import type { Actor } from '../actor.ts'
import { need } from '../permission.ts'
import { findAccountLine } from '../store/account-list.read.ts'
import { revokeTokensOf } from '../store/api-token.write.ts'
import { deleteSessionsOf } from '../store/session.write.ts'
import { setAccountActive } from '../store/user-account.write.ts'

/**
 * Closes an account: its sessions end at once, on every device, and every API token that it issued is revoked for good. Nothing it
 * did is changed. Throws `Refused` for the actor's own account (nobody locks themselves out) and for one that is closed; `NotFound`.
 */
export async function closeAccount(house: House, actor: Actor, input: { readonly accountId: string; readonly reason: string }): Promise<{ readonly sessionsEnded: number; readonly tokensRevoked: number }> {
  return write(house, actor, async (work) => {
    need(actor, ADMINISTER)
    const { accountId, reason } = input
    if (accountId === actor.userId) throw new Refused('own-account', 'This is your own account. Ask another administrator to close it.')
    const account = await findAccountLine(work.tx, accountId, work.now)
    if (account === undefined) throw new NotFound('The account')
    if (!(await setAccountActive(work.tx, accountId, false))) throw new Refused('account-closed', `The account of ${account.name} is closed already. Nothing was changed.`)
    const sessionsEnded = await deleteSessionsOf(work.tx, accountId)
    const tokensRevoked = await revokeTokensOf(work.tx, accountId, work.now)
    work.audit({ kind: 'account-closed', subjectKind: 'account', subjectId: accountId, detail: { reason, sessionsEnded, tokensRevoked } })
    return { sessionsEnded, tokensRevoked }
  })
}
