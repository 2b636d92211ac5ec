import { z } from 'zod'
import { dateValues } from '../../../platform/web/date-boxes.ts'
import { dateOf, fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody } from '../../../platform/web/route.ts'
import { suspendProvider } from '../../actions/suspend-provider.ts'
import { getProviderRecord } from '../../reads/provider-record.ts'
import { SUSPEND_PROVIDERS } from '../../terms.ts'

const params = z.object({ providerId: z.uuid() })

export const suspendPage = pageRoute({
  method: 'GET',
  url: '/providers/:providerId/suspend',
  permission: SUSPEND_PROVIDERS,
  params,
  handler: async (ctx) => {
    const { provider, today } = await getProviderRecord(ctx.house, ctx.actor, ctx.params.providerId)
    return form(provider, { ...dateValues('fromOn', today), ...dateValues('reviewOn', today.add({ weeks: 4 })) })
  },
})

export const suspendAction = pageRoute({
  method: 'POST',
  url: '/providers/:providerId/suspend',
  permission: SUSPEND_PROVIDERS,
  params,
  handler: async (ctx) => {
    const { provider } = await getProviderRecord(ctx.house, ctx.actor, ctx.params.providerId)
    const read = readSuspension(ctx.body)
    if (!read.ok) return form(provider, ctx.body, read.errors)
    try {
      await suspendProvider(ctx.house, ctx.actor, { ...ctx.params, ...read.value })
    } catch (fault) {
      return form(provider, ctx.body, fieldErrorsOf(fault, 'reason'))
    }
    return redirectTo(`/providers/${provider.id}`, `${provider.name} is given no new packages`)
  },
})

type ReadSuspension = { ok: true; value: { fromOn: Temporal.PlainDate; reviewOn: Temporal.PlainDate; reason: string } } | { ok: false; errors: FieldError[] }

/** The form's fields as a suspension, or each thing that is wrong. */
function readSuspension(body: FormBody): ReadSuspension {
  const [fromOn, reviewOn, reason] = [dateOf(body, 'fromOn'), dateOf(body, 'reviewOn'), textOf(body, 'reason')]
  const errors: FieldError[] = []
  if (fromOn == null) errors.push(fieldError('fromOn-day', fromOn === null ? 'The first day must be a real date' : 'Enter the first day of the suspension'))
  if (reviewOn == null) errors.push(fieldError('reviewOn-day', reviewOn === null ? 'The review must be a real date' : 'Enter when the suspension will be reviewed'))
  if (reason === '') errors.push(fieldError('reason', 'Enter why the provider is suspended'))
  return fromOn == null || reviewOn == null || errors.length > 0 ? { ok: false, errors } : { ok: true, value: { fromOn, reviewOn, reason } }
}

function form(provider: { id: string; name: string }, values: FormBody, errors: readonly FieldError[] = []): PageReply {
  const view = { title: 'Suspend new packages', caption: provider.name, breadcrumbs: [{ text: 'Providers', href: '/providers' }, { text: provider.name, href: `/providers/${provider.id}` }, { text: 'Suspend' }], provider, values, errors }
  return page('market/pages/suspend/page.njk', view, errors.length > 0 ? { status: 400 } : {})
}
