import { z } from 'zod'
import { wordsForDate } from '../../../kernel/words.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeObligations } from '../../actions/see-obligations.ts'
import { SEE_OBLIGATIONS } from '../../terms/obligation.ts'
import { obligationTables, registerTable } from './present.ts'

/** What a framework's contracts ask for, measured today, and its subcontract register. */
export const frameworkObligationsPage = pageRoute({
  method: 'GET',
  url: '/frameworks/:frameworkId/obligations',
  permission: SEE_OBLIGATIONS,
  params: z.object({ frameworkId: z.uuid() }),
  handler: async (ctx) => {
    const seen = await seeObligations(ctx.house, ctx.actor, ctx.params.frameworkId)
    const kinds = obligationTables(seen.obligations, ctx.url)
    const register = registerTable(seen.subcontracts, seen.today, ctx.url)
    const promises = seen.obligations.filter((each) => each.clause !== 'vast-majority')
    const [met, notMet] = [true, false].map((wanted) => promises.filter((each) => each.met === wanted).length)
    const view = {
      title: 'Obligations',
      caption: seen.frameworkName,
      wide: true,
      breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: seen.frameworkName, href: `/frameworks/${ctx.params.frameworkId}` }, { text: 'Obligations' }],
      on: wordsForDate(seen.today),
      tiles: promises.some((each) => each.met !== null) ? [{ figure: met, label: 'met' }, { figure: notMet, label: 'not met', ...(notMet === 0 ? {} : { tone: 'attention' }) }] : [],
      kinds,
      guaranteesHref: `/frameworks/${ctx.params.frameworkId}/guaranteed-hours`,
      register,
    }
    return tableReply(ctx, [...kinds.map((each) => each.table), register], page('brokerage/pages/framework-obligations/page.njk', view))
  },
})
