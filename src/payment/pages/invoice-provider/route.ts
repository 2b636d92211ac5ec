import { z } from 'zod'
import { wordsForDate } from '../../../kernel/words.ts'
import { askedDate, atDates } from '../../../platform/web/date-boxes.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { setInvoiceParty, setInvoicingWay } from '../../actions/set-invoicing.ts'
import { seeInvoiceSettings } from '../../reads/invoices.ts'
import { PAID_BY, PAID_BY_WORDS, SET_INVOICING } from '../../terms/invoice.ts'
import { PARTY_FIELDS, partyValues, readParty } from '../invoice-settings/form.ts'

const params = z.object({ providerId: z.uuid() })
type Ctx = Pick<PageContext<{ readonly providerId: string }>, 'house' | 'actor' | 'params'>

/** How one provider is paid from a day, and who it is on invoices. */
export const invoiceProviderPage = pageRoute({ method: 'GET', url: '/invoice-settings/:providerId', permission: SET_INVOICING, params, handler: (ctx) => show(ctx) })

/** Sets one of them. */
export const setInvoiceProvider = pageRoute({
  method: 'POST',
  url: '/invoice-settings/:providerId',
  permission: SET_INVOICING,
  params,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const { providerId } = ctx.params
    const here = `/invoice-settings/${providerId}`
    if (textOf(ctx.body, 'set') === 'details') {
      const party = readParty(ctx.body, true, errors)
      if (party === null || errors.length > 0) return show(ctx, { errors, values: ctx.body })
      await setInvoiceParty(ctx.house, ctx.actor, { providerId, party })
      return redirectTo(here, 'The details are recorded')
    }
    const paidBy = PAID_BY.find((each) => each === textOf(ctx.body, 'paidBy'))
    if (paidBy === undefined) errors.push(fieldError('paidBy', 'Choose how the provider is paid'))
    const fromOn = askedDate(ctx.body, 'from', 'first day', errors)
    if (paidBy === undefined || fromOn === null) return show(ctx, { errors, values: ctx.body })
    try {
      await setInvoicingWay(ctx.house, ctx.actor, { providerId, fromOn, paidBy })
    } catch (fault) {
      return show(ctx, { errors: fieldErrorsOf(fault, 'from'), values: ctx.body })
    }
    return redirectTo(here, `It counts for payment periods that begin on ${wordsForDate(fromOn)} or later`)
  },
})

async function show(ctx: Ctx, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const { providers: [provider] } = await seeInvoiceSettings(ctx.house, ctx.actor, ctx.params.providerId)
  const name = provider?.name ?? 'Provider'
  const view = {
    title: name,
    caption: 'Invoice settings',
    breadcrumbs: [{ text: 'Invoices', href: '/invoices' }, { text: 'Settings', href: '/invoice-settings' }, { text: name }],
    errors: again === undefined ? undefined : atDates(again.errors, ['from']),
    values: { ...partyValues(provider?.party), ...again?.values },
    fields: PARTY_FIELDS,
    ways: (provider?.ways ?? []).map((way) => `From ${wordsForDate(way.fromOn)} ${way.paidBy === 'invoice' ? 'on invoice' : 'on statement'}, set by ${way.recordedBy}`),
    choices: PAID_BY.map((value) => ({ value, text: PAID_BY_WORDS[value] })),
    chosen: textOf(again?.values ?? {}, 'paidBy') || (provider?.paidBy ?? ''),
  }
  return page('payment/pages/invoice-provider/page.njk', view, again === undefined ? {} : { status: 400 })
}
