import { z } from 'zod'
import { SERVICE_LINE_NAMES } from '../../../kernel/service-line.ts'
import { wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { isCellFault } from '../../../platform/files/cell-parser.ts'
import { pounds } from '../../../platform/files/cell-number.ts'
import { dateOf, fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody } from '../../../platform/web/route.ts'
import { setRates } from '../../actions/set-rates.ts'
import { getFrameworkToday, type FrameworkToday } from '../../reads/framework-zones.ts'
import type { ProposedRate } from '../../rules/new-rates.ts'
import { RATE_PRECEDENCE } from '../../rules/rate-for.ts'
import { KEEP_MARKET, TIER_NAMES, TIERS } from '../../terms.ts'
import { DAY_CATEGORIES, DAY_CATEGORY_NAMES, type TimeBand } from '../../terms/rate-times.ts'

const params = z.object({ frameworkId: z.uuid() })
const readPounds = pounds({ min: 1 })

export const newRatePage = pageRoute({
  method: 'GET',
  url: '/frameworks/:frameworkId/rates/new',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => form(await getFrameworkToday(ctx.house, ctx.actor, ctx.params.frameworkId), {}),
})

export const newRateAction = pageRoute({
  method: 'POST',
  url: '/frameworks/:frameworkId/rates/new',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const framework = await getFrameworkToday(ctx.house, ctx.actor, ctx.params.frameworkId)
    const read = readRate(ctx.body)
    if (!read.ok) return form(framework, ctx.body, read.errors)
    try {
      await setRates(ctx.house, ctx.actor, { frameworkId: framework.framework.id, rates: [read.rate] })
    } catch (fault) {
      return form(framework, ctx.body, fieldErrorsOf(fault, 'pounds'))
    }
    return redirectTo(`/frameworks/${framework.framework.id}`, `Rate of ${wordsForPence(read.rate.pencePerHour)} an hour added from ${wordsForDate(read.rate.fromOn)}`)
  },
})

/** The form's fields as a rate, or each thing that is wrong. */
function readRate(body: FormBody): { ok: true; rate: ProposedRate } | { ok: false; errors: FieldError[] } {
  const errors: FieldError[] = []
  const typed = textOf(body, 'pounds')
  const pence = typed === '' ? undefined : readPounds(typed)
  const fromOn = dateOf(body, 'fromOn')
  const tier = TIERS.find((each) => each === textOf(body, 'tier')) ?? null
  const dayCategory = DAY_CATEGORIES.find((each) => each === textOf(body, 'dayCategory')) ?? null
  const timeBand = readBand(body, errors)
  const [zoneId, serviceLine] = [textOf(body, 'zoneId'), textOf(body, 'serviceLine')]
  if (pence === undefined) errors.push(fieldError('pounds', 'Enter the rate for an hour'))
  else if (isCellFault(pence)) errors.push(fieldError('pounds', 'Enter the rate in pounds and pence, like 21.45'))
  if (fromOn == null) errors.push(fieldError('fromOn-day', fromOn === null ? 'The first day must be a real date' : 'Enter the first day of the rate'))
  if (serviceLine !== '' && !(serviceLine in SERVICE_LINE_NAMES)) errors.push(fieldError('serviceLine', 'Select a service line from the list'))
  if (zoneId !== '' && !z.uuid().safeParse(zoneId).success) errors.push(fieldError('zoneId', 'Select a zone from the list'))
  if (pence === undefined || isCellFault(pence) || fromOn == null || errors.length > 0) return { ok: false, errors }
  return { ok: true, rate: { zoneId: zoneId === '' ? null : zoneId, serviceLine: serviceLine === '' ? null : serviceLine, tier, dayCategory, timeBand, fromOn, pencePerHour: pence } }
}

/** The band's two clock times; null when both are empty. */
function readBand(body: FormBody, errors: FieldError[]): TimeBand | null {
  const typed = ['bandFrom', 'bandTo'].map((name) => textOf(body, name))
  if (typed.every((text) => text === '')) return null
  const [fromMinute, toMinute] = typed.map((text) => {
    const clock = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(text)
    return clock === null ? undefined : Number(clock[1]) * 60 + Number(clock[2])
  })
  if (fromMinute === undefined) errors.push(fieldError('bandFrom', 'Enter when the time band begins, like 19:00'))
  if (toMinute === undefined) errors.push(fieldError('bandTo', 'Enter when the time band ends, like 22:00'))
  return fromMinute === undefined || toMinute === undefined ? null : { fromMinute, toMinute }
}

function form({ framework, zones }: FrameworkToday, values: FormBody, errors: readonly FieldError[] = []): PageReply {
  const choice = (options: readonly (readonly [string, string])[], field: string, any: string): object[] => [{ value: '', text: any }, ...options.map(([value, text]) => ({ value, text, selected: values[field] === value }))]
  const view = {
    title: 'Add a rate',
    caption: framework.name,
    breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: framework.name, href: `/frameworks/${framework.id}` }, { text: 'Add a rate' }],
    zones: choice(zones.map(({ zone }) => [zone.id, zone.name]), 'zoneId', 'Any zone'),
    lines: choice(Object.entries(SERVICE_LINE_NAMES), 'serviceLine', 'Any service line'),
    days: choice(DAY_CATEGORIES.map((day) => [day, DAY_CATEGORY_NAMES[day]]), 'dayCategory', 'Any day'),
    precedence: RATE_PRECEDENCE,
    tiers: choice(TIERS.map((tier) => [tier, TIER_NAMES[tier]]), 'tier', 'Any tier'),
    values,
    errors,
  }
  return page('market/pages/new-rate/page.njk', view, errors.length > 0 ? { status: 400 } : {})
}
