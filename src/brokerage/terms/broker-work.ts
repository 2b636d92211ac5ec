import type { Minutes } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import type { Permission } from '../../platform/access/permission.ts'
import type { Role } from '../../platform/access/roles.ts'

export const ASSIGNMENT_CAUSES = ['by-hand', 'rule', 'taken', 'handed-over', 'leave'] as const
export type AssignmentCause = (typeof ASSIGNMENT_CAUSES)[number]

/** Who works on a package, from when; `accountId` null when it is nobody's again. The newest of a package holds. */
export interface PackageBroker {
  readonly packageId: string
  readonly nr: number
  readonly accountId: string | null
  readonly cause: AssignmentCause
  /** Why, in somebody's words. */
  readonly reason: string | null
  /** What the rule decided; empty by hand. */
  readonly reasons: readonly Reason[]
  readonly assignedAt: Temporal.Instant
  readonly assignedBy: string
}

/** Days on which a member of staff is away, ends included. */
export interface LeavePeriod {
  readonly id: string
  readonly accountId: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly recordedBy: string
}

/** When Tendwell shares out, reminds and escalates. Minutes are working minutes: Monday to Friday, 9am to 5pm, no bank holidays. */
export interface ChasingTerms {
  /** Whether packages without a broker are shared out by the rule. */
  readonly sharesOut: boolean
  /** How long before the reply-by time a provider is reminded; 0 for never. */
  readonly reminderMinutes: Minutes
  /** How long after a search found nobody the team lead is told. */
  readonly searchMinutes: Minutes
  /** How long each step of approvers has. */
  readonly approvalMinutes: Minutes
  /** Who is told when nobody else is left to tell. */
  readonly teamLeadRole: Role
  /** Days after which declared capacity no longer counts. */
  readonly capacityStaleDays: number
  /** Days before that on which the provider is reminded; 0 for only once it is stale. */
  readonly capacityRemindDays: number
}

/** What holds until a council sets its own: half an hour before a reply-by time, a working day after a search, half a working day an approver. */
export const FIRST_CHASING_TERMS: ChasingTerms = { sharesOut: true, reminderMinutes: 30, searchMinutes: 480, approvalMinutes: 240, teamLeadRole: 'commissioner', capacityStaleDays: 14, capacityRemindDays: 2 }

/** Roles that can be the team lead. */
export const TEAM_LEAD_ROLES = ['commissioner', 'broker', 'practitioner'] as const satisfies readonly Role[]

export const SEE_WORKLOAD: Permission = { name: 'brokerage.see-workload', words: 'see the workload of brokers', roles: ['broker', 'commissioner'] }
export const ASSIGN_PACKAGES: Permission = { name: 'brokerage.assign-packages', words: 'take packages and hand them over', roles: ['broker', 'commissioner'] }
export const RECORD_LEAVE: Permission = { name: 'brokerage.record-leave', words: 'record leave', roles: ['broker', 'commissioner'] }
export const SET_CHASING: Permission = { name: 'brokerage.set-chasing', words: 'set when Tendwell reminds and escalates', roles: ['commissioner'] }
