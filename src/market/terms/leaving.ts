import type { LeavingReason } from '../terms.ts'

/** That a provider withdrew, or is to withdraw, from a framework or from the council's market. */
export interface Leaving {
  readonly id: string
  readonly providerId: string
  /** Null for the whole market. */
  readonly frameworkId: string | null
  /** Last day. */
  readonly leftOn: Temporal.PlainDate
  readonly reason: LeavingReason
  /** Takes the live placements from the day after; null without one. */
  readonly successorId: string | null
  readonly note: string | null
}

/** As it was recorded, with the names that a page shows. */
export interface RecordedLeaving extends Leaving {
  readonly providerName: string
  readonly frameworkName: string | null
  readonly successorName: string | null
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string
}
