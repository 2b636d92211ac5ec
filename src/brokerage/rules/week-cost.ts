import type { PatternVisit } from '../../care/terms.ts'
import { penceFor, type Pence } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import { countOf, wordsForPence } from '../../kernel/words.ts'
import { TIER_NAMES, type Tier } from '../../market/terms/tier.ts'

/** Pence an hour of a tier for a visit on a day of the week that starts at a minute of the day; undefined when there is no rate. */
export type HourlyRate = (tier: Tier, visit: Pick<PatternVisit, 'dayOfWeek' | 'earliestMinute'>) => Pence | undefined

/** What a usual week is estimated to cost, and why; null when no tier has a rate for every visit. */
export interface WeekCost {
  readonly pence: Pence | null
  readonly reasons: readonly Reason[]
}

/**
 * Estimates what a usual week costs: each visit for each care worker, at the rate for its day and start, rounded as a visit is paid.
 * Before a provider is found its tier is not known, so the dearest of the tiers given counts: a limit is never passed by luck.
 * A tier that lacks a rate for one of the visits does not count. Bank holidays are not counted.
 */
export function weekCost(pattern: readonly PatternVisit[], tiers: readonly Tier[], rateOf: HourlyRate): WeekCost {
  let dearest: { readonly tier: Tier; readonly pence: Pence } | undefined
  for (const tier of tiers) {
    const pence = costAt(pattern, (visit) => rateOf(tier, visit))
    if (pence !== undefined && (dearest === undefined || pence > dearest.pence)) dearest = { tier, pence }
  }
  if (dearest === undefined) return { pence: null, reasons: [{ clause: 'no-rate', words: 'The cost cannot be estimated: no rate has begun for this zone and service line.' }] }
  const words = `Estimated at ${wordsForPence(dearest.pence)} a week: ${countOf(pattern.length, 'visit')} at the rates of ${TIER_NAMES[dearest.tier].toLowerCase()} providers${tiers.length > 1 ? ', the dearest who may be asked' : ''}.`
  return { pence: dearest.pence, reasons: [{ clause: 'estimate', words }] }
}

/** Estimates a week at one agreed price an hour. */
export function weekCostAtPrice(pattern: readonly PatternVisit[], pencePerHour: Pence): Pence {
  return costAt(pattern, () => pencePerHour) ?? 0
}

function costAt(pattern: readonly PatternVisit[], rateOf: (visit: PatternVisit) => Pence | undefined): Pence | undefined {
  let sum = 0
  for (const visit of pattern) {
    const rate = rateOf(visit)
    if (rate === undefined) return undefined
    sum += visit.workers * penceFor(visit.minutes, rate)
  }
  return sum
}
