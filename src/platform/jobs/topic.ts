import type { z } from 'zod'

/** News that one slice publishes and others may act on. Declared in the publisher's `terms.ts`. Payloads carry ids only. */
export interface Topic<P> {
  /** Slice and past tense: `brokerage.placement-started`. */
  readonly name: string
  readonly payload: z.ZodType<P>
}

/** Declares a topic with the schema of its payload. */
export function topic<P>(name: string, payload: z.ZodType<P>): Topic<P> {
  return { name, payload }
}

/** A topic's payload on its way out, sent when the action's transaction is about to commit. */
export interface OutgoingJob {
  readonly topic: string
  readonly payload: unknown
  readonly startAfter?: Temporal.Instant
}
