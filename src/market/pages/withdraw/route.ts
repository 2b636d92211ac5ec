import { z } from 'zod'
import { wordsForDate } from '../../../kernel/words.ts'
import { dateValues } from '../../../platform/web/date-boxes.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody } from '../../../platform/web/route.ts'
import { withdrawFromFramework } from '../../actions/withdraw-from-framework.ts'
import { withdrawProvider } from '../../actions/withdraw-provider.ts'
import { getProviderRecord, type ProviderRecord } from '../../reads/provider-record.ts'
import { KEEP_MARKET, LEAVING_REASON_NAMES, LEAVING_REASONS } from '../../terms.ts'
import { choices, formPage, neededDate, neededOne } from '../form-view.ts'

const params = z.object({ providerId: z.uuid() })
/** Leaves the council's market, not one framework. */
const ALL = 'all'

export const withdrawPage = pageRoute({
  method: 'GET',
  url: '/providers/:providerId/withdraw',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const record = await getProviderRecord(ctx.house, ctx.actor, ctx.params.providerId)
    return form(record, dateValues('leftOn', record.today))
  },
})

export const withdrawAction = pageRoute({
  method: 'POST',
  url: '/providers/:providerId/withdraw',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const record = await getProviderRecord(ctx.house, ctx.actor, ctx.params.providerId)
    const { provider } = record
    const errors: FieldError[] = []
    const from = [ALL, ...frameworksOf(record).keys()].find((each) => each === textOf(ctx.body, 'from'))
    if (from === undefined) errors.push(fieldError('from', 'Select what the provider withdraws from'))
    const reason = neededOne(ctx.body, 'reason', LEAVING_REASONS, 'Select why the provider withdraws', errors)
    const leftOn = neededDate(ctx.body, 'leftOn', 'The last day', errors)
    if (from === undefined || reason === undefined || leftOn === undefined) return form(record, ctx.body, errors)
    try {
      if (from === ALL) await withdrawProvider(ctx.house, ctx.actor, { providerId: provider.id, leftOn, reason })
      else await withdrawFromFramework(ctx.house, ctx.actor, { providerId: provider.id, frameworkId: from, leftOn, reason })
    } catch (fault) {
      return form(record, ctx.body, fieldErrorsOf(fault, 'from'))
    }
    return redirectTo(`/providers/${provider.id}`, `${provider.name} is offered nothing ${from === ALL ? '' : `on ${frameworksOf(record).get(from) ?? ''} `}after ${wordsForDate(leftOn)}`)
  },
})

/** Frameworks on which the provider has a standing that has not ended, with their names. */
function frameworksOf({ standings, today }: ProviderRecord): Map<string, string> {
  return new Map(standings.filter((each) => each.toOn === null || Temporal.PlainDate.compare(each.toOn, today) >= 0).map((each) => [each.frameworkId, each.frameworkName]))
}

function form(record: ProviderRecord, values: FormBody, errors: readonly FieldError[] = []): PageReply {
  const { provider } = record
  const all = { value: ALL, text: 'Everything: it leaves the council’s market', checked: textOf(values, 'from') === ALL }
  return formPage(
    {
      title: 'Withdraw the provider',
      caption: provider.name,
      breadcrumbs: [{ text: 'Providers', href: '/providers' }, { text: provider.name, href: `/providers/${provider.id}` }, { text: 'Withdraw' }],
      intro: ['After its last day the provider is offered no new packages. The people it cares for stay with it until their packages are ended or moved.'],
      fields: [
        { kind: 'radios', name: 'from', label: 'What does it withdraw from?', items: [...choices([...frameworksOf(record)], values, 'from'), all] },
        { kind: 'radios', name: 'reason', label: 'Why?', items: choices(LEAVING_REASONS.map((reason) => [reason, LEAVING_REASON_NAMES[reason]]), values, 'reason') },
        { kind: 'date', name: 'leftOn', label: 'Last day' },
      ],
      button: 'Withdraw the provider',
      isWarning: true,
    },
    values,
    errors,
  )
}
