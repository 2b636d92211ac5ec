import { z } from 'zod'
import { wordsForDate } from '../../../kernel/words.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody } from '../../../platform/web/route.ts'
import { withdrawReplacement } from '../../actions/replace-framework.ts'
import { getReplacementChoices } from '../../reads/replacements.ts'
import { KEEP_MARKET } from '../../terms.ts'
import { formPage } from '../form-view.ts'

const params = z.object({ frameworkId: z.uuid() })
const url = '/frameworks/:frameworkId/replacement/withdraw'
type Choices = Awaited<ReturnType<typeof getReplacementChoices>>

/** The form that gives up a replacement. */
export const withdrawReplacementPage = pageRoute({ method: 'GET', url, permission: KEEP_MARKET, params, handler: async (ctx) => form(await getReplacementChoices(ctx.house, ctx.actor, ctx.params.frameworkId), {}) })

export const withdrawReplacementAction = pageRoute({
  method: 'POST',
  url,
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const { frameworkId } = ctx.params
    const shown = await getReplacementChoices(ctx.house, ctx.actor, frameworkId)
    try {
      await withdrawReplacement(ctx.house, ctx.actor, { frameworkId, reason: textOf(ctx.body, 'reason') })
    } catch (fault) {
      return form(shown, ctx.body, fieldErrorsOf(fault, 'reason'))
    }
    return redirectTo(`/frameworks/${frameworkId}/transition`, 'The replacement is withdrawn. Nothing moves any more')
  },
})

function form({ framework, replacement }: Choices, values: FormBody, errors: readonly FieldError[] = []): PageReply {
  return formPage(
    {
      title: 'Withdraw the replacement',
      caption: framework.name,
      breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: framework.name, href: `/frameworks/${framework.id}` }, { text: 'Withdraw the replacement' }],
      inset: replacement === null ? 'Nothing replaces this framework.' : `${replacement.byName} takes its place from ${wordsForDate(replacement.fromOn)}.`,
      intro: ['Once it is withdrawn nothing moves any more. Packages that moved stay where they are, and both stay on record.'],
      fields: replacement === null ? [] : [{ kind: 'textarea', name: 'reason', label: 'Why is it withdrawn?', rows: 3 }],
      button: replacement === null ? '' : 'Withdraw the replacement',
      isWarning: true,
    },
    values,
    errors,
  )
}
