import { z } from 'zod'
import { SEE_VISITS } from '../../../visits/terms.ts'
import { holds } from '../../../platform/access/permission.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { getExplainedLine } from '../../reads/one-line.ts'
import { SEE_RULE_SETS, SEE_STATEMENTS } from '../../terms.ts'
import { PLACE_HOLDS } from '../../terms/hold.ts'
import { presentLine } from './present.ts'

/** Why a line pays what it pays: the rule in words with its numbers, the rate, the rules' version, the records. */
export const linePage = pageRoute({
  method: 'GET',
  url: '/statements/:statementId/lines/:payLineId',
  permission: SEE_STATEMENTS,
  params: z.object({ statementId: z.uuid(), payLineId: z.coerce.number().int().positive() }),
  handler: async (ctx) => {
    const found = await getExplainedLine(ctx.house, ctx.actor, ctx.params.statementId, ctx.params.payLineId)
    const view = presentLine(found, { url: ctx.url, maySeeRules: holds(ctx.actor, SEE_RULE_SETS), maySeeVisit: holds(ctx.actor, SEE_VISITS), mayHold: holds(ctx.actor, PLACE_HOLDS) })
    return tableReply(ctx, [view.history], page('payment/pages/line/page.njk', view))
  },
})
