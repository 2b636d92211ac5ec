import type { SendingOptions } from './actions/attempt-delivery.ts'
import type { WebhookTopic } from './webhook-topic.ts'

/** What webhooks are told by whoever puts the program together: every kind of news, and how requests are sent. */
export interface WebhookOptions extends SendingOptions {
  readonly topics: readonly WebhookTopic<unknown>[]
}
