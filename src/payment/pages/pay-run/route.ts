import { z } from 'zod'
import { holds } from '../../../platform/access/permission.ts'
import { askedText, fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { decideRun, putForwardRun } from '../../actions/decide-run.ts'
import { seePayRun } from '../../reads/one-pay-run.ts'
import { RUN_PAYMENT, SEE_PAY_RUNS } from '../../terms.ts'
import { APPROVE_PAY_RUNS } from '../../terms/approval.ts'
import { presentPayRun } from './present.ts'

const params = z.object({ payRunId: z.uuid() })
type Ctx = Pick<PageContext<{ readonly payRunId: string }>, 'house' | 'actor' | 'url' | 'params'>

const SAID = {
  'put-forward': 'The run is put forward. Those who may approve it are told',
  approve: 'The run is approved. Its statements are with the providers',
  'send-back': 'The run is sent back. Finance officers are told why',
} as const

/** What one run paid, by provider, by zone and by tier; where it stands, its checks, and what is done with it next. */
export const payRunPage = pageRoute({
  method: 'GET',
  url: '/pay-runs/:payRunId',
  permission: SEE_PAY_RUNS,
  params,
  handler: (ctx) => show(ctx),
})

/** Puts a run forward, approves it or sends it back. */
export const decidePayRun = pageRoute({
  method: 'POST',
  url: '/pay-runs/:payRunId/decision',
  permission: [RUN_PAYMENT, APPROVE_PAY_RUNS],
  params,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const decision = (['put-forward', 'approve', 'send-back'] as const).find((each) => each === textOf(ctx.body, 'decision'))
    if (decision === undefined) errors.push(fieldError('decision', 'Choose whether to approve the run or send it back'))
    const note = askedText(ctx.body, 'note', decision === 'send-back' ? 'Say why it is sent back' : null, errors)
    if (errors.length > 0 || decision === undefined) return show(ctx, { errors, values: ctx.body })
    try {
      const { payRunId } = ctx.params
      if (decision === 'put-forward') await putForwardRun(ctx.house, ctx.actor, { payRunId, note })
      else await decideRun(ctx.house, ctx.actor, { payRunId, isApproved: decision === 'approve', note })
    } catch (fault) {
      return show(ctx, { errors: fieldErrorsOf(fault, 'decision'), values: ctx.body })
    }
    return redirectTo(`/pay-runs/${ctx.params.payRunId}`, SAID[decision])
  },
})

async function show(ctx: Ctx, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const facts = await seePayRun(ctx.house, ctx.actor, ctx.params.payRunId)
  const view = presentPayRun(facts, { url: again === undefined ? ctx.url : `/pay-runs/${ctx.params.payRunId}`, mayRun: holds(ctx.actor, RUN_PAYMENT), mayApprove: holds(ctx.actor, APPROVE_PAY_RUNS) })
  const values = again?.values ?? {}
  const shown = page('payment/pages/pay-run/page.njk', { ...view, errors: again?.errors, values, chosen: textOf(values, 'decision') }, again === undefined ? {} : { status: 400 })
  return again === undefined ? tableReply(ctx, [view.statements, view.zones, view.tiers], shown) : shown
}
