import type { PatternVisit } from '../../care/terms.ts'
import type { Pence } from '../../kernel/amounts.ts'
import type { Work } from '../../platform/action/work.ts'
import { agreedPriceOn, patternOn } from '../rules/placement-life.ts'
import type { Placement } from '../terms.ts'
import type { PatternChange, PlacementLife, PriceChange } from '../terms/placement-life.ts'
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
  const at = (placement: Placement, agreedPencePerHour: Pence | null, pattern: readonly PatternVisit[], on: Temporal.PlainDate) => estimate({ ...placement, agreedPencePerHour }, pattern, on)
  return {
    ofWeek: async (placement, life, base, { fromOn, pattern }) => {
      const price = agreedPriceOn(placement.agreedPencePerHour, life.prices, fromOn)
      return { beforePence: await at(placement, price, patternOn(base, life.changes, fromOn), fromOn), costPence: await at(placement, price, pattern, fromOn) }
    },
    ofPrice: async (placement, life, base, { fromOn, pencePerHour }) => {
      const week = patternOn(base, life.changes, fromOn)
      return { beforePence: await at(placement, agreedPriceOn(placement.agreedPencePerHour, life.prices, fromOn), week, fromOn), costPence: await at(placement, pencePerHour, week, fromOn) }
    },
  }
}
