import { z } from 'zod'
import type { Permission } from '../access/permission.ts'
import { topic } from '../jobs/topic.ts'
import { webhookTopic } from './webhook-topic.ts'

/** A delivery is to be attempted; `number` is the attempt's, from 1. `again` sends one that was taken before. */
export const DELIVERY_DUE = topic('webhooks.delivery-due', z.object({ deliveryId: z.uuid(), number: z.int().min(1), again: z.boolean().optional() }))

/** Sent when somebody asks for it, whatever an endpoint has chosen. */
export const TEST_NEWS = webhookTopic('webhook.tested', 'A test was asked for', z.object({ link: z.string() }))

export const MANAGE_WEBHOOKS: Permission = { name: 'webhooks.manage', words: 'manage webhooks', roles: ['administrator', 'provider-coordinator'] }

/** Why an endpoint is told nothing. */
export type PauseReason = 'asked' | 'failing' | 'gone'

/** Where an organisation wants to be told of news. */
export interface Endpoint {
  readonly id: string
  /** Null: the council. */
  readonly organisationId: string | null
  readonly url: string
  readonly topics: readonly string[]
  readonly createdAt: Temporal.Instant
  readonly createdBy: string
  readonly closedAt: Temporal.Instant | null
  readonly pause: { readonly reason: PauseReason; readonly pausedAt: Temporal.Instant; readonly pausedBy: string } | null
}

/** News to be told to one endpoint, with what came of it. */
export interface Delivery {
  readonly id: string
  readonly endpointId: string
  readonly topic: string
  readonly body: string
  readonly madeAt: Temporal.Instant
  /** Oldest first. */
  readonly attempts: readonly Attempt[]
}

/** One try to deliver. */
export interface Attempt {
  readonly number: number
  readonly attemptedAt: Temporal.Instant
  readonly milliseconds: number
  /** HTTP status; null when no answer came. */
  readonly status: number | null
  /** Why no answer came. */
  readonly failure: string | null
  readonly wasTaken: boolean
}
