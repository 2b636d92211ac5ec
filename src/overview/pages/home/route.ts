import { REFER_PEOPLE } from '../../../care/terms.ts'
import { londonDate } from '../../../kernel/london.ts'
import { holds } from '../../../platform/access/permission.ts'
import { page, redirectTo } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { homeOf } from '../../reads/home/home-of-role.ts'
import { presentHome } from './present.ts'

/** Home: what needs the signed-in role today. People receiving care go to their own page. */
export const homePage = pageRoute({
  method: 'GET',
  url: '/',
  permission: 'signed-in',
  handler: async (ctx) => {
    if (ctx.actor.role === 'person') return redirectTo('/my-care')
    const sections = await homeOf(ctx.house, ctx.actor)
    return page('overview/pages/home/page.njk', { ...presentHome(sections, londonDate(ctx.house.clock.now())), canRefer: holds(ctx.actor, REFER_PEOPLE) })
  },
})
