import { z } from 'zod'
import { SERVICE_LINE_NAMES, SERVICE_LINES } from '../../../kernel/service-line.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody } from '../../../platform/web/route.ts'
import { setFrameworkLines } from '../../actions/set-framework-lines.ts'
import { getFrameworkToday, type FrameworkToday } from '../../reads/framework-zones.ts'
import { GENERAL_ZONE_SET, KEEP_MARKET } from '../../terms.ts'
import { choices, formPage } from '../form-view.ts'

const params = z.object({ frameworkId: z.uuid() })
const NOT_BOUGHT = ''

export const linesPage = pageRoute({
  method: 'GET',
  url: '/frameworks/:frameworkId/lines',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const today = await getFrameworkToday(ctx.house, ctx.actor, ctx.params.frameworkId)
    const { lines } = today.life
    const setOf = (line: string): string => (lines.length === 0 ? GENERAL_ZONE_SET : (lines.find((each) => each.serviceLine === line)?.zoneSet ?? NOT_BOUGHT))
    return form(today, Object.fromEntries(SERVICE_LINES.map((line) => [`zones-${line}`, setOf(line)])))
  },
})

export const linesAction = pageRoute({
  method: 'POST',
  url: '/frameworks/:frameworkId/lines',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const today = await getFrameworkToday(ctx.house, ctx.actor, ctx.params.frameworkId)
    const lines = SERVICE_LINES.map((line) => ({ serviceLine: line, zoneSet: textOf(ctx.body, `zones-${line}`) })).filter((line) => line.zoneSet !== NOT_BOUGHT)
    try {
      await setFrameworkLines(ctx.house, ctx.actor, { frameworkId: today.framework.id, lines })
    } catch (fault) {
      return form(today, ctx.body, fieldErrorsOf(fault, 'lines').map((error) => ({ ...error, field: 'zones-core', href: '#zones-core' })))
    }
    return redirectTo(`/frameworks/${today.framework.id}`, 'Service lines saved')
  },
})

function form({ framework, zones }: FrameworkToday, values: FormBody, errors: readonly FieldError[] = []): PageReply {
  const sets = [...new Set(zones.map(({ zone }) => zone.zoneSet))].filter((each) => each !== GENERAL_ZONE_SET)
  const pairs = [[NOT_BOUGHT, 'Not bought'], [GENERAL_ZONE_SET, 'Bought, over the general zones'], ...sets.map((set) => [set, `Bought, over the zones “${set}”`] as const)] as const
  return formPage(
    {
      title: 'Service lines and their zones',
      caption: framework.name,
      breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: framework.name, href: `/frameworks/${framework.id}` }, { text: 'Service lines' }],
      intro: [
        'A service line may have zones of its own over the same areas, for example double-handed care over a larger area. A package’s zone, its providers and its rate then follow the zones of its line.',
        sets.length === 0 ? 'This framework has only its general zones. To give a line zones of its own, add them first with the name of a zone set.' : 'A line whose providers stand in its zones stays there until those standings end.',
      ],
      fields: SERVICE_LINES.map((line) => ({ kind: 'select', name: `zones-${line}`, label: SERVICE_LINE_NAMES[line], items: choices(pairs, values, `zones-${line}`) })),
      button: 'Save',
    },
    values,
    errors,
  )
}
