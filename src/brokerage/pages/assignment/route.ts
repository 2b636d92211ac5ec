import { z } from 'zod'
import { holds } from '../../../platform/access/permission.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeAssignment } from '../../actions/see-assignment.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import { SEE_BOARD, SEND_OFFERS } from '../../terms.ts'
import { assignmentTiles, linesTable, madeWords, switchTable } from './present.ts'

/** One assignment: who would go where and why, who would wait and why, and what each rule costs. */
export const assignmentPage = pageRoute({
  method: 'GET',
  url: '/assignments/:assignmentId',
  permission: SEE_BOARD,
  params: z.object({ assignmentId: z.uuid() }),
  handler: async (ctx) => {
    const seen = await seeAssignment(ctx.house, ctx.actor, ctx.params.assignmentId)
    const tables = [linesTable(seen, holds(ctx.actor, SEND_OFFERS), ctx.url), switchTable(seen, ctx.url)]
    const { result } = seen
    const view = {
      title: `Assignment of ${wordsForMoment(seen.madeAt)}`,
      wide: true,
      breadcrumbs: [{ text: 'Best assignment', href: '/assignments' }, { text: 'Assignment' }],
      says: madeWords(seen),
      tiles: assignmentTiles(seen),
      lines: tables[0],
      switches: tables[1],
      again: `Rule ${result.ruleVersion}, seed ${String(seen.seed)}, ${String(seen.rounds)} rounds. Fingerprint of the inputs (SHA-256): ${seen.inputsHash}. The same inputs, rules, seed and rounds give the same assignment.`,
    }
    return tableReply(ctx, tables, page('brokerage/pages/assignment/page.njk', view))
  },
})
