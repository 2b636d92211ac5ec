import { dataTable, type Column } from '../../../components/data-table.ts'
import type { OutboxMessage } from '../../../notify/store/message.read.ts'
import { filledTemplate, type MessageTemplate } from '../../../notify/template.ts'
import { TEMPLATES } from '../../../notify/templates.ts'
import { page, tableReply } from '../../../web/reply.ts'
import { pageRoute } from '../../../web/route.ts'
import { wordsForInstant } from '../../../web/word-filters.ts'
import { ADMINISTER } from '../../permissions.ts'
import { seeMessages } from '../../reads.ts'

const MOST = 2000
const templates: Readonly<Record<string, MessageTemplate>> = TEMPLATES

const columns: readonly Column<OutboxMessage>[] = [
  { key: 'created', heading: 'Written', value: (message) => wordsForInstant(message.createdAt), sort: (message) => message.createdAt.epochMilliseconds },
  { key: 'to', heading: 'To', value: (message) => message.recipientEmail, sort: (message) => message.recipientEmail },
  { key: 'message', heading: 'Message', value: messageCell, sort: (message) => message.template },
  { key: 'state', heading: 'State', value: stateCell },
]

function messageCell(message: OutboxMessage): { text: string; hint: string } {
  const template = templates[message.template]
  if (template === undefined) return { text: message.template, hint: '' }
  const { subject, body } = filledTemplate(template, message.fields)
  return { text: subject, hint: body }
}

function stateCell(message: OutboxMessage): { text: string; tag: { text: string; colour: 'green' | 'red' | 'grey' }; hint?: string } {
  if (message.sentAt !== null) return { text: '', tag: { text: 'Sent', colour: 'green' }, hint: wordsForInstant(message.sentAt) }
  if (message.failure !== null) return { text: '', tag: { text: 'Failed', colour: 'red' }, hint: message.failure }
  return { text: '', tag: { text: 'In the outbox', colour: 'grey' } }
}

/** Messages written by the service. Without a GOV.UK Notify key they stay here to be read. */
export const outboxPage = pageRoute({
  method: 'GET',
  url: '/outbox',
  permission: ADMINISTER,
  handler: async (ctx) => {
    const messages = await seeMessages(ctx.house, ctx.actor, MOST)
    const table = dataTable({ caption: 'Messages', noun: ['message', 'messages'], columns, rows: messages, url: ctx.url, emptyWords: 'No message has been written yet. Offers, placements and statements write them.' })
    return tableReply(ctx, [table], page('platform/admin/pages/outbox/page.njk', { title: 'Outbox', table }))
  },
})
