import { z } from 'zod'
import { holds } from '../../../platform/access/permission.ts'
import { fieldError, fieldErrorsOf, readForm, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { askPayment } from '../../actions/ask-payment.ts'
import { listPayPeriods } from '../../reads/pay-periods.ts'
import { RUN_PAYMENT, SEE_PAY_RUNS } from '../../terms.ts'
import { SEE_APPROVAL_LIMITS } from '../../terms/approval.ts'
import { periodsTable, periodTasks, promptWords } from './present.ts'

const askForm = z.object({ framework: z.uuid('Choose a framework'), period: z.iso.date('Choose a period').transform((text) => Temporal.PlainDate.from(text)) })

/** Payment periods of a framework and where each stands. */
export const payRunsPage = pageRoute({
  method: 'GET',
  url: '/pay-runs',
  permission: SEE_PAY_RUNS,
  query: z.looseObject({ framework: z.uuid().optional() }),
  handler: (ctx) => shown(ctx, ctx.query.framework, []),
})

/** Asks for a period to be paid; the page then shows how far it has come. */
export const askForPayRun = pageRoute({
  method: 'POST',
  url: '/pay-runs',
  permission: RUN_PAYMENT,
  handler: async (ctx) => {
    const form = readForm(askForm, ctx.body)
    if (!form.ok) return shown(ctx, undefined, [fieldError('tasks', 'Choose a period to run from the list')])
    try {
      await askPayment(ctx.house, ctx.actor, { frameworkId: form.value.framework, periodFromOn: form.value.period })
    } catch (fault) {
      return shown(ctx, form.value.framework, fieldErrorsOf(fault, 'tasks').map((error) => ({ ...error, href: '#tasks' })))
    }
    return redirectTo(`/pay-runs?framework=${form.value.framework}`, 'Payment has been asked for')
  },
})

async function shown(ctx: Pick<PageContext, 'house' | 'actor' | 'url'>, frameworkId: string | undefined, errors: readonly FieldError[]): Promise<PageReply> {
  const found = await listPayPeriods(ctx.house, ctx.actor, frameworkId)
  if (found === undefined) return page('payment/pages/pay-runs/page.njk', { title: 'Payment runs' })
  const url = new URL(ctx.url, 'http://local')
  url.searchParams.set('framework', found.framework.id)
  const here = `${url.pathname}${url.search}`
  const table = periodsTable(found.periods, here)
  const tasks = periodTasks(found.periods)
  const view = {
    title: 'Payment runs',
    caption: found.framework.name,
    errors,
    frameworkId: found.framework.id,
    otherFrameworks: found.frameworks.filter((each) => each.id !== found.framework.id).map((each) => ({ text: each.name, href: `/pay-runs?framework=${each.id}` })),
    table,
    tasks,
    isFirst: found.periods.every((each) => each.run === undefined),
    isBusy: tasks.some((task) => task.isInHand),
    mayRun: holds(ctx.actor, RUN_PAYMENT),
    promptWords: promptWords(found.periods),
    maySeeLimits: holds(ctx.actor, SEE_APPROVAL_LIMITS),
    here: `/pay-runs?framework=${found.framework.id}`,
  }
  return tableReply(ctx, [table], page('payment/pages/pay-runs/page.njk', view, { status: errors.length > 0 ? 400 : 200 }))
}
