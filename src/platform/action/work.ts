import type { Actor } from '../access/actor.ts'
import type { AuditEvent } from '../audit/event.ts'
import type { Db, Tx } from '../db/handles.ts'
import type { JobSender } from '../jobs/sender.ts'
import type { Topic } from '../jobs/topic.ts'
import type { WebhookTopic } from '../webhooks/webhook-topic.ts'
import type { Clock } from './clock.ts'

/** What the running program has: its database, its clock and its way to send jobs. First parameter of every action. */
export interface House {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: JobSender
}

/**
 * One transaction in progress for one actor: the handle, the time it happens at, and what it will leave behind.
 * Audit events and jobs are collected and written last, inside the same transaction.
 */
export interface Work {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Temporal.Instant
  readonly today: Temporal.PlainDate
  /** Records an audit event with the transaction. */
  audit(event: AuditEvent): void
  /** Publishes news with the transaction; nothing is sent if it rolls back. */
  publish<P>(topic: Topic<P>, payload: P, options?: { startAfter?: Temporal.Instant }): void
  /** Tells the webhooks of the council and of these organisations, with the transaction. Ids and paths of links only; costs nothing while nobody listens. */
  announce<D>(topic: WebhookTopic<D>, organisationIds: readonly string[], data: D): void
}
