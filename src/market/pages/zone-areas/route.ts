import { z } from 'zod'
import { countOf, withCommas } from '../../../kernel/words.ts'
import { fieldError } from '../../../platform/web/form.ts'
import { redirectTo } from '../../../platform/web/reply.ts'
import { addZoneAreas } from '../../actions/add-zone-areas.ts'
import { getZoneToday } from '../../reads/framework-zones.ts'
import { areaFormRoutes } from './area-form.ts'

export const [zoneAreasPage, zoneAreasAction] = areaFormRoutes({
  url: '/zones/:zoneId/areas',
  params: z.object({ zoneId: z.uuid() }),
  mainField: 'areaCodes',
  load: (house, actor, { zoneId }) => getZoneToday(house, actor, zoneId),
  view: ({ zone, framework }) => ({
    title: 'Add small areas to the zone',
    caption: `${zone.zone.name}, ${framework.framework.name}`,
    breadcrumbs: [{ text: 'Zones', href: `/zones?framework=${framework.framework.id}` }, { text: zone.zone.name, href: `/zones/${zone.zone.id}` }, { text: 'Add small areas' }],
    intro: [`The zone has ${withCommas(zone.population?.areas ?? 0)} small areas. A postcode leads to the zone its small area is in; an area lies in one zone. Packages that are here already keep the zone they have.`],
    before: [],
    button: 'Add small areas',
  }),
  run: async ({ house, actor }, { zone }, areas) => {
    if (areas.areaCodes.length === 0 && areas.districtCodes.length === 0) return [fieldError('areaCodes', 'Enter a small area or select a district')]
    const { added } = await addZoneAreas(house, actor, { zoneId: zone.zone.id, ...areas })
    return redirectTo(`/zones/${zone.zone.id}`, `${countOf(added, 'small area')} added`)
  },
})
