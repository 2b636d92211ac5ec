import { z } from 'zod'
import { fieldError, textOf, type FieldError } from '../../../platform/web/form.ts'
import { redirectTo } from '../../../platform/web/reply.ts'
import { addZone } from '../../actions/add-zone.ts'
import { getFrameworkToday } from '../../reads/framework-zones.ts'
import { GENERAL_ZONE_SET } from '../../terms.ts'
import { linesOf, optionalDate } from '../form-view.ts'
import { areaFormRoutes } from '../zone-areas/area-form.ts'

export const [newZonePage, newZoneAction] = areaFormRoutes({
  url: '/frameworks/:frameworkId/zones/new',
  params: z.object({ frameworkId: z.uuid() }),
  mainField: 'name',
  load: (house, actor, { frameworkId }) => getFrameworkToday(house, actor, frameworkId),
  view: ({ framework, zones }) => {
    const sets = [...new Set(zones.map(({ zone }) => zone.zoneSet))].filter((each) => each !== GENERAL_ZONE_SET)
    return {
      title: 'Add a zone',
      caption: framework.name,
      breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: framework.name, href: `/frameworks/${framework.id}` }, { text: 'Add a zone' }],
      before: [
        { kind: 'text', name: 'name', label: 'Name' },
        { kind: 'textarea', name: 'places', label: 'Places (optional)', hint: 'Its towns and villages, one on each line', rows: 4 },
        { kind: 'date', name: 'startsOn', label: 'First day (optional)', hint: 'For a phased start: until then none of its providers is offered a package. Left empty, it begins with the framework.' },
        { kind: 'text', name: 'zoneSet', label: 'Zone set (optional)', hint: `Leave empty for the general zones. A service line may have zones of its own over the same areas: give those one name here, such as Double-handed${sets.length === 0 ? '' : `. There is: ${sets.join(', ')}`}`, width: 'govuk-input--width-20' },
      ],
      button: 'Add the zone',
    }
  },
  run: async ({ house, actor, body }, { framework }, { areaCodes, districtCodes }) => {
    const errors: FieldError[] = []
    const name = textOf(body, 'name')
    if (name === '') errors.push(fieldError('name', 'Enter the name of the zone'))
    const startsOn = optionalDate(body, 'startsOn', 'The first day', errors)
    if (errors.length > 0) return errors
    const zone = { name, places: [...new Set(linesOf(textOf(body, 'places')))].map((place) => ({ name: place })), areaCodes, startsOn, zoneSet: textOf(body, 'zoneSet') || GENERAL_ZONE_SET }
    const { zoneId } = await addZone(house, actor, { frameworkId: framework.id, zone, districtCodes })
    return redirectTo(`/zones/${zoneId}`, `${name} added`)
  },
})
