import { TIERS, type TierShareRow, type HeldPackage, type TierTargetFacts } from '../terms.ts'
import { roundedParts } from './rounded-parts.ts'

/**
 * The share of the hours in force on a day that each tier holds, against its target (brief, W 4.5). Numerator: weekly
 * care-worker hours of the packages the tier's providers care for that day; denominator: of all tiers of the framework.
 * A tier with neither hours nor target has no row. Percents are whole and add up to 100.
 */
export function tierShares(held: readonly HeldPackage[], targets: readonly TierTargetFacts[], on: Temporal.PlainDate): TierShareRow[] {
  const current = held.filter((each) => isCurrent(each, on))
  const frameworks = [...new Set([...targets, ...current].map((each) => each.framework))].sort()
  return frameworks.flatMap((framework) => {
    const tiers = TIERS.map((tier) => {
      const packages = current.filter((each) => each.framework === framework && each.tier === tier)
      const target = targets.find((each) => each.framework === framework && each.tier === tier)
      return { tier, packages: packages.length, minutes: packages.reduce((sum, each) => sum + each.weeklyMinutes, 0), target }
    }).filter((each) => each.packages > 0 || each.target !== undefined)
    const totalMinutes = tiers.reduce((sum, each) => sum + each.minutes, 0)
    const percents = roundedParts(tiers.map((each) => each.minutes), 100, totalMinutes)
    return tiers.map(({ tier, packages, minutes, target }, place) => ({
      framework,
      tier,
      minutes,
      totalMinutes,
      packages,
      percent: percents[place] ?? 0,
      target: target === undefined ? null : { lowPercent: target.lowPercent, highPercent: target.highPercent },
    }))
  })
}

function isCurrent(held: HeldPackage, on: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(held.startsOn, on) <= 0 && (held.endsOn === null || Temporal.PlainDate.compare(on, held.endsOn) <= 0)
}
