import type { Minutes } from '../../kernel/amounts.ts'
import type { Tier, TierTarget } from '../../market/terms.ts'

/** A tier's share of the hours in care against its target. */
export interface TierStanding extends TierTarget {
  /** Whole percent, half up; 0 when nothing is in care. */
  readonly percent: number
  readonly isWithin: boolean
}

/** Where each tier with a target stands, from the weekly care-worker minutes that its providers hold. */
export function tierStandings(held: readonly { readonly tier: Tier; readonly weeklyMinutes: Minutes }[], targets: readonly TierTarget[]): TierStanding[] {
  const all = held.reduce((sum, each) => sum + each.weeklyMinutes, 0)
  return targets.map((target) => {
    const minutes = held.filter((each) => each.tier === target.tier).reduce((sum, each) => sum + each.weeklyMinutes, 0)
    const percent = all === 0 ? 0 : Math.floor((minutes * 200 + all) / (all * 2))
    return { ...target, percent, isWithin: percent >= target.lowPercent && percent <= target.highPercent }
  })
}
