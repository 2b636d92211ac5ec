import type { SliceWiring } from '../slice-wiring.ts'
import { attemptDelivery } from './actions/attempt-delivery.ts'
import { webhooksApi } from './api/webhooks.ts'
import type { WebhookOptions } from './options.ts'
import { webhookPages } from './pages/webhook/route.ts'
import { webhooksPages } from './pages/webhooks/route.ts'
import { DELIVERY_DUE, MANAGE_WEBHOOKS } from './terms.ts'

/** Webhooks: their pages, the same for programs, and the job that sends. */
export function webhooksWiring(options: WebhookOptions): SliceWiring {
  return {
    name: 'webhooks',
    pages: [...webhooksPages(options), ...webhookPages(options)],
    api: webhooksApi,
    jobs: [{ topic: DELIVERY_DUE.name, name: 'tell a webhook', handle: (house, payload) => attemptDelivery(house, DELIVERY_DUE.payload.parse(payload), options) }],
    navigation: [{ label: 'Webhooks', section: 'Administration', href: '/webhooks', permission: MANAGE_WEBHOOKS, order: 95 }],
  }
}
