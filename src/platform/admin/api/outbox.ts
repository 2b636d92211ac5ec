import { z } from 'zod'
import { apiRoute } from '../../web/route.ts'
import { ADMINISTER } from '../permissions.ts'
import { seeMessages } from '../reads.ts'

const message = z.object({ id: z.uuid(), template: z.string(), recipientEmail: z.string(), fields: z.record(z.string(), z.string()), createdAt: z.string(), sentAt: z.string().nullable(), failure: z.string().nullable() })

/** The outbox as JSON. */
export const outboxApi = apiRoute({
  method: 'GET',
  url: '/api/v1/outbox',
  permission: ADMINISTER,
  summary: 'List the newest messages the service has written',
  query: z.object({ most: z.coerce.number().int().min(1).max(2000).default(100) }),
  response: z.object({ messages: z.array(message) }),
  handler: async (ctx) => {
    const messages = await seeMessages(ctx.house, ctx.actor, ctx.query.most)
    return { messages: messages.map((each) => ({ ...each, fields: { ...each.fields }, createdAt: each.createdAt.toString(), sentAt: each.sentAt?.toString() ?? null })) }
  },
})
