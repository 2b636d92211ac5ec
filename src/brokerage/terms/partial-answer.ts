import { z } from 'zod'
import type { PatternVisit } from '../../care/terms.ts'
import type { Minutes } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import { topic } from '../../platform/jobs/topic.ts'

/** A visit that a provider can do, of those asked for: which one, in which window, with how many care workers. */
export const offeredVisit = z.object({
  dayOfWeek: z.int().min(1).max(7),
  /** Earliest start of the visit as it was asked for: with the day it says which visit is meant. */
  askedMinute: z.int().min(0).max(1439),
  earliestMinute: z.int().min(0).max(1439),
  latestMinute: z.int().min(0).max(1439),
  workers: z.union([z.literal(1), z.literal(2)]),
})
export type OfferedVisit = z.output<typeof offeredVisit>

/** "Yes, but": what a provider can do of a package. Kept for ever. */
export interface PartialAnswer {
  readonly offerId: string
  readonly providerId: string
  readonly visits: readonly OfferedVisit[]
  readonly startsOn: Temporal.PlainDate
  readonly note: string | null
  readonly answeredAt: Temporal.Instant
  readonly answeredBy: string
}

/** One visit asked for, beside what a provider can do of it. */
export interface VisitDifference {
  readonly asked: PatternVisit
  /** Null when it cannot do the visit. */
  readonly offered: PatternVisit | null
  readonly kind: 'met' | 'moved' | 'missing'
  /** How far outside the window asked for it may start, at most. */
  readonly movedMinutes: Minutes
  /** Care workers asked for that it does not send. */
  readonly workersMissing: 0 | 1 | 2
}

/** The need beside an answer. Minutes a week count each care worker; met, moved and missing add up to the need. */
export interface AnswerDifference {
  readonly ruleVersion: string
  /** In order of the week. */
  readonly visits: readonly VisitDifference[]
  readonly metMinutes: Minutes
  readonly movedMinutes: Minutes
  readonly missingMinutes: Minutes
  /** Days between the day asked for and the first day it can start; 0 when it is in time. */
  readonly startDaysLost: number
  /** The week it would be. */
  readonly week: readonly PatternVisit[]
  readonly reasons: readonly Reason[]
}

export const PARTIAL_DECISIONS = ['accepted', 'refused', 'split'] as const
export type PartialDecisionKind = (typeof PARTIAL_DECISIONS)[number]

/** Who agreed to another week than was asked for. */
export const AGREED_BY = ['person', 'family', 'practitioner'] as const
export type AgreedBy = (typeof AGREED_BY)[number]
export const AGREED_BY_NAMES: Readonly<Record<AgreedBy, string>> = { person: 'The person', family: 'Their family, for them', practitioner: 'The practitioner' }

/** What a broker decided on a partial answer. */
export interface PartialDecision {
  readonly offerId: string
  readonly decision: PartialDecisionKind
  readonly agreedBy: AgreedBy | null
  readonly reason: string
  readonly decidedAt: Temporal.Instant
  readonly decidedBy: string
}

/** A provider answered "yes, but": the brokers are told. */
export const PARTIAL_ANSWERED = topic('brokerage.partial-answered', z.object({ offerId: z.uuid() }))
/** A broker refused a partial answer: the search may go on at once. */
export const PARTIAL_REFUSED = topic('brokerage.partial-refused', z.object({ callOffId: z.uuid() }))
