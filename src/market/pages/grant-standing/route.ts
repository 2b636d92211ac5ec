import { z } from 'zod'
import { SERVICE_LINE_NAMES, SERVICE_LINES } from '../../../kernel/service-line.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { dateValues } from '../../../platform/web/date-boxes.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import { redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody } from '../../../platform/web/route.ts'
import { grantStandings } from '../../actions/grant-standings.ts'
import { listZoneChoices } from '../../reads/form-choices.ts'
import { getProviderRecord } from '../../reads/provider-record.ts'
import type { ProposedStanding } from '../../rules/new-standing.ts'
import { KEEP_MARKET, TIER_NAMES, TIERS } from '../../terms.ts'
import { choices, formPage, neededDate, neededOne, optionalWhole } from '../form-view.ts'

const params = z.object({ providerId: z.uuid() })
type ZoneChoices = Awaited<ReturnType<typeof listZoneChoices>>

export const grantStandingPage = pageRoute({
  method: 'GET',
  url: '/providers/:providerId/standings/new',
  permission: KEEP_MARKET,
  params,
  query: z.object({ zone: z.uuid().optional() }),
  handler: async (ctx) => {
    const { provider, today } = await getProviderRecord(ctx.house, ctx.actor, ctx.params.providerId)
    return form(provider, await listZoneChoices(ctx.house, ctx.actor), { zoneId: ctx.query.zone ?? '', serviceLine: 'core', tier: 'lead', ...dateValues('fromOn', today) })
  },
})

export const grantStandingAction = pageRoute({
  method: 'POST',
  url: '/providers/:providerId/standings/new',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const { provider } = await getProviderRecord(ctx.house, ctx.actor, ctx.params.providerId)
    const zones = await listZoneChoices(ctx.house, ctx.actor)
    const read = readStanding(ctx.body, provider.id, zones)
    if (!read.ok) return form(provider, zones, ctx.body, read.errors)
    try {
      await grantStandings(ctx.house, ctx.actor, { frameworkId: read.value.frameworkId, standings: [read.value.standing] })
    } catch (fault) {
      return form(provider, zones, ctx.body, fieldErrorsOf(fault, 'zoneId'))
    }
    return redirectTo(`/providers/${provider.id}`, `Standing granted from ${wordsForDate(read.value.standing.fromOn)}`)
  },
})

function readStanding(body: FormBody, providerId: string, choicesOfZones: ZoneChoices): FormResult<{ frameworkId: string; standing: ProposedStanding }> {
  const errors: FieldError[] = []
  const zone = choicesOfZones.flatMap(({ zones }) => zones).find((each) => each.id === textOf(body, 'zoneId'))
  if (zone === undefined) errors.push(fieldError('zoneId', 'Select a zone'))
  const serviceLine = neededOne(body, 'serviceLine', SERVICE_LINES, 'Select a service line', errors)
  const tier = neededOne(body, 'tier', TIERS, 'Select a tier', errors)
  const rank = optionalWhole(body, 'rank', { min: 1, max: 999, words: 'A rank is a whole number from 1' }, errors)
  const fromOn = neededDate(body, 'fromOn', 'The first day', errors)
  if (errors.length > 0 || zone === undefined || serviceLine === undefined || tier === undefined || fromOn === undefined) return { ok: false, errors }
  return { ok: true, value: { frameworkId: zone.frameworkId, standing: { zoneId: zone.id, providerId, serviceLine, tier, rank, fromOn } } }
}

function form(provider: { id: string; name: string }, zones: ZoneChoices, values: FormBody, errors: readonly FieldError[] = []): PageReply {
  const zonePairs = zones.flatMap(({ framework, zones: own }) => own.map((zone) => [zone.id, zones.length === 1 ? zone.name : `${framework.name}: ${zone.name}`] as const))
  return formPage(
    {
      title: 'Grant a standing',
      caption: provider.name,
      breadcrumbs: [{ text: 'Providers', href: '/providers' }, { text: provider.name, href: `/providers/${provider.id}` }, { text: 'Grant a standing' }],
      intro: ['A standing is the provider’s place in a zone for a service line. From its first day the provider is offered packages there, in the order its tier or rank gives.'],
      fields: [
        { kind: 'select', name: 'zoneId', label: 'Zone', items: choices(zonePairs, values, 'zoneId', 'Select a zone') },
        { kind: 'select', name: 'serviceLine', label: 'Service line', hint: 'A line nobody stands for in a zone is offered to those who stand for core home care.', items: choices(SERVICE_LINES.map((line) => [line, SERVICE_LINE_NAMES[line]]), values, 'serviceLine') },
        { kind: 'radios', name: 'tier', label: 'Tier', items: choices(TIERS.map((tier) => [tier, TIER_NAMES[tier]]), values, 'tier') },
        { kind: 'text', name: 'rank', label: 'Rank (where the framework ranks)', hint: '1 is asked first', width: 'govuk-input--width-3', inputmode: 'numeric' },
        { kind: 'date', name: 'fromOn', label: 'First day' },
      ],
      button: 'Grant the standing',
    },
    values,
    errors,
  )
}
