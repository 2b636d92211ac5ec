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
