import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import type { Named } from '../terms/approval.ts'
import type { BankAccount, BankAccountState } from '../terms/bank-account.ts'
import { isSame } from './approve-run.ts'

type Decided = Pick<BankAccount, 'id' | 'nr' | 'decision'>

/** The account that is paid: the newest of a holder's that was approved. A newer one that waits or was refused changes nothing. */
export function accountInUse<A extends Decided>(ofHolder: readonly A[]): A | undefined {
  return ofHolder.filter((each) => each.decision?.isApproved === true).toSorted((a, b) => b.nr - a.nr)[0]
}

/** Where an account stands among those of its holder. One that waited when a newer one was recorded is replaced: it is decided no more. */
export function bankAccountState(account: Decided, ofHolder: readonly Decided[]): BankAccountState {
  if (account.decision === null) return ofHolder.some((each) => each.nr > account.nr) ? 'replaced' : 'waiting'
  if (!account.decision.isApproved) return 'refused'
  return accountInUse(ofHolder)?.id === account.id ? 'in-use' : 'replaced'
}

/** Answers whether somebody may approve or refuse an account: approval is a person's who did not record it. Whoever recorded it may refuse it, which takes it back. */
export function mayDecideAccount(account: { readonly state: BankAccountState; readonly recordedBy: Named }, approver: Named & { readonly isProgram: boolean }, isApproved: boolean): Decision<'approve' | 'refuse'> {
  if (account.state !== 'waiting') return refuse({ clause: 'decided', words: 'These details were decided already, or newer ones were recorded since.' })
  if (!isApproved) return allow('refuse', { clause: 'may-refuse', words: 'Details that wait may be refused.' })
  if (approver.isProgram) return refuse({ clause: 'program', words: 'Bank details are approved by a person who is signed in, not by a program.' })
  if (isSame(account.recordedBy, approver)) return refuse({ clause: 'own', words: 'You recorded these details, so somebody else approves them.' })
  return allow('approve', { clause: 'may-approve', words: 'Somebody else recorded them.' })
}
