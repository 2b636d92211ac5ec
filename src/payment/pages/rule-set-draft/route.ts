import { z } from 'zod'
import { wordsForDate } from '../../../kernel/words.ts'
import { getFramework } from '../../../market/public.ts'
import { need } from '../../../platform/access/permission.ts'
import { NotFound } from '../../../platform/action/refused.ts'
import { read } from '../../../platform/action/transaction.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { adoptDraft } from '../../actions/adopt-draft.ts'
import { changeDraftCases } from '../../actions/change-draft-cases.ts'
import { findDraft } from '../../store/rule-set-draft.read.ts'
import { findWhatIf } from '../../store/what-if.read.ts'
import { ADOPT_RULE_SETS } from '../../terms.ts'
import { exampleForm } from '../rule-set/worked-example.ts'
import { readCaseForm } from './case-form.ts'
import { presentDraft } from './present.ts'

const params = z.object({ draftId: z.uuid() })

type DraftContext = Pick<PageContext<z.output<typeof params>>, 'house' | 'actor' | 'params' | 'url'>

/** A draft: its effect on the last paid period, its worked cases, its rules in sentences, and the button that adopts it. */
export const draftPage = pageRoute({ method: 'GET', url: '/rule-sets/drafts/:draftId', permission: ADOPT_RULE_SETS, params, handler: (ctx) => shown(ctx, {}, []) })

/** Adds a worked case to a draft, or takes one away. */
export const changeCases = pageRoute({
  method: 'POST',
  url: '/rule-sets/drafts/:draftId/cases',
  permission: ADOPT_RULE_SETS,
  params,
  handler: async (ctx) => {
    const here = `/rule-sets/drafts/${ctx.params.draftId}`
    const remove = textOf(ctx.body, 'remove')
    const form = remove === '' ? readCaseForm(ctx.body) : undefined
    if (form?.ok === false) return shown(ctx, ctx.body, form.errors)
    try {
      await changeDraftCases(ctx.house, ctx.actor, { draftId: ctx.params.draftId, ...(form === undefined ? { remove } : { add: form.value }) })
    } catch (fault) {
      return shown(ctx, ctx.body, fieldErrorsOf(fault, 'name'))
    }
    return redirectTo(`${here}#cases`)
  },
})

/** Adopts a draft. */
export const adoptDraftPage = pageRoute({
  method: 'POST',
  url: '/rule-sets/drafts/:draftId/adopt',
  permission: ADOPT_RULE_SETS,
  params,
  handler: async (ctx) => {
    try {
      const { ruleSetId, version, adjustsPaidFromOn } = await adoptDraft(ctx.house, ctx.actor, ctx.params.draftId)
      return redirectTo(`/rule-sets/${ruleSetId}`, `Version ${String(version)} is adopted${adjustsPaidFromOn === null ? '' : `. The next payment run adjusts visits already paid from ${wordsForDate(adjustsPaidFromOn)} on`}`)
    } catch (fault) {
      return shown(ctx, {}, fieldErrorsOf(fault, 'adopt').map((error) => ({ ...error, href: error.field === 'cases' ? '#cases' : '#adopt' })))
    }
  },
})

async function shown(ctx: DraftContext, values: FormBody, errors: readonly FieldError[]): Promise<PageReply> {
  const { draft, framework, effect } = await read(ctx.house, ctx.actor, async (work) => {
    need(ctx.actor, ADOPT_RULE_SETS)
    const found = await findDraft(work.tx, ctx.params.draftId)
    if (found === undefined) throw new NotFound('The draft')
    return { draft: found, framework: await getFramework(work, found.frameworkId), effect: found.whatIfId === null ? undefined : await findWhatIf(work.tx, found.whatIfId) }
  })
  const { tables, ...view } = presentDraft(draft, framework.name, effect, ctx.url)
  const form = { ...exampleForm(values), name: textOf(values, 'name'), mustMinutes: textOf(values, 'mustMinutes'), mustPounds: textOf(values, 'mustPounds') }
  return tableReply(ctx, tables, page('payment/pages/rule-set-draft/page.njk', { ...view, form, errors }, { status: errors.length > 0 ? 400 : 200 }))
}
