import { z } from 'zod'
import { need } from '../../../platform/access/permission.ts'
import { read } from '../../../platform/action/transaction.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { draftRuleSet } from '../../actions/draft-rule-set.ts'
import { listRuleChoices } from '../../reads/rule-choices.ts'
import { ADOPT_RULE_SETS } from '../../terms.ts'
import { settingsValues } from '../rule-set-form/settings-form.ts'
import { settingsView } from '../rule-set-form/view.ts'
import { PASTED, readDraftForm } from './form.ts'

const URL = '/rule-sets/new'

/** The form with which a commissioner drafts a version of the rules: every setting, or JSON, from rules that exist. */
export const adoptRulesPage = pageRoute({
  method: 'GET',
  url: URL,
  permission: ADOPT_RULE_SETS,
  query: z.looseObject({ framework: z.string().optional(), start: z.string().optional() }),
  handler: async (ctx) => {
    const { inForce, choices } = await choicesOf(ctx)
    const framework = ctx.query.framework ?? ''
    const start = ctx.query.start ?? inForce.get(framework)?.key ?? ''
    const from = choices.find((each) => each.key === start)
    return shown(ctx, { framework, start, ...(from === undefined ? {} : settingsValues(from.document)) }, [])
  },
})

export const adoptRules = pageRoute({
  method: 'POST',
  url: URL,
  permission: ADOPT_RULE_SETS,
  handler: async (ctx) => {
    if (textOf(ctx.body, 'add') !== '') return shown(ctx, ctx.body, [])
    const form = readDraftForm(ctx.body)
    if (!form.ok) return shown(ctx, ctx.body, form.errors)
    try {
      const { choices } = await choicesOf(ctx)
      const cases = form.value.cases ?? choices.find((each) => each.key === textOf(ctx.body, 'start'))?.cases ?? []
      return redirectTo(`/rule-sets/drafts/${await draftRuleSet(ctx.house, ctx.actor, { ...form.value, cases })}`)
    } catch (fault) {
      return shown(ctx, ctx.body, fieldErrorsOf(fault, 'from'))
    }
  },
})

function choicesOf(ctx: Pick<PageContext, 'house' | 'actor'>) {
  return read(ctx.house, ctx.actor, (work) => {
    need(ctx.actor, ADOPT_RULE_SETS)
    return listRuleChoices(work)
  })
}

async function shown(ctx: Pick<PageContext, 'house' | 'actor'>, values: FormBody, errors: readonly FieldError[]): Promise<PageReply> {
  const { frameworks, choices } = await choicesOf(ctx)
  const [framework, start] = [frameworks.find((each) => each.id === textOf(values, 'framework')), textOf(values, 'start')]
  const from = choices.find((each) => each.key === start)
  const isPasted = start === PASTED
  const view = {
    title: 'Draft payment rules',
    breadcrumbs: [{ text: 'Payment rules', href: '/rule-sets' }],
    errors: errors.map((error) => (error.field === 'from' ? { ...error, href: '#from-day' } : error)),
    values,
    framework,
    start,
    startWords: isPasted ? 'JSON' : from?.words,
    carried: from?.cases.length ?? 0,
    isPasted,
    isReady: framework !== undefined && (isPasted || from !== undefined),
    frameworks: [{ value: '', text: 'Choose a framework' }, ...frameworks.map((each) => ({ value: each.id, text: each.name }))],
    starts: [{ value: '', text: 'Choose rules' }, ...choices.map((each) => ({ value: each.key, text: each.frameworkId === null ? each.words : `${each.words} (${each.hint})` })), { value: PASTED, text: 'JSON that I paste' }],
    sections: settingsView(values, errors),
  }
  return page('payment/pages/adopt-rules/page.njk', view, { status: errors.length > 0 ? 400 : 200 })
}
