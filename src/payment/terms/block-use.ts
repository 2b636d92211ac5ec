import type { Minutes, Pence } from '../../kernel/amounts.ts'
import type { Permission } from '../../platform/access/permission.ts'

/**
 * Why guaranteed hours were not used, in the order in which unused minutes are given to them: what became of visits that were planned,
 * then packages that the provider did not take, then that nothing was offered.
 */
export const UNUSED_REASONS = ['hospital', 'away', 'cancelled', 'not-let-in', 'missed', 'no-record', 'shorter', 'offered-and-refused', 'nothing-offered'] as const
export type UnusedReason = (typeof UNUSED_REASONS)[number]
export const UNUSED_REASON_NAMES: Readonly<Record<UnusedReason, string>> = {
  hospital: 'In hospital',
  away: 'On holiday or in respite care',
  cancelled: 'Cancelled or not required',
  'not-let-in': 'No access or refused by the person',
  missed: 'Missed',
  'no-record': 'No visit record',
  shorter: 'Shorter than planned',
  'offered-and-refused': 'Offered and not taken',
  'nothing-offered': 'No package offered',
}

/** Hours that were bought from others in a week in which a block in the same zone had room for them: one placement's visits of the week. */
export interface AvoidableSpot {
  readonly placementId: string
  readonly packageId: string
  readonly providerId: string
  readonly firstOn: string
  readonly lastOn: string
  readonly visits: number
  readonly minutes: Minutes
  readonly pence: Pence
  /** What the same minutes cost at the block provider's rates; null where it has none. */
  readonly blockPence: Pence | null
  /** True when the block's provider was offered this package and did not take it. */
  readonly isRefused: boolean
}

/** One week of one guarantee. `guaranteedMinutes` = `usedMinutes` + the minutes of `unused`. */
export interface BlockWeek {
  readonly zoneId: string
  readonly providerId: string
  /** Monday. */
  readonly weekOn: string
  readonly guaranteedMinutes: Minutes
  readonly usedMinutes: Minutes
  /** Counted above the guarantee: bought besides. */
  readonly aboveMinutes: Minutes
  readonly unused: Readonly<Partial<Record<UnusedReason, Minutes>>>
  readonly spot: readonly AvoidableSpot[]
  /** False while the week is counted from visit records, because its period has not been paid; then no spot hours are known. */
  readonly isPaid: boolean
}

export const SEE_BLOCK_USE: Permission = { name: 'payment.see-block-use', words: 'see the use of guaranteed hours', roles: ['finance-officer', 'commissioner', 'analyst'] }
