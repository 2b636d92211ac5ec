import type { Reason } from '../../kernel/decision.ts'
import type { MinutesByDayPart } from '../../kernel/day-part.ts'
import type { ServiceLine } from '../../care/terms.ts'
import type { Tier } from '../../market/terms.ts'
import type { Minutes } from '../../kernel/amounts.ts'

/** How long an assignment's search goes on; with the seed, so that it can be worked out again. */
export const RUN_EFFORT = { seed: 1, rounds: 60_000, boundRounds: 150, fineBoundRounds: 1 } as const
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
