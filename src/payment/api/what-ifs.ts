import { z } from 'zod'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { cancelWhatIf, deleteWhatIf } from '../actions/end-what-if.ts'
import { askWhatIf } from '../actions/ask-what-if.ts'
import { findWhatIf, listWhatIfs } from '../store/what-if.read.ts'
import { SEE_WHAT_IFS, tryScenarios, TRY_RULES } from '../terms/what-if.ts'
import { whatIfJson, whatIfShape, whatIfSummaryJson, whatIfSummaryShape } from './what-if-shape.ts'

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/what-ifs',
  permission: SEE_WHAT_IFS,
  summary: 'List what-ifs, the newest first, without their answers',
  response: z.object({ whatIfs: z.array(whatIfSummaryShape) }),
  handler: (ctx) =>
    read(ctx.house, ctx.actor, async (work) => {
      need(ctx.actor, SEE_WHAT_IFS)
      return { whatIfs: (await listWhatIfs(work.tx)).map(whatIfSummaryJson) }
    }),
})

const ask = apiRoute({
  method: 'POST',
  url: '/api/v1/what-ifs',
  permission: TRY_RULES,
  summary: 'Ask what the visits of paid periods would have paid under other rules or rates; a job reckons it. ratesTenths raises or lowers every rate, in tenths of a percent',
  body: z.object({ frameworkId: z.uuid(), name: z.string().trim().min(1).max(160), fromOn: z.iso.date(), toOn: z.iso.date(), scenarios: tryScenarios }),
  response: z.object({ whatIfId: z.uuid() }),
  handler: async (ctx) => ({ whatIfId: await askWhatIf(ctx.house, ctx.actor, { ...ctx.body, fromOn: Temporal.PlainDate.from(ctx.body.fromOn), toOn: Temporal.PlainDate.from(ctx.body.toOn) }) }),
})

const one = apiRoute({
  method: 'GET',
  url: '/api/v1/what-ifs/:whatIfId',
  permission: SEE_WHAT_IFS,
  summary: 'Get a what-if with its answer; the answer is null until it has ended',
  params: z.object({ whatIfId: z.uuid() }),
  response: whatIfShape,
  handler: (ctx) =>
    read(ctx.house, ctx.actor, async (work) => {
      need(ctx.actor, SEE_WHAT_IFS)
      const found = await findWhatIf(work.tx, ctx.params.whatIfId)
      if (found === undefined) throw new NotFound('The what-if')
      return whatIfJson(found)
    }),
})

const end = apiRoute({
  method: 'POST',
  url: '/api/v1/what-ifs/:whatIfId/end',
  permission: SEE_WHAT_IFS,
  summary: 'Cancel a what-if that is being priced, or delete it with its answer: whoever asked for it, or an administrator',
  params: z.object({ whatIfId: z.uuid() }),
  body: z.object({ how: z.enum(['cancel', 'delete']) }),
  response: z.object({ done: z.literal(true) }),
  handler: async ({ house, actor, params, body }) => {
    await (body.how === 'cancel' ? cancelWhatIf : deleteWhatIf)(house, actor, params.whatIfId)
    return { done: true as const }
  },
})

export const whatIfRoutes = [list, ask, one, end]
