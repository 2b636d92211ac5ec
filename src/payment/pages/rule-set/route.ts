import { z } from 'zod'
import { getFramework } from '../../../market/public.ts'
import { need } from '../../../platform/access/permission.ts'
import { NotFound } from '../../../platform/action/refused.ts'
import { read } from '../../../platform/action/transaction.ts'
import { page } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { findRuleSet } from '../../store/rule-set.read.ts'
import { SEE_RULE_SETS } from '../../terms.ts'
import { presentRuleSet } from './present.ts'
import { exampleForm, workedExample } from './worked-example.ts'

/** One version of the rules: in sentences, as JSON, and tried on a visit that somebody types in. */
export const ruleSetPage = pageRoute({
  method: 'GET',
  url: '/rule-sets/:ruleSetId',
  permission: SEE_RULE_SETS,
  params: z.object({ ruleSetId: z.uuid() }),
  query: z.looseObject({}),
  handler: async (ctx) => {
    const { ruleSet, framework } = await read(ctx.house, ctx.actor, async (work) => {
      need(ctx.actor, SEE_RULE_SETS)
      const found = await findRuleSet(work.tx, ctx.params.ruleSetId)
      if (found === undefined) throw new NotFound('The rule set')
      return { ruleSet: found, framework: await getFramework(work, found.frameworkId) }
    })
    const isTried = Object.hasOwn(ctx.query, 'outcome')
    const example = isTried ? workedExample(ruleSet.document, ctx.query) : undefined
    const view = { ...presentRuleSet(ruleSet, framework.name), form: exampleForm(ctx.query), example, errors: example?.errors ?? [] }
    return page('payment/pages/rule-set/page.njk', view, { status: example !== undefined && example.errors.length > 0 ? 400 : 200 })
  },
})
