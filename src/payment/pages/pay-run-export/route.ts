import { z } from 'zod'
import { holds } from '../../../platform/access/permission.ts'
import { atDates, askedDate } from '../../../platform/web/date-boxes.ts'
import { fieldErrorsOf, type FieldError } from '../../../platform/web/form.ts'
import { download, page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { exportPayments } from '../../actions/export-payments.ts'
import { recordPaid } from '../../actions/record-paid.ts'
import { getPaymentsFile } from '../../reads/kept-file.ts'
import { seeExports } from '../../reads/one-pay-run.ts'
import { SEE_PAY_RUNS } from '../../terms.ts'
import { EXPORT_PAYMENTS } from '../../terms/approval.ts'
import { SEE_BANK_DETAILS } from '../../terms/bank-account.ts'
import { presentExports } from './present.ts'

const params = z.object({ payRunId: z.uuid() })
type Ctx = Pick<PageContext<{ readonly payRunId: string }>, 'house' | 'actor' | 'url' | 'params'>

/** The payments files of a run, whether they were paid, and what is held. */
export const payRunExportPage = pageRoute({ method: 'GET', url: '/pay-runs/:payRunId/export', permission: SEE_PAY_RUNS, params, handler: (ctx) => show(ctx) })

/** Makes the next payments file of a run. */
export const makePaymentsFile = pageRoute({
  method: 'POST',
  url: '/pay-runs/:payRunId/export',
  permission: EXPORT_PAYMENTS,
  params,
  handler: async (ctx) => {
    try {
      const { sequence } = await exportPayments(ctx.house, ctx.actor, ctx.params)
      return redirectTo(`/pay-runs/${ctx.params.payRunId}/export`, `Payments file ${String(sequence)} is made`)
    } catch (fault) {
      return show(ctx, { errors: fieldErrorsOf(fault, 'export'), values: {} })
    }
  },
})

/** Records the day on which the last file was paid. */
export const recordPaidDay = pageRoute({
  method: 'POST',
  url: '/pay-runs/:payRunId/paid',
  permission: EXPORT_PAYMENTS,
  params,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const paidOn = askedDate(ctx.body, 'paid-on', 'day of the payment', errors)
    if (paidOn === null) return show(ctx, { errors, values: ctx.body })
    try {
      await recordPaid(ctx.house, ctx.actor, { ...ctx.params, paidOn })
    } catch (fault) {
      return show(ctx, { errors: fieldErrorsOf(fault, 'paid-on'), values: ctx.body })
    }
    return redirectTo(`/pay-runs/${ctx.params.payRunId}/export`, 'The payment is recorded, and providers have their remittances')
  },
})

/** A payments file as it was made. */
export const paymentsFileDownload = pageRoute({
  method: 'GET',
  url: '/pay-runs/:payRunId/exports/:exportNr',
  permission: SEE_PAY_RUNS,
  params: params.extend({ exportNr: z.coerce.number().int().positive() }),
  handler: async (ctx) => {
    const { file, content } = await getPaymentsFile(ctx.house, ctx.actor, ctx.params.payRunId, ctx.params.exportNr)
    return download(`payments-${String(file.sequence).padStart(6, '0')}.csv`, 'text/csv; charset=utf-8', content)
  },
})

async function show(ctx: Ctx, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const facts = await seeExports(ctx.house, ctx.actor, ctx.params.payRunId)
  const here = `/pay-runs/${ctx.params.payRunId}/export`
  const view = presentExports(facts, { url: again === undefined ? ctx.url : here, mayExport: holds(ctx.actor, EXPORT_PAYMENTS) })
  const shown = page('payment/pages/pay-run-export/page.njk', { ...view, maySeeAccounts: holds(ctx.actor, SEE_BANK_DETAILS), errors: again === undefined ? undefined : atDates(again.errors, ['paid-on']), values: again?.values ?? {} }, again === undefined ? {} : { status: 400 })
  return again === undefined ? tableReply(ctx, [view.files, view.remittances, view.held], shown) : shown
}
