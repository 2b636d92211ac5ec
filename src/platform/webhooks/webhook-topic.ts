import type { z } from 'zod'

/** A kind of news that organisations' programs may be told of. Declared in the `terms` of the slice that knows; its data is ids and paths of links. */
export interface WebhookTopic<D> {
  /** Thing and past tense: `offer.made`. */
  readonly name: string
  /** For whoever chooses it: "An offer was made to you". */
  readonly about: string
  readonly data: z.ZodType<D>
  /** True when no provider is ever told of it. */
  readonly isCouncilOnly: boolean
}

/** Declares a kind of news with the schema of what it tells. */
export function webhookTopic<D>(name: string, about: string, data: z.ZodType<D>, isCouncilOnly = false): WebhookTopic<D> {
  return { name, about, data, isCouncilOnly }
}

/** A piece of news within a transaction: for the council, and for these organisations. */
export interface News {
  readonly topic: string
  readonly organisationIds: readonly string[]
  readonly data: unknown
}
