import { z } from 'zod'
import { need } from '../../../platform/access/permission.ts'
import { read } from '../../../platform/action/transaction.ts'
import { fieldError, fieldErrorsOf, listOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { askWhatIf } from '../../actions/ask-what-if.ts'
import { listRuleChoices } from '../../reads/rule-choices.ts'
import { listPayRuns } from '../../store/pay-run.read.ts'
import { TRY_RULES } from '../../terms/what-if.ts'
import { periodWords } from '../words.ts'
import { readWhatIfForm } from './form.ts'

const URL = '/what-ifs/new'

/** Asks for a what-if: framework, paid periods, rule sets and a change of rates. */
export const newWhatIfPage = pageRoute({
  method: 'GET',
  url: URL,
  permission: TRY_RULES,
  query: z.looseObject({ framework: z.string().optional() }),
  handler: (ctx) => shown(ctx, ctx.query.framework === undefined ? {} : { framework: ctx.query.framework }, []),
})

export const newWhatIf = pageRoute({
  method: 'POST',
  url: URL,
  permission: TRY_RULES,
  handler: async (ctx) => {
    const { framework, choices } = await choicesOf(ctx, ctx.body)
    if (framework === undefined) return shown(ctx, ctx.body, [fieldError('framework', 'Choose a framework with paid periods')])
    const form = readWhatIfForm(ctx.body, framework.id, choices)
    if (!form.ok) return shown(ctx, ctx.body, form.errors)
    try {
      return redirectTo(`/what-ifs/${await askWhatIf(ctx.house, ctx.actor, form.value)}`)
    } catch (fault) {
      return shown(ctx, ctx.body, fieldErrorsOf(fault, 'to').map((error) => (error.field === 'to' ? fieldError('period-to', error.text) : error)))
    }
  },
})

/** The framework chosen (the first with paid periods when none is), its periods, and the rules to try. */
async function choicesOf(ctx: Pick<PageContext, 'house' | 'actor'>, values: FormBody) {
  return read(ctx.house, ctx.actor, async (work) => {
    need(ctx.actor, TRY_RULES)
    const { frameworks, choices } = await listRuleChoices(work)
    const runs = await listPayRuns(work.tx)
    const paid = frameworks.filter((each) => runs.some((run) => run.frameworkId === each.id))
    const asked = textOf(values, 'framework')
    const framework = asked === '' ? paid[0] : paid.find((each) => each.id === asked)
    return { paid, framework, periods: runs.filter((run) => run.frameworkId === framework?.id), choices: choices.filter((each) => each.frameworkId === null || each.frameworkId === framework?.id) }
  })
}

async function shown(ctx: Pick<PageContext, 'house' | 'actor'>, values: FormBody, errors: readonly FieldError[]): Promise<PageReply> {
  const { paid, framework, periods, choices } = await choicesOf(ctx, values)
  const items = periods.map((run) => ({ from: { value: run.fromOn.toString(), text: periodWords(run) }, to: { value: run.toOn.toString(), text: periodWords(run) } }))
  const view = {
    title: 'Try other rules',
    caption: framework?.name,
    breadcrumbs: [{ text: 'What if', href: '/what-ifs' }],
    errors,
    framework,
    otherFrameworks: paid.filter((each) => each !== framework).map((each) => ({ text: each.name, href: `${URL}?framework=${each.id}` })),
    periodsFrom: items.map((item) => item.from),
    periodsTo: items.map((item) => item.to),
    // Without a choice the last paid period is tried.
    values: { 'period-from': items[0]?.from.value, 'period-to': items[0]?.to.value, ...values },
    rules: choices.map((each) => ({ value: each.key, text: each.words, hint: each.frameworkId === null ? { text: each.hint } : undefined, checked: listOf(values, 'rules').includes(each.key) })),
  }
  return page('payment/pages/new-what-if/page.njk', view, { status: errors.length > 0 ? 400 : 200 })
}
