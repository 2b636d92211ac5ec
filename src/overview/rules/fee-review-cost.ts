import type { Pence } from '../../kernel/amounts.ts'
import type { Rate } from '../../market/terms.ts'
import type { ReviewedRate } from '../../market/terms/fee-review.ts'
import type { DayCategory } from '../../market/terms/rate-times.ts'

/** Care-worker minutes a week planned at one provider, at one start on one category of day. */
export interface WeeklyMinutes {
  readonly zoneId: string
  readonly providerId: string
  readonly serviceLine: string
  readonly tier: string
  readonly dayCategory: DayCategory
  readonly startMinute: number
  readonly minutes: number
}

/** What a provider's planned week in a zone costs before and after a review. */
export interface ReviewCost {
  readonly zoneId: string
  readonly providerId: string
  readonly minutes: number
  readonly beforePence: Pence
  readonly afterPence: Pence
}

/** The rate that applies before the review, or undefined when there is none. */
export type RateBefore = (week: WeeklyMinutes) => Rate | undefined

/**
 * Answers what planned weeks cost before and after a fee review, for each zone and provider. The rate is the one in force the day before
 * the review; where the review changes that rate, the new one applies after. Each zone and provider is rounded once, to the nearest penny;
 * totals are sums of these. Minutes without a rate are counted and cost nothing. A usual week: bank holidays are not counted.
 */
export function reviewCost(weeks: readonly WeeklyMinutes[], rateBefore: RateBefore, changed: readonly ReviewedRate[]): { readonly costs: readonly ReviewCost[]; readonly unpricedMinutes: number } {
  const after = new Map(changed.map(({ rate, pencePerHour }) => [rate.id, pencePerHour]))
  const sums = new Map<string, { zoneId: string; providerId: string; minutes: number; before: number; after: number }>()
  let unpricedMinutes = 0
  for (const week of weeks) {
    const rate = rateBefore(week)
    if (rate === undefined) {
      unpricedMinutes += week.minutes
      continue
    }
    const key = `${week.zoneId} ${week.providerId}`
    const sum = sums.get(key) ?? { zoneId: week.zoneId, providerId: week.providerId, minutes: 0, before: 0, after: 0 }
    sum.minutes += week.minutes
    sum.before += week.minutes * rate.pencePerHour
    sum.after += week.minutes * (after.get(rate.id) ?? rate.pencePerHour)
    sums.set(key, sum)
  }
  return { costs: [...sums.values()].map(({ zoneId, providerId, minutes, before, after: later }) => ({ zoneId, providerId, minutes, beforePence: Math.round(before / 60), afterPence: Math.round(later / 60) })), unpricedMinutes }
}

/** Adds costs up by what `keyOf` says, the dearest first. */
export function costsBy(costs: readonly ReviewCost[], keyOf: (cost: ReviewCost) => string): { readonly key: string; readonly minutes: number; readonly beforePence: Pence; readonly afterPence: Pence }[] {
  return [...Map.groupBy(costs, keyOf)]
    .map(([key, own]) => ({ key, minutes: total(own, 'minutes'), beforePence: total(own, 'beforePence'), afterPence: total(own, 'afterPence') }))
    .sort((a, b) => b.afterPence - a.afterPence)
}

/** The sum of one figure. */
export function total<K extends string>(rows: readonly Readonly<Record<K, number>>[], key: K): number {
  return rows.reduce((sum, row) => sum + row[key], 0)
}
