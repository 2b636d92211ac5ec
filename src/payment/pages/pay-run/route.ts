import { z } from 'zod'
import { getFramework, listZones, providerNames } from '../../../market/public.ts'
import { need } from '../../../platform/access/permission.ts'
import { NotFound } from '../../../platform/action/refused.ts'
import { read } from '../../../platform/action/transaction.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { listPayRunSums, listSumsByPlace } from '../../store/pay-run.read.ts'
import { listStatements } from '../../store/statement.read.ts'
import { SEE_PAY_RUNS } from '../../terms.ts'
import { presentPayRun } from './present.ts'

/** What one run paid: by provider, by zone and by tier. */
export const payRunPage = pageRoute({
  method: 'GET',
  url: '/pay-runs/:payRunId',
  permission: SEE_PAY_RUNS,
  params: z.object({ payRunId: z.uuid() }),
  handler: async (ctx) => {
    const facts = await read(ctx.house, ctx.actor, async (work) => {
      need(ctx.actor, SEE_PAY_RUNS)
      const [run] = await listPayRunSums(work.tx, { payRunId: ctx.params.payRunId })
      if (run === undefined) throw new NotFound('The payment run')
      const statements = await listStatements(work.tx, { payRunId: run.id })
      return {
        run,
        framework: await getFramework(work, run.frameworkId),
        statements,
        providers: await providerNames(work, statements.map((each) => each.providerId)),
        zones: await listZones(work, run.frameworkId),
        sums: await listSumsByPlace(work.tx, run.id),
      }
    })
    const view = presentPayRun(facts, ctx.url)
    return tableReply(ctx, [view.statements, view.zones, view.tiers], page('payment/pages/pay-run/page.njk', view))
  },
})
