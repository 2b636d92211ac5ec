import { z } from 'zod'
import { wordsForDate } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { getFrameworkToday, listFrameworksToday } from '../../reads/framework-zones.ts'
import { getBoundarySource } from '../../reads/import-files.ts'
import { frameworkInForce } from '../../rules/framework-in-force.ts'
import { IMPORT_MARKET, SEE_MARKET } from '../../terms.ts'
import { boundaryCredit } from './boundary-credit.ts'
import { ratePicture, zoneTable } from './zone-pictures.ts'

export const zonesPage = pageRoute({
  method: 'GET',
  url: '/zones',
  permission: SEE_MARKET,
  query: z.object({ framework: z.uuid().optional() }),
  handler: async (ctx) => {
    const { frameworks, today } = await listFrameworksToday(ctx.house, ctx.actor)
    const mayImport = holds(ctx.actor, IMPORT_MARKET)
    const chosen = ctx.query.framework ?? frameworkInForce(frameworks, today)?.id
    if (chosen === undefined) return page('market/pages/zones/page.njk', { title: 'Zones', mayImport })
    const framework = await getFrameworkToday(ctx.house, ctx.actor, chosen)
    const table = zoneTable(framework, ctx.url)
    const others = frameworks.filter((each) => each.id !== chosen).map((each) => ({ text: each.name, href: `/zones?framework=${each.id}` }))
    const source = await getBoundarySource(ctx.house, ctx.actor)
    const view = { title: 'Zones', credit: boundaryCredit(source, false), invented: boundaryCredit(source, true), caption: framework.framework.name, wide: true, framework: framework.framework, picture: ratePicture(framework), table, others, mayImport, on: wordsForDate(today) }
    return tableReply(ctx, [table], page('market/pages/zones/page.njk', view))
  },
})
