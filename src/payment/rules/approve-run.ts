import type { Pence } from '../../kernel/amounts.ts'
import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import { wordsForPence } from '../../kernel/words.ts'
import type { Role } from '../../platform/access/roles.ts'
import type { ApprovalLimit, ApprovalStanding, Named, RunEvent, RunState } from '../terms/approval.ts'

/** Up to how much somebody may approve a run: the newest limit of their account where it has one of its own, else the newest of their role. A council that set neither leaves it open. */
export function approvalStanding(limits: readonly ApprovalLimit[], who: { readonly role: Role; readonly accountId: string | null }): ApprovalStanding {
  const ofRole = newest(limits.filter((each) => each.role === who.role))
  const ofAccount = who.accountId === null ? undefined : newest(limits.filter((each) => each.accountId === who.accountId))
  const own = ofAccount?.kind === 'as-role' ? undefined : ofAccount
  const holds = own ?? ofRole
  return { limitPence: holds === undefined || holds.kind === 'any' ? null : (holds.pence ?? 0), from: own !== undefined ? 'account' : ofRole !== undefined ? 'role' : 'unset' }
}

/** What a limit is held against: all that the run may ever pay out. Statements below nothing take nothing from it, and held lines count: they may be released. */
export function amountToApprove(statements: readonly { readonly totalPence: Pence }[]): Pence {
  return statements.reduce((sum, each) => sum + Math.max(0, each.totalPence), 0)
}

/** Whoever ran the run or last put it forward: neither approves it. */
export function whoseRun(run: { readonly ranBy: Named }, events: readonly Pick<RunEvent, 'kind' | 'by'>[]): Named[] {
  const forward = events.findLast((event) => event.kind === 'put-forward')
  return [run.ranBy, ...(forward === undefined ? [] : [forward.by])]
}

/** The facts on which a run is approved or sent back. */
export interface RunToDecide {
  readonly state: RunState
  readonly whose: readonly Named[]
  readonly amountPence: Pence
}

/**
 * Answers whether somebody may approve a run or send it back. Approval is somebody else's than whoever ran it or put it forward, of a person rather than
 * a program, and within their limit (an amount equal to it is). Sending back commits to nothing: it needs no limit, and whoever ran it may take it back.
 */
export function mayDecideRun(run: RunToDecide, approver: Named & { readonly isProgram: boolean; readonly standing: ApprovalStanding }, isApproved: boolean): Decision<'approve' | 'send-back'> {
  if (run.state === 'draft') return refuse({ clause: 'not-put-forward', words: 'This run is a draft. It is put forward first, then approved by somebody else.' })
  if (run.state !== 'in-review') return refuse({ clause: 'decided', words: 'This run was approved already.' })
  if (!isApproved) return allow('send-back', { clause: 'may-send-back', words: 'A run in review may be sent back.' })
  if (approver.isProgram) return refuse({ clause: 'program', words: 'A run is approved by a person who is signed in, not by a program.' })
  if (run.whose.some((each) => isSame(each, approver))) return refuse({ clause: 'own-run', words: 'You ran this payment or put it forward, so somebody else approves it.' })
  const { limitPence } = approver.standing
  if (limitPence !== null && run.amountPence > limitPence) {
    return refuse({ clause: 'limit-too-low', words: `This run pays up to ${wordsForPence(run.amountPence)}, and you may approve runs up to ${wordsForPence(limitPence)}. Somebody with a higher limit approves it.` })
  }
  return allow('approve', { clause: 'may-approve', words: limitPence === null ? 'They may approve any amount.' : `That is within their limit of ${wordsForPence(limitPence)}.` })
}

/** Whether two are the same: by account where both have one, else by name. */
export function isSame(a: Named, b: Named): boolean {
  return a.accountId !== null && b.accountId !== null ? a.accountId === b.accountId : a.name === b.name
}

function newest(limits: readonly ApprovalLimit[]): ApprovalLimit | undefined {
  return limits.toSorted((a, b) => Temporal.Instant.compare(b.recordedAt, a.recordedAt) || (a.id < b.id ? -1 : 1))[0]
}
