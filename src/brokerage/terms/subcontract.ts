import type { Minutes, Pence } from '../../kernel/amounts.ts'
import type { Permission } from '../../platform/access/permission.ts'

/** Hours of a placement that its provider has passed on to another (F6). */
export interface Subcontract {
  readonly id: string
  readonly placementId: string
  readonly providerId: string
  readonly subcontractorId: string
  readonly fromOn: Temporal.PlainDate
  /** Last day, agreed or as it was ended; null when open. */
  readonly toOn: Temporal.PlainDate | null
  readonly weeklyMinutes: Minutes
  /** What the subcontractor is paid for one care worker for one hour. */
  readonly pencePerHour: Pence
}

/** A share with what it is made of, so that it can be checked: `numerator` of `denominator` minutes a week. */
export interface Share {
  readonly numerator: Minutes
  readonly denominator: Minutes
  /** Rounded down to whole percent, so that a share just short of its target does not read as met; null of nothing. */
  readonly percent: number | null
}

export const SEE_SUBCONTRACTS: Permission = { name: 'brokerage.see-subcontracts', words: 'see subcontracted hours', roles: ['broker', 'commissioner', 'quality-officer', 'finance-officer', 'analyst', 'provider-coordinator'] }
export const KEEP_SUBCONTRACTS: Permission = { name: 'brokerage.keep-subcontracts', words: 'record hours passed on to subcontractors', roles: ['commissioner', 'provider-coordinator'] }
