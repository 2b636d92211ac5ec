import { z } from 'zod'
import { listFrameworks } from '../../../market/public.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { need } from '../../../platform/access/permission.ts'
import { read } from '../../../platform/action/transaction.ts'
import { fieldErrorsOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { adoptRuleSet } from '../../actions/adopt-rule-set.ts'
import { demonstrationRuleSets } from '../../rules/demonstration-rule-sets.ts'
import { ruleSetSentences } from '../../rules/rule-set-sentences.ts'
import { ADOPT_RULE_SETS } from '../../terms.ts'
import { PASTED, readAdoptForm } from './form.ts'

const URL = '/rule-sets/new'

/** The form with which a commissioner adopts a version of the rules. */
export const adoptRulesPage = pageRoute({
  method: 'GET',
  url: URL,
  permission: ADOPT_RULE_SETS,
  query: z.looseObject({ framework: z.uuid().optional() }),
  handler: (ctx) => shown(ctx, ctx.query.framework === undefined ? {} : { framework: ctx.query.framework }, []),
})

export const adoptRules = pageRoute({
  method: 'POST',
  url: URL,
  permission: ADOPT_RULE_SETS,
  handler: async (ctx) => {
    const form = readAdoptForm(ctx.body)
    if (!form.ok) return shown(ctx, ctx.body, form.errors)
    try {
      const { ruleSetId, version, adjustsPaidFromOn } = await adoptRuleSet(ctx.house, ctx.actor, form.value)
      return redirectTo(`/rule-sets/${ruleSetId}`, `Version ${String(version)} is adopted${adjustsPaidFromOn === null ? '' : `. The next payment run adjusts visits already paid from ${wordsForDate(adjustsPaidFromOn)} on`}`)
    } catch (fault) {
      return shown(ctx, ctx.body, fieldErrorsOf(fault, 'from'))
    }
  },
})

async function shown(ctx: Pick<PageContext, 'house' | 'actor'>, values: FormBody, errors: readonly FieldError[]): Promise<PageReply> {
  const frameworks = await read(ctx.house, ctx.actor, (work) => {
    need(ctx.actor, ADOPT_RULE_SETS)
    return listFrameworks(work)
  })
  const view = {
    title: 'Adopt payment rules',
    breadcrumbs: [{ text: 'Payment rules', href: '/rule-sets' }],
    errors: errors.map((error) => (error.field === 'from' ? { ...error, href: '#from-day' } : error)),
    values,
    frameworks: [{ value: '', text: 'Choose a framework' }, ...frameworks.map((each) => ({ value: each.id, text: each.name }))],
    choices: demonstrationRuleSets.map((rules, at) => ({ value: String(at), text: rules.name, hint: { text: ruleSetSentences(rules).slice(10).join(' ') } })),
    pasted: PASTED,
  }
  return page('payment/pages/adopt-rules/page.njk', view, { status: errors.length > 0 ? 400 : 200 })
}
