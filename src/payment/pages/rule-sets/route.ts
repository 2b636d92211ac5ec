import { listFrameworks } from '../../../market/public.ts'
import { holds, need } from '../../../platform/access/permission.ts'
import { read } from '../../../platform/action/transaction.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { listOpenDrafts } from '../../store/rule-set-draft.read.ts'
import { listRuleSets } from '../../store/rule-set.read.ts'
import { ADOPT_RULE_SETS, SEE_RULE_SETS } from '../../terms.ts'
import { TRY_RULES } from '../../terms/what-if.ts'
import { frameworkRules } from './present.ts'

/** The payment rules of each framework: what is in force, and every version. */
export const ruleSetsPage = pageRoute({
  method: 'GET',
  url: '/rule-sets',
  permission: SEE_RULE_SETS,
  handler: async (ctx) => {
    const frameworks = await read(ctx.house, ctx.actor, async (work) => {
      need(ctx.actor, SEE_RULE_SETS)
      const ruleSets = await listRuleSets(work.tx)
      const drafts = holds(ctx.actor, ADOPT_RULE_SETS) ? await listOpenDrafts(work.tx) : []
      return (await listFrameworks(work)).map((framework) => frameworkRules(framework, ruleSets.filter((each) => each.frameworkId === framework.id), drafts.filter((each) => each.frameworkId === framework.id), work.today, ctx.url))
    })
    const view = { title: 'Payment rules', frameworks, mayAdopt: holds(ctx.actor, ADOPT_RULE_SETS), mayTry: holds(ctx.actor, TRY_RULES) }
    return tableReply(ctx, frameworks.map((each) => each.table), page('payment/pages/rule-sets/page.njk', view))
  },
})
