import { z } from 'zod'
import { holds } from '../../../platform/access/permission.ts'
import { askedDate, atDates, dateValues } from '../../../platform/web/date-boxes.ts'
import { askedText, fieldErrorsOf, type FieldError } from '../../../platform/web/form.ts'
import { download, page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { makeBacsFile, withdrawBacsFile } from '../../actions/make-bacs-file.ts'
import { getBacsFile, seeBacs } from '../../reads/bacs.ts'
import { SEE_PAY_RUNS } from '../../terms.ts'
import { EXPORT_PAYMENTS } from '../../terms/approval.ts'
import { SEE_BANK_DETAILS } from '../../terms/bank-account.ts'
import { presentBacs } from './present.ts'

const params = z.object({ payRunId: z.uuid(), exportNr: z.coerce.number().int().positive() })
type Ctx = Pick<PageContext<{ readonly payRunId: string; readonly exportNr: number }>, 'house' | 'actor' | 'url' | 'params'>

/** A payments file as a Bacs file: what it would hold, whose details are missing, and the files that were made. */
export const bacsPage = pageRoute({ method: 'GET', url: '/pay-runs/:payRunId/exports/:exportNr/bacs', permission: SEE_PAY_RUNS, params, handler: (ctx) => show(ctx) })

/** Makes the file. */
export const makeBacs = pageRoute({
  method: 'POST',
  url: '/pay-runs/:payRunId/exports/:exportNr/bacs',
  permission: EXPORT_PAYMENTS,
  params,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const processingOn = askedDate(ctx.body, 'processing', 'processing day', errors)
    if (processingOn === null) return show(ctx, { errors, values: ctx.body })
    try {
      const { sequence } = await makeBacsFile(ctx.house, ctx.actor, { ...ctx.params, processingOn })
      return redirectTo(hereOf(ctx), `Bacs file ${String(sequence)} is made. It is not submitted`)
    } catch (fault) {
      return show(ctx, { errors: fieldErrorsOf(fault, 'processing'), values: ctx.body })
    }
  },
})

/** Withdraws a file that was never submitted. */
export const withdrawBacs = pageRoute({
  method: 'POST',
  url: '/pay-runs/:payRunId/exports/:exportNr/bacs/withdrawal',
  permission: EXPORT_PAYMENTS,
  params,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const reason = askedText(ctx.body, 'reason', 'Say why, and how you know that it was not submitted', errors)
    if (reason === null || errors.length > 0) return show(ctx, { errors, values: ctx.body })
    try {
      await withdrawBacsFile(ctx.house, ctx.actor, { ...ctx.params, reason })
    } catch (fault) {
      return show(ctx, { errors: fieldErrorsOf(fault, 'reason'), values: ctx.body })
    }
    return redirectTo(hereOf(ctx), 'The Bacs file is withdrawn. Delete every copy of it, then make another')
  },
})

/** The file that stands, as it was made. */
export const bacsDownload = pageRoute({
  method: 'GET',
  url: '/pay-runs/:payRunId/exports/:exportNr/bacs/file',
  permission: EXPORT_PAYMENTS,
  params,
  handler: async (ctx) => {
    const { file, content } = await getBacsFile(ctx.house, ctx.actor, ctx.params.payRunId, ctx.params.exportNr)
    return download(`bacs-${String(file.sequence).padStart(6, '0')}.txt`, 'text/plain; charset=us-ascii', content)
  },
})

function hereOf({ params: { payRunId, exportNr } }: Pick<Ctx, 'params'>): string {
  return `/pay-runs/${payRunId}/exports/${String(exportNr)}/bacs`
}

async function show(ctx: Ctx, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seeBacs(ctx.house, ctx.actor, ctx.params.payRunId, ctx.params.exportNr)
  const mayExport = holds(ctx.actor, EXPORT_PAYMENTS)
  const here = hereOf(ctx)
  const view = presentBacs(seen, { url: again === undefined ? ctx.url : here, here, mayExport, maySeeAccounts: holds(ctx.actor, SEE_BANK_DETAILS) })
  const values = { ...dateValues('processing', seen.suggestedOn ?? null), ...again?.values }
  const shown = page('payment/pages/bacs/page.njk', { ...view, values, errors: again === undefined ? undefined : atDates(again.errors, ['processing']) }, again === undefined ? {} : { status: 400 })
  return again === undefined ? tableReply(ctx, [view.payments, view.files], shown) : shown
}
