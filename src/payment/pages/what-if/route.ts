import { z } from 'zod'
import { getFramework } from '../../../market/public.ts'
import { need } from '../../../platform/access/permission.ts'
import { NotFound } from '../../../platform/action/refused.ts'
import { read } from '../../../platform/action/transaction.ts'
import { download, page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { whatIfJson } from '../../api/what-if-shape.ts'
import { findWhatIf } from '../../store/what-if.read.ts'
import { TRY_RULES } from '../../terms/what-if.ts'
import { comparedView, factRows, waitingView } from './present.ts'
import { scenarioView } from './scenario-view.ts'

/** A what-if: every rule set beside what was paid, and one of them in full. As JSON with `?format=json`; each table as CSV. */
export const whatIfPage = pageRoute({
  method: 'GET',
  url: '/what-ifs/:whatIfId',
  permission: TRY_RULES,
  params: z.object({ whatIfId: z.uuid() }),
  query: z.looseObject({ rules: z.coerce.number().int().min(0).max(100).catch(0).default(0), format: z.string().optional() }),
  handler: async (ctx) => {
    const { whatIf, framework } = await read(ctx.house, ctx.actor, async (work) => {
      need(ctx.actor, TRY_RULES)
      const found = await findWhatIf(work.tx, ctx.params.whatIfId)
      if (found === undefined) throw new NotFound('The what-if')
      return { whatIf: found, framework: await getFramework(work, found.frameworkId) }
    })
    if (ctx.query.format === 'json') return download('what-if.json', 'application/json; charset=utf-8', JSON.stringify(whatIfJson(whatIf), null, 2))
    const here = `/what-ifs/${whatIf.id}`
    const base = { title: whatIf.name, caption: 'What if', breadcrumbs: [{ text: 'What if', href: '/what-ifs' }], facts: factRows(whatIf, framework.name) }
    const { result } = whatIf
    const chosen = result?.scenarios[ctx.query.rules] ?? result?.scenarios[0]
    if (result === null || chosen === undefined) return page('payment/pages/what-if/page.njk', { ...base, isBusy: whatIf.endedAt === null, waiting: waitingView(whatIf, here), here })
    const compared = comparedView(whatIf, result, ctx.url)
    const view = scenarioView(chosen, result, ctx.url)
    const others = result.scenarios.map((each, at) => ({ text: each.name, href: `${here}?rules=${String(at)}#rules`, isShown: each === chosen }))
    return tableReply(ctx, [compared.table, ...view.allTables], page('payment/pages/what-if/page.njk', { ...base, compared, view, others, here, visitsCsv: view.allTables.at(-1)?.csvHref }))
  },
})
