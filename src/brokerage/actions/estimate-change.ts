import type { PatternVisit } from '../../care/terms.ts'
import type { Pence } from '../../kernel/amounts.ts'
import type { Work } from '../../platform/action/work.ts'
import { agreedOn, patternOn } from '../rules/placement-life.ts'
import type { Placement } from '../terms.ts'
import type { AgreedPrice, PatternChange, PlacementLife, PriceChange } from '../terms/placement-life.ts'
import { placementEstimator } from './estimate-week.ts'

/** Pence a week as it is on the first day of a change, and as asked for; null where there is no rate. */
export interface ChangeCost {
  readonly beforePence: Pence | null
  readonly costPence: Pence | null
}

/** What a change of the week or of the price costs a week. The week and the price that hold on its first day count on either side. */
export interface ChangeEstimator {
  ofWeek(placement: Placement, life: PlacementLife, base: readonly PatternVisit[], change: PatternChange): Promise<ChangeCost>
  ofPrice(placement: Placement, life: PlacementLife, base: readonly PatternVisit[], price: PriceChange): Promise<ChangeCost>
}

/** Estimates changes; the rates of each framework are read once. @param base the package's own week */
export function changeEstimator(work: Work): ChangeEstimator {
  const estimate = placementEstimator(work)
  const at = async (placement: Placement, price: AgreedPrice, pattern: readonly PatternVisit[], on: Temporal.PlainDate) => price.pencePerWeek ?? (await estimate({ ...placement, agreedPencePerHour: price.pencePerHour }, pattern, on))
  return {
    ofWeek: async (placement, life, base, { fromOn, pattern }) => {
      const price = agreedOn(placement.agreedPencePerHour, life.prices, fromOn)
      return { beforePence: await at(placement, price, patternOn(base, life.changes, fromOn), fromOn), costPence: await at(placement, price, pattern, fromOn) }
    },
    ofPrice: async (placement, life, base, asked) => {
      const week = patternOn(base, life.changes, asked.fromOn)
      return { beforePence: await at(placement, agreedOn(placement.agreedPencePerHour, life.prices, asked.fromOn), week, asked.fromOn), costPence: await at(placement, asked, week, asked.fromOn) }
    },
  }
}
