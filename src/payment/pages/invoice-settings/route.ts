import { dataTable } from '../../../platform/components/data-table.ts'
import { textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { setInvoiceParty, setTolerance } from '../../actions/set-invoicing.ts'
import { seeInvoiceSettings, type InvoicingProvider } from '../../reads/invoices.ts'
import { poundsFigure } from '../../rules/pounds-figure.ts'
import { NO_TOLERANCE, SET_INVOICING, type Tolerance } from '../../terms/invoice.ts'
import { PARTY_FIELDS, partyValues, readParty, readTolerance } from './form.ts'

/** Tolerances, the council's details on invoices, and how each provider is paid. */
export const invoiceSettingsPage = pageRoute({ method: 'GET', url: '/invoice-settings', permission: SET_INVOICING, handler: (ctx) => show(ctx) })

/** Sets the tolerances, or the council's details. */
export const setInvoiceSettings = pageRoute({
  method: 'POST',
  url: '/invoice-settings',
  permission: SET_INVOICING,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    if (textOf(ctx.body, 'set') === 'council') {
      const party = readParty(ctx.body, false, errors)
      if (party === null || errors.length > 0) return show(ctx, { errors, values: ctx.body })
      await setInvoiceParty(ctx.house, ctx.actor, { providerId: null, party })
      return redirectTo('/invoice-settings', 'The council’s details are recorded')
    }
    const tolerance = readTolerance(ctx.body, errors)
    if (tolerance === null) return show(ctx, { errors, values: ctx.body })
    await setTolerance(ctx.house, ctx.actor, tolerance)
    return redirectTo('/invoice-settings', 'The tolerances are set for invoices that come from now on')
  },
})

async function show(ctx: Pick<PageContext, 'house' | 'actor' | 'url'>, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seeInvoiceSettings(ctx.house, ctx.actor)
  const table = dataTable<InvoicingProvider>({
    caption: 'Providers',
    noun: ['provider', 'providers'],
    url: again === undefined ? ctx.url : '/invoice-settings',
    rows: seen.providers,
    emptyWords: 'No provider has a statement yet.',
    columns: [
      { key: 'name', heading: 'Provider', value: (row) => ({ text: row.name, href: `/invoice-settings/${row.id}` }), sort: (row) => row.name },
      { key: 'paid', heading: 'Paid', value: (row) => (row.paidBy === 'invoice' ? 'On invoice' : 'On statement'), sort: (row) => row.paidBy },
      { key: 'details', heading: 'Invoice details', value: (row) => (row.party === undefined ? 'Missing' : row.party.name) },
    ],
  })
  const values = { ...toleranceValues(seen.tolerances[0] ?? NO_TOLERANCE), ...partyValues(seen.council), ...again?.values }
  const shown = page('payment/pages/invoice-settings/page.njk', { title: 'Invoice settings', breadcrumbs: [{ text: 'Invoices', href: '/invoices' }, { text: 'Settings' }], errors: again?.errors, values, fields: PARTY_FIELDS, table }, again === undefined ? {} : { status: 400 })
  return again === undefined ? tableReply(ctx, [table], shown) : shown
}

function toleranceValues(tolerance: Tolerance): FormBody {
  const shareText = (share: number | null): string => (share === null ? '' : String(share / 100))
  return { linePounds: poundsFigure(tolerance.linePence), lineShare: shareText(tolerance.lineShare), totalPounds: poundsFigure(tolerance.totalPence), totalShare: shareText(tolerance.totalShare) }
}
