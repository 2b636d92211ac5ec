import { z } from 'zod'
import { countOf } from '../../../../kernel/words.ts'
import { redirectTo, type PageReply } from '../../../web/reply.ts'
import { pageRoute, type PageContext, type PageRoute } from '../../../web/route.ts'
import { closeEndpoint, pauseEndpoint, resumeEndpoint, rotateSecret, sendAgain, testEndpoint } from '../../actions/manage-endpoint.ts'
import type { WebhookOptions } from '../../options.ts'
import { MANAGE_WEBHOOKS } from '../../terms.ts'
import { showWebhook } from './show.ts'

const params = z.object({ endpointId: z.uuid() })
type Ctx = PageContext<z.output<typeof params>>

/** One webhook: its log, a test, a new secret, pausing and removing it. */
export function webhookPages(options: WebhookOptions): readonly PageRoute[] {
  return [
    pageRoute({ method: 'GET', url: '/webhooks/:endpointId', permission: MANAGE_WEBHOOKS, params, handler: (ctx) => showWebhook(ctx, options, ctx.params.endpointId) }),
    deed('test', async (ctx) => {
      await testEndpoint(ctx.house, ctx.actor, ctx.params.endpointId)
      return back(ctx, 'A test is on its way')
    }),
    deed('pause', async (ctx) => {
      await pauseEndpoint(ctx.house, ctx.actor, ctx.params.endpointId)
      return back(ctx, 'The webhook is paused')
    }),
    deed('resume', async (ctx) => {
      const { queued } = await resumeEndpoint(ctx.house, ctx.actor, ctx.params.endpointId)
      return back(ctx, queued === 0 ? 'The webhook works again' : `The webhook works again. ${countOf(queued, 'delivery', 'deliveries')} from before the pause ${queued === 1 ? 'is' : 'are'} tried again`)
    }),
    deed('rotate', async (ctx) => {
      const { secret } = await rotateSecret(ctx.house, ctx.actor, ctx.params.endpointId)
      return showWebhook(ctx, options, ctx.params.endpointId, { secret, heading: 'A new secret is made' })
    }),
    deed('remove', async (ctx) => {
      await closeEndpoint(ctx.house, ctx.actor, ctx.params.endpointId)
      return redirectTo('/webhooks', 'The webhook is removed. It is told nothing more')
    }),
    pageRoute({
      method: 'POST',
      url: '/webhooks/:endpointId/deliveries/:deliveryId/send',
      permission: MANAGE_WEBHOOKS,
      params: params.extend({ deliveryId: z.uuid() }),
      handler: async (ctx) => {
        await sendAgain(ctx.house, ctx.actor, ctx.params.endpointId, ctx.params.deliveryId)
        return back(ctx, 'It is on its way again')
      },
    }),
  ]
}

function deed(slug: string, handler: (ctx: Ctx) => Promise<PageReply>): PageRoute {
  return pageRoute({ method: 'POST', url: `/webhooks/:endpointId/${slug}`, permission: MANAGE_WEBHOOKS, params, handler })
}

function back(ctx: Ctx, said: string): PageReply {
  return redirectTo(`/webhooks/${ctx.params.endpointId}`, said)
}
