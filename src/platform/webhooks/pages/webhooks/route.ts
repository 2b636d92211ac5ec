import { z } from 'zod'
import { dataTable } from '../../../components/data-table.ts'
import { fieldErrorsOf, listOf, readForm, textOf, type FieldError } from '../../../web/form.ts'
import { page, tableReply, type PageReply } from '../../../web/reply.ts'
import { pageRoute, type FormBody, type PageContext, type PageRoute } from '../../../web/route.ts'
import { addEndpoint, seeEndpoints } from '../../actions/manage-endpoint.ts'
import type { WebhookOptions } from '../../options.ts'
import { MANAGE_WEBHOOKS } from '../../terms.ts'
import { showWebhook } from '../webhook/show.ts'
import { endpointColumns } from './present.ts'

const EndpointForm = z.object({
  url: z.string().min(1, 'Enter the address that requests go to'),
  topics: z.array(z.string()).min(1, 'Choose at least one kind of news'),
})

/** An organisation's webhooks, and adding one. Its secret is shown once, on the page that answers. */
export function webhooksPages(options: WebhookOptions): readonly PageRoute[] {
  const topicsFor = (ctx: PageContext) => options.topics.filter((topic) => ctx.actor.organisationId === null || !topic.isCouncilOnly)
  const show = async (ctx: PageContext, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> => {
    const endpoints = await seeEndpoints(ctx.house, ctx.actor)
    const table = dataTable({ caption: 'Webhooks', noun: ['webhook', 'webhooks'], columns: endpointColumns, rows: endpoints, url: ctx.url, emptyWords: 'There are no webhooks yet. Add one below, and Tendwell tells it of news as it happens.' })
    const chosen = again === undefined ? [] : listOf(again.values, 'topics')
    const items = topicsFor(ctx).map((topic) => ({ value: topic.name, text: topic.about, hint: { text: topic.name }, checked: chosen.includes(topic.name) }))
    const view = { title: 'Webhooks', table, items, errors: again?.errors, values: { url: again === undefined ? '' : textOf(again.values, 'url') } }
    return tableReply(ctx, [table], page('platform/webhooks/pages/webhooks/page.njk', view, again === undefined ? {} : { status: 400 }))
  }
  return [
    pageRoute({ method: 'GET', url: '/webhooks', permission: MANAGE_WEBHOOKS, handler: (ctx) => show(ctx) }),
    pageRoute({
      method: 'POST',
      url: '/webhooks',
      permission: MANAGE_WEBHOOKS,
      handler: async (ctx) => {
        const form = readForm(EndpointForm, { url: textOf(ctx.body, 'url'), topics: listOf(ctx.body, 'topics') })
        if (!form.ok) return show(ctx, { errors: form.errors, values: ctx.body })
        try {
          const { endpointId, secret } = await addEndpoint(ctx.house, ctx.actor, form.value, { topics: topicsFor(ctx).map((topic) => topic.name), mayBePrivate: options.mayBePrivate })
          return await showWebhook(ctx, options, endpointId, { secret, heading: 'The webhook is added' })
        } catch (fault) {
          return show(ctx, { errors: fieldErrorsOf(fault, 'url'), values: ctx.body })
        }
      },
    }),
  ]
}
