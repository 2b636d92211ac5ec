import { z } from 'zod'
import { fieldError, fieldErrorsOf, listOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody } from '../../../platform/web/route.ts'
import { addZone } from '../../actions/add-zone.ts'
import { listDistrictChoices } from '../../reads/form-choices.ts'
import { getFrameworkToday, type FrameworkToday } from '../../reads/framework-zones.ts'
import { GENERAL_ZONE_SET, KEEP_MARKET } from '../../terms.ts'
import { formPage, linesOf, optionalDate } from '../form-view.ts'
import { areaFields, codesOf } from '../zone-areas/area-fields.ts'

const params = z.object({ frameworkId: z.uuid() })
type Districts = Awaited<ReturnType<typeof listDistrictChoices>>

export const newZonePage = pageRoute({
  method: 'GET',
  url: '/frameworks/:frameworkId/zones/new',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => form(await getFrameworkToday(ctx.house, ctx.actor, ctx.params.frameworkId), await listDistrictChoices(ctx.house, ctx.actor), {}),
})

export const newZoneAction = pageRoute({
  method: 'POST',
  url: '/frameworks/:frameworkId/zones/new',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const today = await getFrameworkToday(ctx.house, ctx.actor, ctx.params.frameworkId)
    const districts = await listDistrictChoices(ctx.house, ctx.actor)
    const errors: FieldError[] = []
    const name = textOf(ctx.body, 'name')
    if (name === '') errors.push(fieldError('name', 'Enter the name of the zone'))
    const startsOn = optionalDate(ctx.body, 'startsOn', 'The first day', errors)
    if (errors.length > 0) return form(today, districts, ctx.body, errors)
    const zone = { name, places: [...new Set(linesOf(textOf(ctx.body, 'places')))].map((place) => ({ name: place })), areaCodes: codesOf(textOf(ctx.body, 'areaCodes')), startsOn, zoneSet: textOf(ctx.body, 'zoneSet') || GENERAL_ZONE_SET }
    try {
      const { zoneId } = await addZone(ctx.house, ctx.actor, { frameworkId: today.framework.id, zone, districtCodes: listOf(ctx.body, 'districts') })
      return redirectTo(`/zones/${zoneId}`, `${name} added`)
    } catch (fault) {
      return form(today, districts, ctx.body, fieldErrorsOf(fault, 'name'))
    }
  },
})

function form({ framework, zones }: FrameworkToday, districts: Districts, values: FormBody, errors: readonly FieldError[] = []): PageReply {
  const sets = [...new Set(zones.map(({ zone }) => zone.zoneSet))].filter((each) => each !== GENERAL_ZONE_SET)
  return formPage(
    {
      title: 'Add a zone',
      caption: framework.name,
      breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: framework.name, href: `/frameworks/${framework.id}` }, { text: 'Add a zone' }],
      fields: [
        { kind: 'text', name: 'name', label: 'Name' },
        { kind: 'textarea', name: 'places', label: 'Places (optional)', hint: 'Its towns and villages, one on each line', rows: 4 },
        { kind: 'date', name: 'startsOn', label: 'First day (optional)', hint: 'For a phased start: until then none of its providers is offered a package. Left empty, it begins with the framework.' },
        { kind: 'text', name: 'zoneSet', label: 'Zone set (optional)', hint: `Leave empty for the general zones. A service line may have zones of its own over the same areas: give those one name here, such as Double-handed${sets.length === 0 ? '' : `. There is: ${sets.join(', ')}`}`, width: 'govuk-input--width-20' },
        ...areaFields(districts, values),
      ],
      button: 'Add the zone',
    },
    values,
    errors,
  )
}
