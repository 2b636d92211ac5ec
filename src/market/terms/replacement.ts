import type { Permission } from '../../platform/access/permission.ts'

/** Which packages move from a framework into the one that replaces it. */
export interface TransitionRule {
  /** Packages referred from the first day on. */
  readonly newPackages: boolean
  /** Packages whose weekly minutes have changed for good by more than this share since the first day; null when changed packages stay. */
  readonly changedPercent: number | null
  /** Packages that their provider hands back. */
  readonly handedBack: boolean
  /** Packages that are transferred to another provider. */
  readonly transferred: boolean
  /** Every package from this day on; null when existing packages stay. */
  readonly allFromOn: Temporal.PlainDate | null
}

/** One framework in the place of another from a day on. */
export interface Replacement {
  readonly id: string
  readonly frameworkId: string
  readonly frameworkName: string
  readonly byFrameworkId: string
  readonly byName: string
  /** First day on which packages move. */
  readonly fromOn: Temporal.PlainDate
  readonly rule: TransitionRule
}

/** A replacement as the council kept it. */
export interface KeptReplacement extends Replacement {
  readonly note: string | null
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string
  /** Null while it holds. */
  readonly withdrawn: { readonly reason: string; readonly at: Temporal.Instant; readonly by: string } | null
}

export const SEE_TRANSITIONS: Permission = { name: 'market.see-transitions', words: 'see which packages move into the framework that replaces another', roles: ['broker', 'commissioner', 'quality-officer', 'finance-officer', 'practitioner', 'analyst'] }
