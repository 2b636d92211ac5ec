import type { ExceptionKind, FoundException } from '../terms.ts'
import type { Treatment } from './exception-settings.ts'

/** What may be said of an exception: the reason it asks for; or, where it must be fixed, that the visit is paid as it is, or stays unpaid. */
export const DECISION_KINDS = ['acknowledged', 'accepted', 'upheld'] as const
export type DecisionKind = (typeof DECISION_KINDS)[number]
export const DECISION_NAMES: Readonly<Record<DecisionKind, string>> = { acknowledged: 'Acknowledged', accepted: 'Let pass', upheld: 'Stays unpaid' }

/** What was said of an exception. */
export interface ExceptionDecision {
  readonly decision: DecisionKind
  readonly reason: string
  readonly side: 'provider' | 'council'
  readonly at: Temporal.Instant
  readonly by: string
}

/** Which part of the queue: those nobody has decided, those that keep a visit from being paid, those that were decided. */
export const QUEUE_STATES = ['open', 'unpaid', 'decided'] as const
export type QueueState = (typeof QUEUE_STATES)[number]
export const QUEUE_STATE_NAMES: Readonly<Record<QueueState, string>> = { open: 'To do', unpaid: 'Not paid yet', decided: 'Decided' }

/** An exception on which somebody wants to say something. */
export interface DecidableException {
  readonly kind: ExceptionKind
  readonly facts: FoundException['facts']
  readonly treatment: Treatment
  readonly isCleared: boolean
  /** What was said last. */
  readonly decision: DecisionKind | null
}

/** An exception as far as the turn depends on it. `flag`: the record itself says so (missed), or it has a placement (unplanned). */
export interface TurnCase {
  readonly kind: ExceptionKind
  readonly treatment: Treatment
  readonly flag: boolean
}
