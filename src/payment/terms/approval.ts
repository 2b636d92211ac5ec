import type { Pence } from '../../kernel/amounts.ts'
import type { Permission } from '../../platform/access/permission.ts'
import type { Role } from '../../platform/access/roles.ts'

/** What happens to a run after it was run; each is a row that stays. */
export const RUN_EVENT_KINDS = ['put-forward', 'approved', 'sent-back', 'exported', 'paid'] as const
export type RunEventKind = (typeof RUN_EVENT_KINDS)[number]
export const RUN_EVENT_NAMES: Readonly<Record<RunEventKind, string>> = { 'put-forward': 'Put forward for approval', approved: 'Approved', 'sent-back': 'Sent back', exported: 'Exported', paid: 'Paid' }

export interface RunEvent {
  readonly nr: number
  readonly kind: RunEventKind
  readonly note: string | null
  /** Of an approval: the amount held against the approver's limit, and the limit; null for any amount. */
  readonly amountPence: Pence | null
  readonly limitPence: Pence | null
  /** Of an export or its payment. */
  readonly exportId: string | null
  readonly paidOn: Temporal.PlainDate | null
  readonly at: Temporal.Instant
  readonly by: Named
}

/** Somebody by account and by name: programs and jobs of the house have no account. */
export interface Named {
  readonly accountId: string | null
  readonly name: string
}

/** Where a run stands, derived from its events. */
export const RUN_STATES = ['draft', 'in-review', 'approved', 'exported', 'paid'] as const
export type RunState = (typeof RUN_STATES)[number]
export const RUN_STATE_NAMES: Readonly<Record<RunState, string>> = { draft: 'Draft', 'in-review': 'In review', approved: 'Approved', exported: 'Exported', paid: 'Paid' }

/** `limit`: runs up to so much; `any`: any amount; `nothing`: no run; `as-role`: the account has no limit of its own any more. */
export const APPROVAL_LIMIT_KINDS = ['limit', 'any', 'nothing', 'as-role'] as const
export type ApprovalLimitKind = (typeof APPROVAL_LIMIT_KINDS)[number]
export const APPROVAL_LIMIT_NAMES: Readonly<Record<ApprovalLimitKind, string>> = { limit: 'Runs up to an amount', any: 'Runs of any amount', nothing: 'No run', 'as-role': 'As the role' }

/** Roles that can be given a limit: those that may approve runs. */
export const APPROVER_ROLES = ['finance-officer', 'commissioner'] as const satisfies readonly Role[]

/** A limit as it was set, for a role or for one account; the newest of each holds. */
export interface ApprovalLimit {
  readonly id: string
  readonly role: Role | null
  readonly accountId: string | null
  readonly kind: ApprovalLimitKind
  readonly pence: Pence | null
  readonly note: string | null
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string
}

/** Up to how much somebody may approve a run. Null pence: any amount. */
export interface ApprovalStanding {
  readonly limitPence: Pence | null
  readonly from: 'account' | 'role' | 'unset'
}

export const APPROVE_PAY_RUNS: Permission = { name: 'payment.approve-runs', words: 'approve payment runs', roles: APPROVER_ROLES }
export const SEE_APPROVAL_LIMITS: Permission = { name: 'payment.see-approval-limits', words: 'see limits for approving payment runs', roles: ['finance-officer', 'commissioner', 'administrator'] }
/** Kept by those who approve no run, so that nobody sets their own limit. */
export const SET_APPROVAL_LIMITS: Permission = { name: 'payment.set-approval-limits', words: 'set limits for approving payment runs', roles: ['administrator'] }
export const EXPORT_PAYMENTS: Permission = { name: 'payment.export', words: 'export payments and record that they were made', roles: ['finance-officer'] }
