import { dataTable } from '../../../components/data-table.ts'
import { page, tableReply, type PageReply } from '../../../web/reply.ts'
import type { PageContext } from '../../../web/route.ts'
import { wordsForInstant } from '../../../web/word-filters.ts'
import { seeEndpoint } from '../../actions/manage-endpoint.ts'
import type { WebhookOptions } from '../../options.ts'
import { endpointTag } from '../webhooks/present.ts'
import { deliveryColumns, pauseWords } from './present.ts'

/** The page of one webhook; with the secret when it was just made. */
export async function showWebhook(ctx: PageContext, options: WebhookOptions, endpointId: string, made?: { readonly secret: string; readonly heading: string }): Promise<PageReply> {
  const { endpoint, deliveries, overlapUntil } = await seeEndpoint(ctx.house, ctx.actor, endpointId)
  const isOpen = endpoint.closedAt === null
  const url = made === undefined ? ctx.url : `/webhooks/${endpointId}`
  const table = dataTable({ caption: 'Deliveries', noun: ['delivery', 'deliveries'], columns: deliveryColumns(isOpen && endpoint.pause === null), rows: deliveries, url, pageSize: 25, rowHeading: 'news', emptyWords: 'Nothing has been sent yet. News that this webhook chose appears here, and tests.' })
  const about = new Map(options.topics.map((topic) => [topic.name, topic.about]))
  const view = {
    title: 'Webhook',
    breadcrumbs: [{ text: 'Webhooks', href: '/webhooks' }, { text: 'Webhook' }],
    made,
    tag: endpointTag(endpoint),
    paused: pauseWords(endpoint),
    rows: [
      { key: 'Address', text: endpoint.url },
      { key: 'Told of', text: endpoint.topics.map((topic) => about.get(topic) ?? topic).join('; '), hint: endpoint.topics.join(', ') },
      { key: 'Added', text: `${wordsForInstant(endpoint.createdAt)} by ${endpoint.createdBy}` },
      ...(overlapUntil === null ? [] : [{ key: 'Secret', text: `The one before also signs until ${wordsForInstant(overlapUntil)}` }]),
    ],
    endpointId,
    isOpen,
    isPaused: endpoint.pause !== null,
    table,
  }
  return tableReply(ctx, [table], page('platform/webhooks/pages/webhook/page.njk', view))
}
