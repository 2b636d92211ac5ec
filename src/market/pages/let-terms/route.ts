import { z } from 'zod'
import { dateValues } from '../../../platform/web/date-boxes.ts'
import { fieldErrorsOf, type FieldError } from '../../../platform/web/form.ts'
import { redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody } from '../../../platform/web/route.ts'
import { recordLetTerms } from '../../actions/record-let-terms.ts'
import { getFrameworkToday, type FrameworkToday } from '../../reads/framework-zones.ts'
import { KEEP_MARKET } from '../../terms.ts'
import { PROCUREMENT_ROUTE_NAMES } from '../../terms/framework-life.ts'
import { choices, formPage, type FormField } from '../form-view.ts'
import { readLetTerms } from './read-let-terms.ts'

const params = z.object({ frameworkId: z.uuid() })

export const letTermsPage = pageRoute({
  method: 'GET',
  url: '/frameworks/:frameworkId/terms',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const today = await getFrameworkToday(ctx.house, ctx.actor, ctx.params.frameworkId)
    const { noticeDays, procurementBeganOn, procurementRoute, longTermReason } = today.life
    return form(today, { noticeDays: noticeDays === null ? '' : String(noticeDays), procurementRoute: procurementRoute ?? '', longTermReason: longTermReason ?? '', ...dateValues('procurementBeganOn', procurementBeganOn) })
  },
})

export const letTermsAction = pageRoute({
  method: 'POST',
  url: '/frameworks/:frameworkId/terms',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const today = await getFrameworkToday(ctx.house, ctx.actor, ctx.params.frameworkId)
    const errors: FieldError[] = []
    const terms = readLetTerms(ctx.body, errors)
    if (errors.length > 0) return form(today, ctx.body, errors)
    try {
      await recordLetTerms(ctx.house, ctx.actor, { frameworkId: today.framework.id, ...terms })
    } catch (fault) {
      return form(today, ctx.body, fieldErrorsOf(fault, 'noticeDays'))
    }
    return redirectTo(`/frameworks/${today.framework.id}`, 'Terms recorded')
  },
})

function form({ framework, life }: FrameworkToday, values: FormBody, errors: readonly FieldError[] = []): PageReply {
  const extensions: FormField = { kind: 'text', name: 'extensions', label: 'Extensions, in months', hint: 'In the order in which they may be used: 12, 12. Once on record they are not changed.', width: 'govuk-input--width-10' }
  return formPage(
    {
      title: 'Record what it was let with',
      caption: framework.name,
      breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: framework.name, href: `/frameworks/${framework.id}` }, { text: 'Terms' }],
      fields: [
        ...(life.extensions.length === 0 ? [extensions] : []),
        { kind: 'text', name: 'noticeDays', label: 'Notice (optional)', width: 'govuk-input--width-4', suffix: 'days', inputmode: 'numeric' },
        { kind: 'date', name: 'procurementBeganOn', label: 'When did its procurement begin? (optional)', hint: 'Decides the law it was let under, and how long that lets it run.' },
        { kind: 'select', name: 'procurementRoute', label: 'How it was procured (optional)', items: choices(Object.entries(PROCUREMENT_ROUTE_NAMES), values, 'procurementRoute', 'Not recorded') },
        { kind: 'textarea', name: 'longTermReason', label: 'If the term is longer than the law generally allows: why? (optional)', rows: 3 },
      ],
      button: 'Record the terms',
    },
    values,
    errors,
  )
}
