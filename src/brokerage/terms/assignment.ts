import type { Assignment, AssignmentRules } from './assignment-problem.ts'
import type { Reason } from '../../kernel/decision.ts'
import type { MinutesByDayPart } from '../../kernel/day-part.ts'
import type { ServiceLine } from '../../care/terms.ts'
import type { Tier } from '../../market/terms.ts'
import type { Minutes } from '../../kernel/amounts.ts'

/** How long an assignment's search goes on; with the seed, so that it can be worked out again. */
export const RUN_EFFORT = { seed: 1, rounds: 60_000, boundRounds: 150, fineBoundRounds: 4 } as const
/** The same for each side of a comparison of switches. */
export const COMPARE_EFFORT = { seed: 1, rounds: 6_000, boundRounds: 0, fineBoundRounds: 0 } as const

/** What the broker decided about a line. */
export interface LineDecision {
  readonly decision: 'accepted' | 'refused'
  readonly providerId: string | null
  readonly providerName: string | null
  readonly note: string | null
  readonly decidedAt: Temporal.Instant
  readonly decidedBy: string
}

/** A provider that may be given a package in an assignment, and the pool that its hours come from. */
export interface LineChoice {
  readonly providerId: string
  readonly providerName: string
  readonly poolId: string
  readonly tier: Tier
}

/** One package of an assignment as it was worked out, with what the broker decided since. */
export interface AssignmentLine {
  /** From 1, in the order of waiting. */
  readonly line: number
  readonly packageId: string
  readonly reference: string
  readonly zoneName: string
  readonly serviceLine: ServiceLine
  readonly waitingSince: Temporal.PlainDate
  readonly minutes: MinutesByDayPart
  readonly weeklyMinutes: Minutes
  /** Null when the assignment leaves it waiting. */
  readonly proposed: (LineChoice & { readonly isCrossZone: boolean; readonly displaced: readonly string[] }) | null
  readonly reasons: readonly Reason[]
  readonly choices: readonly LineChoice[]
  readonly decision: LineDecision | null
}

/** What a switch costs: the same list with the rule and without it. */
export interface SwitchCost {
  readonly switch: 'cross-zone' | 'lead-first' | 'rating-floor' | 'most-share'
  readonly withRule: { readonly packages: number; readonly minutes: Minutes }
  readonly withoutRule: { readonly packages: number; readonly minutes: Minutes }
}

/** A package as an assignment was asked about it; dates are ISO text once they are kept. */
interface KeptPackage {
  readonly id: string
  readonly zone: string
  readonly serviceLine: ServiceLine
  readonly waitingSince: string
  readonly minutes: MinutesByDayPart
}

/** What an assignment was asked, as it is kept. */
export interface KeptInputs {
  readonly problem: {
    readonly packages: readonly KeptPackage[]
    readonly capacity: {
      readonly providers: readonly { readonly id: string; readonly name: string }[]
      readonly pools: readonly { readonly id: string; readonly providerId: string; readonly minutes: MinutesByDayPart }[]
      readonly places: readonly { readonly poolId: string; readonly zone: string; readonly serviceLines: readonly ServiceLine[]; readonly tier: Tier }[]
    }
  }
  readonly packageIds: Readonly<Record<string, string>>
  readonly leftOut: { readonly onOffer: number; readonly noZone: number }
  readonly uncounted: Readonly<Record<string, readonly string[]>>
}

/** An assignment as it was kept. */
export interface KeptAssignment {
  readonly id: string
  readonly seed: number
  readonly rounds: number
  readonly inputsHash: string
  readonly inputs: KeptInputs
  readonly result: Assignment & { readonly rules: AssignmentRules }
  readonly comparison: readonly SwitchCost[]
  readonly madeAt: Temporal.Instant
  readonly madeBy: string
}
