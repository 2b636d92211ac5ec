import { z } from 'zod'
import type { Pence } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import type { Permission } from '../../platform/access/permission.ts'
import type { Role } from '../../platform/access/roles.ts'
import { topic } from '../../platform/jobs/topic.ts'

/** `limit`: at most so much a week; `none`: any cost; `as-role`: the account has no limit of its own any more. */
export const LIMIT_KINDS = ['limit', 'none', 'as-role'] as const
export type LimitKind = (typeof LIMIT_KINDS)[number]
export const LIMIT_KIND_NAMES: Readonly<Record<LimitKind, string>> = { limit: 'A weekly limit', none: 'Any cost', 'as-role': 'As the role' }

/** Roles that refer people or approve cost, and so can be given a limit. */
export const LIMITED_ROLES = ['practitioner', 'broker', 'commissioner'] as const satisfies readonly Role[]

/** A spending limit as it was set, for a role or for one account; the newest of each holds. */
export interface SpendingLimit {
  readonly id: string
  readonly role: Role | null
  readonly accountId: string | null
  readonly kind: LimitKind
  /** Null unless the kind is `limit`. */
  readonly weeklyPence: Pence | null
  /** Of a role: its holders may approve what they asked for themselves. */
  readonly mayApproveOwn: boolean
  readonly note: string | null
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string
}

/** What somebody may commit the council to a week by themselves. */
export interface SpendingStanding {
  /** Null for any cost. */
  readonly limitPence: Pence | null
  readonly mayApproveOwn: boolean
  /** Where it comes from: `an account of its own`, `the role`, or that none was set. */
  readonly from: 'account' | 'role' | 'unset'
}

/** The estimated cost of a package held against the limit of whoever referred it, as it was decided. */
export interface SpendingCheck {
  readonly id: string
  readonly packageId: string
  readonly nr: number
  readonly weeklyPence: Pence | null
  readonly limitPence: Pence | null
  readonly needsApproval: boolean
  readonly reasons: readonly Reason[]
  readonly note: string | null
  readonly askedAt: Temporal.Instant
  readonly askedBy: string
  readonly askedByAccount: string | null
  readonly decision: { readonly isApproved: boolean; readonly note: string | null; readonly decidedAt: Temporal.Instant; readonly decidedBy: string } | null
}

export const ESCALATION_KINDS = ['search', 'spending', 'change', 'price'] as const
export type EscalationKind = (typeof ESCALATION_KINDS)[number]

/** That something waited too long, and who was told. Level 0 is the first asking of approvers. */
export interface Escalation {
  readonly id: string
  readonly kind: EscalationKind
  readonly subjectId: string
  readonly packageId: string
  readonly level: number
  readonly reasons: readonly Reason[]
  readonly told: readonly { readonly accountId: string; readonly name: string }[]
  readonly escalatedAt: Temporal.Instant
}

/** Something waits for approval: the approvers are to be asked. */
export const APPROVAL_WANTED = topic('brokerage.approval-wanted', z.object({ subjectId: z.uuid() }))

export const SEE_APPROVALS: Permission = { name: 'brokerage.see-approvals', words: 'see what waits for approval', roles: ['broker', 'commissioner', 'practitioner', 'finance-officer'] }
export const APPROVE_SPENDING: Permission = { name: 'brokerage.approve-spending', words: 'approve the cost of packages', roles: ['broker', 'commissioner', 'practitioner'] }
export const SEE_SPENDING_LIMITS: Permission = { name: 'brokerage.see-spending-limits', words: 'see spending limits', roles: ['broker', 'commissioner', 'practitioner', 'finance-officer', 'administrator'] }
/** Kept by those who neither refer nor approve, so that nobody sets their own limit. */
export const SET_SPENDING_LIMITS: Permission = { name: 'brokerage.set-spending-limits', words: 'set spending limits', roles: ['finance-officer', 'administrator'] }
