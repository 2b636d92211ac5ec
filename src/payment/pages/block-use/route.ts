import { z } from 'zod'
import { countOf } from '../../../kernel/words.ts'
import { hrefWith } from '../../../platform/components/table-request.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeBlockUse } from '../../reads/block-use.ts'
import { SEE_BLOCK_USE } from '../../terms/block-use.ts'
import { periodWords } from '../words.ts'
import { presentBlockUse } from './present.ts'

const WEEKS = [8, 13, 26, 52] as const

/** The use of a framework's guaranteed hours week by week, what was not used and why, and hours bought from others meanwhile. */
export const blockUsePage = pageRoute({
  method: 'GET',
  url: '/block-use',
  permission: SEE_BLOCK_USE,
  query: z.looseObject({ framework: z.uuid().optional(), weeks: z.coerce.number().int().min(1).max(104).catch(13).default(13) }),
  handler: async (ctx) => {
    const { framework, weeks } = ctx.query
    const seen = await seeBlockUse(ctx.house, ctx.actor, { frameworkId: framework, weeks })
    const head = { title: 'Block use', wide: true }
    if (seen === undefined) return page('payment/pages/block-use/page.njk', head)
    const view = presentBlockUse(seen.weeks, ctx.url)
    return tableReply(ctx, Object.values(view.tables), page('payment/pages/block-use/page.njk', {
      ...head,
      ...view,
      caption: `${seen.framework.name}, ${periodWords(seen)}`,
      frameworks: seen.frameworks.length < 2 ? [] : seen.frameworks.map((each) => ({ text: each.name, isShown: each.id === seen.framework.id, href: `/block-use?framework=${each.id}` })),
      spans: WEEKS.map((count) => ({ text: countOf(count, 'week'), isShown: count === weeks, href: hrefWith(ctx.url, { weeks: String(count) }) })),
      guaranteesHref: `/frameworks/${seen.framework.id}/guaranteed-hours`,
    }))
  },
})
