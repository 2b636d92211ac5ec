import { z } from 'zod'
import { SERVICE_LINE_NAMES, SERVICE_LINES } from '../../../kernel/service-line.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { dateValues } from '../../../platform/web/date-boxes.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import { redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody } from '../../../platform/web/route.ts'
import { switchCrossZone } from '../../actions/switch-cross-zone.ts'
import { getFrameworkToday, type FrameworkToday } from '../../reads/framework-zones.ts'
import { KEEP_MARKET } from '../../terms.ts'
import type { CrossZoneSwitch } from '../../terms/cross-zone.ts'
import { choices, formPage, neededDate, neededOne } from '../form-view.ts'

const params = z.object({ frameworkId: z.uuid() })

export const crossZonePage = pageRoute({
  method: 'GET',
  url: '/frameworks/:frameworkId/cross-zone',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const today = await getFrameworkToday(ctx.house, ctx.actor, ctx.params.frameworkId)
    return form(today, { bothWays: 'yes', ...dateValues('fromOn', today.today) })
  },
})

export const crossZoneAction = pageRoute({
  method: 'POST',
  url: '/frameworks/:frameworkId/cross-zone',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const today = await getFrameworkToday(ctx.house, ctx.actor, ctx.params.frameworkId)
    const read = readSwitch(ctx.body, today)
    if (!read.ok) return form(today, ctx.body, read.errors)
    try {
      await switchCrossZone(ctx.house, ctx.actor, { frameworkId: today.framework.id, switched: read.value, bothWays: textOf(ctx.body, 'bothWays') === 'yes' })
    } catch (fault) {
      return form(today, ctx.body, fieldErrorsOf(fault, 'fromOn-day'))
    }
    return redirectTo(`/frameworks/${today.framework.id}`, `Cross-zone work switched ${read.value.allowed ? 'on' : 'off'} from ${wordsForDate(read.value.fromOn)}`)
  },
})

function readSwitch(body: FormBody, { zones }: FrameworkToday): FormResult<CrossZoneSwitch> {
  const errors: FieldError[] = []
  const picked = (name: string): string | null => {
    const sent = textOf(body, name)
    if (sent !== '' && !zones.some(({ zone }) => zone.id === sent)) errors.push(fieldError(name, 'Select a zone from the list'))
    return sent === '' ? null : sent
  }
  const [zoneId, fromZoneId] = [picked('zoneId'), picked('fromZoneId')]
  const serviceLine = textOf(body, 'serviceLine')
  if (serviceLine !== '' && !SERVICE_LINES.some((line) => line === serviceLine)) errors.push(fieldError('serviceLine', 'Select a service line from the list'))
  const allowed = neededOne(body, 'allowed', ['on', 'off'] as const, 'Select whether it is on or off', errors)
  const fromOn = neededDate(body, 'fromOn', 'The first day', errors)
  if (errors.length > 0 || allowed === undefined || fromOn === undefined) return { ok: false, errors }
  return { ok: true, value: { zoneId, fromZoneId, serviceLine: serviceLine === '' ? null : serviceLine, fromOn, allowed: allowed === 'on' } }
}

function form({ framework, zones }: FrameworkToday, values: FormBody, errors: readonly FieldError[] = []): PageReply {
  const pairs = zones.map(({ zone }) => [zone.id, zone.name] as const)
  return formPage(
    {
      title: 'Switch cross-zone work',
      caption: framework.name,
      breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: framework.name, href: `/frameworks/${framework.id}` }, { text: 'Cross-zone work' }],
      intro: ['Providers are offered packages in the zones where they stand. Where cross-zone work is on, those of another zone may be asked too. A switch for two zones goes before one for all, then one for a service line; switches are never changed, a later one takes their place.'],
      fields: [
        { kind: 'radios', name: 'allowed', label: 'Cross-zone work is', items: choices([['on', 'On'], ['off', 'Off']], values, 'allowed') },
        { kind: 'select', name: 'zoneId', label: 'For packages in', items: choices(pairs, values, 'zoneId', 'Any zone') },
        { kind: 'select', name: 'fromZoneId', label: 'Providers that stand in', items: choices(pairs, values, 'fromZoneId', 'Any zone') },
        { kind: 'checkboxes', name: 'bothWays', label: 'Direction', items: choices([['yes', 'The same the other way round']], values, 'bothWays'), small: true },
        { kind: 'select', name: 'serviceLine', label: 'Service line', items: choices(SERVICE_LINES.map((line) => [line, SERVICE_LINE_NAMES[line]]), values, 'serviceLine', 'Any service line') },
        { kind: 'date', name: 'fromOn', label: 'First day' },
      ],
      button: 'Save',
    },
    values,
    errors,
  )
}
