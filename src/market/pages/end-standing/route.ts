import { z } from 'zod'
import { serviceLineName } from '../../../kernel/service-line.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { dateValues } from '../../../platform/web/date-boxes.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody } from '../../../platform/web/route.ts'
import { endStanding } from '../../actions/end-standing.ts'
import { getStanding } from '../../reads/form-choices.ts'
import type { NamedStanding } from '../../store/standing.read.ts'
import { KEEP_MARKET, TIER_NAMES } from '../../terms.ts'
import { formPage, neededDate } from '../form-view.ts'

const params = z.object({ standingId: z.uuid() })

export const endStandingPage = pageRoute({
  method: 'GET',
  url: '/standings/:standingId/end',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const { standing, today } = await getStanding(ctx.house, ctx.actor, ctx.params.standingId)
    return form(standing, dateValues('toOn', today))
  },
})

export const endStandingAction = pageRoute({
  method: 'POST',
  url: '/standings/:standingId/end',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const { standing } = await getStanding(ctx.house, ctx.actor, ctx.params.standingId)
    const errors: FieldError[] = []
    const toOn = neededDate(ctx.body, 'toOn', 'The last day', errors)
    const reason = textOf(ctx.body, 'reason')
    if (reason === '') errors.push(fieldError('reason', 'Enter why the standing ends'))
    if (toOn === undefined || errors.length > 0) return form(standing, ctx.body, errors)
    try {
      await endStanding(ctx.house, ctx.actor, { standingId: standing.id, toOn, reason })
    } catch (fault) {
      return form(standing, ctx.body, fieldErrorsOf(fault, 'reason'))
    }
    return redirectTo(`/providers/${standing.providerId}`, `Standing in ${standing.zoneName} ends after ${wordsForDate(toOn)}`)
  },
})

function form(standing: NamedStanding, values: FormBody, errors: readonly FieldError[] = []): PageReply {
  return formPage(
    {
      title: 'End a standing',
      caption: standing.providerName,
      breadcrumbs: [{ text: 'Providers', href: '/providers' }, { text: standing.providerName, href: `/providers/${standing.providerId}` }, { text: 'End a standing' }],
      inset: `${standing.zoneName}, ${serviceLineName(standing.serviceLine).toLowerCase()}, ${TIER_NAMES[standing.tier].toLowerCase()}, since ${wordsForDate(standing.fromOn)} (${standing.frameworkName})`,
      intro: ['After its last day the provider is offered no package there. The packages it has stay with it.'],
      fields: [
        { kind: 'date', name: 'toOn', label: 'Last day' },
        { kind: 'textarea', name: 'reason', label: 'Why does it end?', rows: 3 },
      ],
      button: 'End the standing',
      isWarning: true,
    },
    values,
    errors,
  )
}
