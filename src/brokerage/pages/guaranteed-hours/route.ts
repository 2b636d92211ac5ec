import { z } from 'zod'
import { hoursFigure, wordsForDate } from '../../../kernel/words.ts'
import { KEEP_MARKET } from '../../../market/terms.ts'
import { holds } from '../../../platform/access/permission.ts'
import { askedDate, atDates } from '../../../platform/web/date-boxes.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { guaranteeHours, seeGuaranteedHours } from '../../actions/guaranteed-hours.ts'
import { SEE_OBLIGATIONS } from '../../terms/obligation.ts'
import { guaranteeTable } from './present.ts'

const params = z.object({ frameworkId: z.uuid() })
const HOURS = /^\d{1,5}(\.\d{1,2})?$/

/** The guaranteed hours of a framework with their use, and for commissioners the form to guarantee more. */
export const guaranteedHoursPage = pageRoute({ method: 'GET', url: '/frameworks/:frameworkId/guaranteed-hours', permission: SEE_OBLIGATIONS, params, handler: (ctx) => show(ctx, ctx.params.frameworkId) })

export const guaranteeHoursAction = pageRoute({
  method: 'POST',
  url: '/frameworks/:frameworkId/guaranteed-hours',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const { frameworkId } = ctx.params
    const errors: FieldError[] = []
    const [zoneId = '', providerId = ''] = textOf(ctx.body, 'providerId').split(' ')
    if (!z.uuid().safeParse(zoneId).success || !z.uuid().safeParse(providerId).success) errors.push(fieldError('providerId', 'Choose a zone and a provider that stands in it'))
    const typed = textOf(ctx.body, 'weeklyHours')
    if (!HOURS.test(typed)) errors.push(fieldError('weeklyHours', 'Enter the hours a week, for example 250, or 0 to end the guarantee'))
    const fromOn = askedDate(ctx.body, 'fromOn', 'first day', errors)
    if (errors.length > 0 || fromOn === null) return show(ctx, frameworkId, { errors, values: ctx.body })
    const weeklyMinutes = Math.round(Number(typed) * 60)
    try {
      await guaranteeHours(ctx.house, ctx.actor, { frameworkId, zoneId, providerId, fromOn, weeklyMinutes })
    } catch (fault) {
      return show(ctx, frameworkId, { errors: atDates(fieldErrorsOf(fault, 'providerId'), ['fromOn']), values: ctx.body })
    }
    return redirectTo(`/frameworks/${frameworkId}/guaranteed-hours`, weeklyMinutes === 0 ? `The guarantee ends: no hours are guaranteed from ${wordsForDate(fromOn)}` : `${hoursFigure(weeklyMinutes)} hours a week are guaranteed from ${wordsForDate(fromOn)}`)
  },
})

async function show(ctx: Pick<PageContext, 'house' | 'actor' | 'url'>, frameworkId: string, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seeGuaranteedHours(ctx.house, ctx.actor, frameworkId)
  const table = guaranteeTable(seen.guarantees, again === undefined ? ctx.url : `/frameworks/${frameworkId}/guaranteed-hours`)
  const chosen = textOf(again?.values ?? {}, 'providerId')
  const mayKeep = holds(ctx.actor, KEEP_MARKET)
  const view = {
    title: 'Guaranteed hours',
    caption: seen.frameworkName,
    wide: true,
    breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: seen.frameworkName, href: `/frameworks/${frameworkId}` }, { text: 'Guaranteed hours' }],
    errors: again?.errors,
    values: again?.values ?? {},
    table,
    mayKeep,
    choices: [{ value: '', text: 'Choose a zone and provider', selected: chosen === '' }, ...seen.standings.map((each) => ({ value: `${each.zoneId} ${each.providerId}`, text: `${each.zoneName}: ${each.providerName}`, selected: chosen === `${each.zoneId} ${each.providerId}` }))],
  }
  const shown = page('brokerage/pages/guaranteed-hours/page.njk', view, again === undefined ? {} : { status: 400 })
  return again === undefined ? tableReply(ctx, [table], shown) : shown
}
