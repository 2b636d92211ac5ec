import { z } from 'zod'
import { SERVICE_LINES } from '../../care/terms.ts'
import { DAY_PARTS } from '../../kernel/day-part.ts'
import { TIERS } from '../../market/terms.ts'
import { assignmentRules } from './assignment-problem.ts'
import { reasonsShape } from './reasons.ts'

const tier = z.enum(TIERS)
const count = z.int()
const minutes = z.record(z.enum(DAY_PARTS), count)
const side = z.object({ packages: count, minutes: count })
const cost = z.object({ total: count, pastLead: count, waiting: count, priority: count, tier: count, rank: count, travel: count })
const counts = z.object({
  placedPackages: count, placedMinutes: count, waitingPackages: count, waitingMinutes: count, waitingByDayPart: minutes,
  travelMinutes: count, minutesByTier: z.record(tier, count), crossZoneMinutes: count,
})

/** What a switch costs: the same list with the rule and without it. */
export const switchCost = z.object({ switch: z.enum(['cross-zone', 'lead-first', 'rating-floor', 'most-share']), withRule: side, withoutRule: side })
export type SwitchCost = z.output<typeof switchCost>

/** What an assignment was asked, as it is kept; dates are ISO text. What nobody reads again is kept and not named here. */
export const keptInputs = z.object({
  problem: z.object({
    packages: z.array(z.object({ id: z.string(), zone: z.string(), serviceLine: z.enum(SERVICE_LINES), waitingSince: z.string(), minutes, notWith: z.array(z.string()).default([]) })),
    capacity: z.object({
      providers: z.array(z.object({ id: z.string(), name: z.string() })),
      pools: z.array(z.object({ id: z.string(), providerId: z.string(), minutes })),
      places: z.array(z.object({ poolId: z.string(), zone: z.string(), serviceLines: z.array(z.enum(SERVICE_LINES)), tier })),
    }),
  }),
  packageIds: z.record(z.string(), z.string()),
  leftOut: z.object({ onOffer: count, noZone: count }),
  uncounted: z.record(z.string(), z.array(z.string())),
})
export type KeptInputs = z.output<typeof keptInputs>

/** What came of it, as it is kept. */
export const keptResult = z.object({
  ruleVersion: z.string(),
  rules: assignmentRules,
  seed: count,
  rounds: count,
  cutShort: z.boolean(),
  cost,
  counts,
  lowerBound: z.number(),
  gapBasisPoints: z.number(),
  listOrder: z.object({ cost, counts }),
  assigned: z.array(z.object({
    packageId: z.string(), providerId: z.string(), poolId: z.string(), tier, rank: count.nullable(), isCrossZone: z.boolean(), travelMinutes: z.number(), cost: z.number(),
    place: count, displaced: z.array(z.string()), reasons: reasonsShape,
  })),
  unplaced: z.array(z.object({
    packageId: z.string(), cost: z.number(), why: z.enum(['no-place', 'no-eligible-provider', 'too-large', 'no-capacity']), shortOf: z.array(z.enum(DAY_PARTS)), reasons: reasonsShape,
  })),
})

/** An assignment as it was kept. */
export interface KeptAssignment {
  readonly id: string
  readonly seed: number
  readonly rounds: number
  readonly inputsHash: string
  readonly inputs: KeptInputs
  readonly result: z.output<typeof keptResult>
  readonly comparison: readonly SwitchCost[]
  readonly madeAt: Temporal.Instant
  readonly madeBy: string
}
