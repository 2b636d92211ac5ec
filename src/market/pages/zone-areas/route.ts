import { z } from 'zod'
import { countOf, withCommas } from '../../../kernel/words.ts'
import { fieldError, fieldErrorsOf, listOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody } from '../../../platform/web/route.ts'
import { addZoneAreas } from '../../actions/add-zone-areas.ts'
import { listDistrictChoices } from '../../reads/form-choices.ts'
import { getZoneToday } from '../../reads/framework-zones.ts'
import { KEEP_MARKET } from '../../terms.ts'
import { formPage } from '../form-view.ts'
import { areaFields, codesOf } from './area-fields.ts'

const params = z.object({ zoneId: z.uuid() })
type Shown = Pick<Awaited<ReturnType<typeof getZoneToday>>, 'zone' | 'framework'>
type Districts = Awaited<ReturnType<typeof listDistrictChoices>>

export const zoneAreasPage = pageRoute({
  method: 'GET',
  url: '/zones/:zoneId/areas',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => form(await getZoneToday(ctx.house, ctx.actor, ctx.params.zoneId), await listDistrictChoices(ctx.house, ctx.actor), {}),
})

export const zoneAreasAction = pageRoute({
  method: 'POST',
  url: '/zones/:zoneId/areas',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const shown = await getZoneToday(ctx.house, ctx.actor, ctx.params.zoneId)
    const districts = await listDistrictChoices(ctx.house, ctx.actor)
    const [areaCodes, districtCodes] = [codesOf(textOf(ctx.body, 'areaCodes')), listOf(ctx.body, 'districts')]
    if (areaCodes.length === 0 && districtCodes.length === 0) return form(shown, districts, ctx.body, [fieldError('areaCodes', 'Enter a small area or select a district')])
    try {
      const { added } = await addZoneAreas(ctx.house, ctx.actor, { zoneId: shown.zone.zone.id, areaCodes, districtCodes })
      return redirectTo(`/zones/${shown.zone.zone.id}`, `${countOf(added, 'small area')} added`)
    } catch (fault) {
      return form(shown, districts, ctx.body, fieldErrorsOf(fault, 'areaCodes'))
    }
  },
})

function form({ zone, framework }: Shown, districts: Districts, values: FormBody, errors: readonly FieldError[] = []): PageReply {
  return formPage(
    {
      title: 'Add small areas to the zone',
      caption: `${zone.zone.name}, ${framework.framework.name}`,
      breadcrumbs: [{ text: 'Zones', href: `/zones?framework=${framework.framework.id}` }, { text: zone.zone.name, href: `/zones/${zone.zone.id}` }, { text: 'Add small areas' }],
      intro: [`The zone has ${withCommas(zone.population?.areas ?? 0)} small areas. A postcode leads to the zone its small area is in; an area lies in one zone. Packages that are here already keep the zone they have.`],
      fields: areaFields(districts, values),
      button: 'Add small areas',
    },
    values,
    errors,
  )
}
