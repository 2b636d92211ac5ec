import { z } from 'zod'
import type { ServiceLine } from '../../care/terms.ts'
import type { Minutes } from '../../kernel/amounts.ts'
import type { DayPart, MinutesByDayPart } from '../../kernel/day-part.ts'
import type { Reason } from '../../kernel/decision.ts'
import { RATINGS, type Rating, type Tier } from '../../market/terms.ts'

/** Metres on the National Grid. */
export interface GridPlace {
  readonly easting: number
  readonly northing: number
}

/** A package that waits. Minutes are care-worker minutes a week: a visit by two counts twice. */
export interface PackageToAssign {
  readonly id: string
  readonly zone: string
  readonly serviceLine: ServiceLine
  readonly skills: readonly string[]
  readonly languages: readonly string[]
  /** Most care workers at any of its visits. */
  readonly workers: 1 | 2
  readonly minutes: MinutesByDayPart
  /** Visits a week. */
  readonly visits: number
  readonly waitingSince: Temporal.PlainDate
  /** 0 to 9, more is more urgent. It breaks near ties: see the weights. */
  readonly priority: number
  readonly at: GridPlace | null
  /** Providers that had the package and gave it back: it is not given to them again. */
  readonly notWith?: readonly string[]
}

export interface ProviderWithCapacity {
  readonly id: string
  readonly name: string
  readonly rating: Rating
  readonly twoWorkers: boolean
  readonly skills: readonly string[]
  readonly languages: readonly string[]
  /** Most new minutes a week over all its pools; null without a limit of its own. */
  readonly weeklyLimit: Minutes | null
}

/** Minutes of one provider that its places share. */
export interface CapacityPool {
  readonly id: string
  readonly providerId: string
  readonly minutes: MinutesByDayPart
}

/** A zone and service lines that a provider serves out of one of its pools. */
export interface CapacityPlace {
  readonly poolId: string
  readonly zone: string
  readonly serviceLines: readonly ServiceLine[]
  readonly tier: Tier
  readonly rank: number | null
  /** Outside the zones for which the provider was appointed. */
  readonly isCrossZone: boolean
  /** From the provider's nearest base or round to a visit in this zone; null when not known. */
  readonly travelMinutes: Minutes | null
  readonly base: GridPlace | null
  /** Minutes a week that the provider delivers in this zone already; counts towards its share. */
  readonly heldMinutes: Minutes
}

export interface DeclaredCapacity {
  readonly providers: readonly ProviderWithCapacity[]
  readonly pools: readonly CapacityPool[]
  readonly places: readonly CapacityPlace[]
}

export interface AssignmentProblem {
  readonly packages: readonly PackageToAssign[]
  readonly capacity: DeclaredCapacity
}

const weight = z.int().min(0).max(100_000_000)

/** What the assignment may do and what it counts as worse. Costs and their order: docs/files/assignment.md. */
export const assignmentRules = z.strictObject({
  /** Whether a provider may be given work outside the zones for which it was appointed. */
  crossZone: z.boolean().default(true),
  /** Leads are filled before anybody else: minutes not placed with a lead that could take them count before minutes left waiting. */
  leadFirst: z.boolean().default(false),
  /** Lowest rating with which a provider is given work; `inadequate` takes every rating. */
  ratingFloor: z.enum(['outstanding', 'good', 'requires-improvement', 'inadequate']).default('requires-improvement'),
  /** Whether a provider not yet inspected is given work whatever the floor. */
  takeNotRated: z.boolean().default(true),
  /** Most of the minutes of a zone, or of all zones together, that one provider may hold, held minutes included; null for no limit. */
  mostSharePercent: z.int().min(1).max(100).nullable().default(null),
  mostShareOf: z.enum(['zone', 'all']).default('all'),
  /** For a package and a place without coordinates, when the place has no travel minutes either. */
  unknownTravelMinutes: z.int().min(0).max(240).default(15),
  /** Travel minutes for a kilometre in a straight line, for a package and a place with coordinates. */
  minutesPerKm: z.int().min(0).max(60).default(3),
  weights: z
    .strictObject({
      /** For each minute of a package that has an eligible lead and is not with a lead; counts when leads go first. */
      pastLead: weight.default(10_000_000),
      /** For each minute left waiting, and for each of its priority points besides. */
      waiting: weight.default(100_000),
      priority: weight.default(100),
      /** For each minute and step of tier below lead, and of rank below the first. */
      tier: weight.default(100),
      rank: weight.default(10),
      /** For each minute of travel a week. */
      travel: weight.default(1),
    })
    .refine((weights) => weights.waiting >= 3 * weights.tier + 9 * weights.rank + 240 * weights.travel, { message: 'Waiting must weigh at least 3 tiers, 9 ranks and 240 minutes of travel, or a package might be left waiting although there is room', path: ['waiting'] })
    .refine((weights) => weights.pastLead >= weights.waiting + 9 * weights.priority, { message: 'Passing a lead must weigh at least as much as waiting with the highest priority', path: ['pastLead'] })
    .prefault({}),
})
export type AssignmentRules = z.output<typeof assignmentRules>

/** Ratings from best to worst, without the one that is none. */
export const RATED: readonly Rating[] = RATINGS.filter((rating) => rating !== 'not-rated')

/** How far and how the search goes. */
export interface AssignmentEffort {
  readonly seed: number
  /** Rounds of the search; the same seed and rounds give the same answer on every machine. */
  readonly rounds: number
  /** Rounds spent on the lower bound, and slower ones that sharpen it. */
  readonly boundRounds: number
  readonly fineBoundRounds: number
  /** Asked now and then; false ends the search with the best found. An answer it cut short is told as such. */
  readonly goOn?: () => boolean
}

export const EFFORT: AssignmentEffort = { seed: 1, rounds: 400_000, boundRounds: 150, fineBoundRounds: 0 }

/** The cost of an assignment and what it is made of. Every part is a whole number; `total` is their sum. */
export interface AssignmentCost {
  readonly total: number
  readonly pastLead: number
  readonly waiting: number
  readonly priority: number
  readonly tier: number
  readonly rank: number
  readonly travel: number
}

/** People and minutes of an assignment, counted. */
export interface AssignmentCounts {
  readonly placedPackages: number
  readonly placedMinutes: Minutes
  readonly waitingPackages: number
  readonly waitingMinutes: Minutes
  readonly waitingByDayPart: MinutesByDayPart
  readonly travelMinutes: Minutes
  readonly minutesByTier: Readonly<Record<Tier, Minutes>>
  readonly crossZoneMinutes: Minutes
}

export interface AssignedPackage {
  readonly packageId: string
  readonly providerId: string
  readonly poolId: string
  readonly tier: Tier
  readonly rank: number | null
  readonly isCrossZone: boolean
  /** Travel minutes a week. */
  readonly travelMinutes: Minutes
  readonly cost: number
  /** Place of this provider among the eligible ones in offer order, from 1. */
  readonly place: number
  /** Waiting packages that would fit there had this one not been placed, the most urgent first, at most three. */
  readonly displaced: readonly string[]
  readonly reasons: readonly Reason[]
}

export interface UnplacedPackage {
  readonly packageId: string
  readonly cost: number
  readonly why: 'no-place' | 'no-eligible-provider' | 'too-large' | 'no-capacity'
  /** Day parts in which no eligible provider has the minutes left. */
  readonly shortOf: readonly DayPart[]
  readonly reasons: readonly Reason[]
}

export interface Assignment {
  readonly ruleVersion: string
  readonly rules: AssignmentRules
  readonly seed: number
  readonly rounds: number
  /** True when `goOn` ended the search: another run may get further or less far. */
  readonly cutShort: boolean
  readonly cost: AssignmentCost
  readonly counts: AssignmentCounts
  /** No assignment that keeps the rules can cost less. */
  readonly lowerBound: number
  /** How far the cost may be from the least possible, in hundredths of a percent of the cost, rounded up. */
  readonly gapBasisPoints: number
  /** What giving each package in order of waiting to the first provider with room would have left. */
  readonly listOrder: { readonly cost: AssignmentCost; readonly counts: AssignmentCounts }
  readonly assigned: readonly AssignedPackage[]
  readonly unplaced: readonly UnplacedPackage[]
}
