import { z } from 'zod'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody } from '../../../platform/web/route.ts'
import { describeProvider } from '../../actions/describe-provider.ts'
import { getProviderRecord } from '../../reads/provider-record.ts'
import { KEEP_MARKET, PROVIDER_KIND_NAMES, PROVIDER_KINDS } from '../../terms.ts'

const params = z.object({ providerId: z.uuid() })
const HINTS = { local: 'A small or medium-sized business of the area', regional: 'Works in several counties', national: 'Works across the country' } as const

export const describePage = pageRoute({
  method: 'GET',
  url: '/providers/:providerId/describe',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const { provider } = await getProviderRecord(ctx.house, ctx.actor, ctx.params.providerId)
    return form(provider, { kind: provider.kind ?? '', languages: provider.languages.join(', '), email: provider.email ?? '' })
  },
})

export const describeAction = pageRoute({
  method: 'POST',
  url: '/providers/:providerId/describe',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const { provider } = await getProviderRecord(ctx.house, ctx.actor, ctx.params.providerId)
    const kind = PROVIDER_KINDS.find((each) => each === textOf(ctx.body, 'kind'))
    if (kind === undefined) return form(provider, ctx.body, [fieldError('kind', 'Select what kind of provider it is')])
    try {
      await describeProvider(ctx.house, ctx.actor, { providerId: provider.id, kind, languages: textOf(ctx.body, 'languages').split(','), email: textOf(ctx.body, 'email') })
    } catch (fault) {
      return form(provider, ctx.body, fieldErrorsOf(fault, 'email'))
    }
    return redirectTo(`/providers/${provider.id}`, 'Changes saved')
  },
})

function form(provider: { id: string; name: string }, values: FormBody, errors: readonly FieldError[] = []): PageReply {
  const kinds = PROVIDER_KINDS.map((kind) => ({ value: kind, text: PROVIDER_KIND_NAMES[kind], hint: { text: HINTS[kind] }, checked: values['kind'] === kind }))
  const view = { title: 'Change what the council records', caption: provider.name, breadcrumbs: [{ text: 'Providers', href: '/providers' }, { text: provider.name, href: `/providers/${provider.id}` }, { text: 'Change' }], kinds, values, errors }
  return page('market/pages/describe/page.njk', view, errors.length > 0 ? { status: 400 } : {})
}
