import { z } from 'zod'
import { countOf, wordsForDate } from '../../../kernel/words.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody } from '../../../platform/web/route.ts'
import { useExtension } from '../../actions/use-extension.ts'
import { getFrameworkToday, type FrameworkToday } from '../../reads/framework-zones.ts'
import { extendedTo } from '../../rules/framework-life.ts'
import { KEEP_MARKET } from '../../terms.ts'
import { formPage } from '../form-view.ts'

const params = z.object({ frameworkId: z.uuid() })

export const extendPage = pageRoute({
  method: 'GET',
  url: '/frameworks/:frameworkId/extend',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => form(await getFrameworkToday(ctx.house, ctx.actor, ctx.params.frameworkId), {}),
})

export const extendAction = pageRoute({
  method: 'POST',
  url: '/frameworks/:frameworkId/extend',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const today = await getFrameworkToday(ctx.house, ctx.actor, ctx.params.frameworkId)
    try {
      const { endsOn } = await useExtension(ctx.house, ctx.actor, { frameworkId: today.framework.id, reason: textOf(ctx.body, 'reason') })
      return redirectTo(`/frameworks/${today.framework.id}`, `${today.framework.name} now runs to ${wordsForDate(endsOn)}`)
    } catch (fault) {
      return form(today, ctx.body, fieldErrorsOf(fault, 'reason'))
    }
  },
})

function form({ framework, life }: FrameworkToday, values: FormBody, errors: readonly FieldError[] = []): PageReply {
  const next = life.extensions.find((extension) => extension.used === null)
  return formPage(
    {
      title: 'Use an extension',
      caption: framework.name,
      breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: framework.name, href: `/frameworks/${framework.id}` }, { text: 'Use an extension' }],
      inset: next === undefined ? 'No extension is left.' : `The next extension is ${countOf(next.months, 'month')}: from ${wordsForDate(framework.endsOn)} to ${wordsForDate(extendedTo(framework.endsOn, next.months))}.`,
      intro: ['An extension puts off the last day of the framework, its standings and its rates. It cannot be taken back.'],
      // Where none is left there is nothing to fill in.
      fields: next === undefined ? [] : [{ kind: 'textarea', name: 'reason', label: 'Why is it used?', hint: 'The decision and who took it', rows: 3 }],
      button: next === undefined ? '' : 'Use the extension',
    },
    values,
    errors,
  )
}
