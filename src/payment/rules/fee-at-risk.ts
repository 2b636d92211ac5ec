import type { Pence } from '../../kernel/amounts.ts'
import { AT_MOST, type FeeMeasure, type FeeResult, type FeeTermsDocument, type MeasuredRequirement } from '../terms/fee-at-risk.ts'

/** What was counted for one measure. */
export interface Counted {
  readonly numerator: number
  readonly denominator: number
  readonly exclusions: readonly string[]
}

/**
 * What a lead's fee at risk comes to (Leicestershire: a substantial part of the fee linked to minimum contract requirements).
 *
 * 1. At risk is the share of what was paid for visits of the zone, rounded down; below nothing it is nothing.
 * 2. It is parted among the requirements by weight, whole pence, what is left over to the first ones: the parts sum to the whole.
 * 3. A requirement is met when its share reaches its target (for missed visits: is no more than it), compared without rounding.
 * 4. The parts of those not met are taken off. One with nothing to measure takes nothing.
 * 5. The bonus, a share rounded down, is paid only when every requirement was measured and met.
 */
export function feeAtRisk(document: FeeTermsDocument, feePence: Pence, counted: Readonly<Record<FeeMeasure, Counted>>): Pick<FeeResult, 'atRiskPence' | 'requirements' | 'pence'> {
  const fee = Math.max(0, feePence)
  const atRiskPence = Math.floor((fee * document.riskTenths) / 1000)
  const parts = partsOf(atRiskPence, document.requirements.map((each) => each.weight))
  const requirements = document.requirements.map((each, at): MeasuredRequirement => {
    const { numerator, denominator, exclusions } = counted[each.measure]
    const [reached, asked] = [numerator * 1000, each.targetTenths * denominator]
    const met = denominator === 0 ? null : AT_MOST.includes(each.measure) ? reached <= asked : reached >= asked
    return { ...each, numerator, denominator, exclusions: [...exclusions], met, atRiskPence: parts[at] ?? 0 }
  })
  const taken = requirements.reduce((sum, each) => sum + (each.met === false ? each.atRiskPence : 0), 0)
  const bonus = requirements.every((each) => each.met === true) ? Math.floor((fee * document.bonusTenths) / 1000) : 0
  return { atRiskPence, requirements, pence: bonus - taken }
}

function partsOf(whole: Pence, weights: readonly number[]): Pence[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const parts = weights.map((weight) => Math.floor((whole * weight) / all))
  const left = whole - parts.reduce((sum, part) => sum + part, 0)
  return parts.map((part, at) => (at < left ? part + 1 : part))
}

/** Where a result stands: open to contest until its day is over, contested until it is decided, then settled until a statement takes it up. */
export type FeeState = 'open' | 'contested' | 'settled' | 'applied'

/** A result is settled when it was decided, or when its day has passed without a contest. */
export function feeState(result: Pick<FeeResult, 'contest' | 'decision' | 'applied' | 'contestUntil'>, today: Temporal.PlainDate): FeeState {
  if (result.applied !== null) return 'applied'
  if (result.decision !== null) return 'settled'
  if (result.contest !== null) return 'contested'
  return Temporal.PlainDate.compare(today, result.contestUntil) <= 0 ? 'open' : 'settled'
}

/** What a settled result puts on a statement: as decided, else as measured. */
export function settledPence(result: Pick<FeeResult, 'pence' | 'decision'>): Pence {
  return result.decision?.pence ?? result.pence
}
