import { z } from 'zod'
import type { Actor } from '../../access/actor.ts'
import type { House } from '../../action/work.ts'
import { apiRoute, type ApiRoute } from '../../web/route.ts'
import { closeEndpoint, pauseEndpoint, resumeEndpoint, seeEndpoint, seeEndpoints, sendAgain, testEndpoint } from '../actions/manage-endpoint.ts'
import { deliveryState } from '../delivery-rules.ts'
import { MANAGE_WEBHOOKS, type Endpoint } from '../terms.ts'

const params = z.object({ endpointId: z.uuid() })
const done = z.object({ done: z.literal(true) })
const webhook = z.object({ id: z.uuid(), url: z.string(), topics: z.array(z.string()), createdAt: z.string(), removedAt: z.string().nullable(), pausedAt: z.string().nullable(), pausedBecause: z.enum(['asked', 'failing', 'gone']).nullable() })
const delivery = z.object({ id: z.uuid(), topic: z.string(), happenedAt: z.string(), state: z.enum(['taken', 'waiting', 'given-up']), attempts: z.array(z.object({ at: z.string(), status: z.int().nullable(), failure: z.string().nullable() })) })

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/webhooks',
  permission: MANAGE_WEBHOOKS,
  summary: 'List the webhooks of your organisation, without their secrets',
  response: z.object({ webhooks: z.array(webhook) }),
  handler: async (ctx) => ({ webhooks: (await seeEndpoints(ctx.house, ctx.actor)).map(webhookOf) }),
})

const one = apiRoute({
  method: 'GET',
  url: '/api/v1/webhooks/:endpointId',
  permission: MANAGE_WEBHOOKS,
  summary: 'A webhook with its newest 200 deliveries',
  params,
  response: z.object({ webhook, deliveries: z.array(delivery) }),
  handler: async (ctx) => {
    const { endpoint, deliveries } = await seeEndpoint(ctx.house, ctx.actor, ctx.params.endpointId)
    return {
      webhook: webhookOf(endpoint),
      deliveries: deliveries.map((each) => ({ id: each.id, topic: each.topic, happenedAt: each.madeAt.toString(), state: deliveryState(each.attempts), attempts: each.attempts.map(({ attemptedAt, status, failure }) => ({ at: attemptedAt.toString(), status, failure })) })),
    }
  },
})

const again = apiRoute({
  method: 'POST',
  url: '/api/v1/webhooks/:endpointId/deliveries/:deliveryId/send',
  permission: MANAGE_WEBHOOKS,
  summary: 'Send a delivery of a webhook again',
  params: params.extend({ deliveryId: z.uuid() }),
  response: done,
  handler: async (ctx) => {
    await sendAgain(ctx.house, ctx.actor, ctx.params.endpointId, ctx.params.deliveryId)
    return { done: true as const }
  },
})

/** Webhooks as JSON. They are added, and their secrets made, on the pages alone: a program may not make keys for programs. */
export const webhooksApi: readonly ApiRoute[] = [
  list,
  one,
  again,
  deed('test', 'Send a test to a webhook', testEndpoint),
  deed('pause', 'Pause a webhook', pauseEndpoint),
  deed('resume', 'Resume a webhook', resumeEndpoint),
  deed('remove', 'Remove a webhook', closeEndpoint),
]

function deed(slug: string, summary: string, run: (house: House, actor: Actor, endpointId: string) => Promise<unknown>): ApiRoute {
  return apiRoute({
    method: 'POST',
    url: `/api/v1/webhooks/:endpointId/${slug}`,
    permission: MANAGE_WEBHOOKS,
    summary,
    params,
    response: done,
    handler: async (ctx) => {
      await run(ctx.house, ctx.actor, ctx.params.endpointId)
      return { done: true as const }
    },
  })
}

function webhookOf({ id, url, topics, createdAt, closedAt, pause }: Endpoint) {
  return { id, url, topics: [...topics], createdAt: createdAt.toString(), removedAt: closedAt?.toString() ?? null, pausedAt: pause?.pausedAt.toString() ?? null, pausedBecause: pause?.reason ?? null }
}
