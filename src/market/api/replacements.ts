import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { replaceFramework, withdrawReplacement } from '../actions/replace-framework.ts'
import { seeReplacements } from '../reads/replacements.ts'
import { KEEP_MARKET } from '../terms.ts'
import { SEE_TRANSITIONS } from '../terms/replacement.ts'
import { plainDate } from './shapes.ts'

const params = z.object({ frameworkId: z.uuid() })
const moves = { newPackages: z.boolean(), changedPercent: z.int().min(0).max(100).nullable(), handedBack: z.boolean(), transferred: z.boolean() }

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/frameworks/:frameworkId/replacement',
  permission: SEE_TRANSITIONS,
  summary: 'List what replaces a framework, from which day, and which packages move; withdrawn replacements too, the latest first',
  params,
  response: z.object({
    replacements: z.array(z.object({ replacementId: z.uuid(), byFrameworkId: z.uuid(), byName: z.string(), fromOn: z.iso.date(), rule: z.object({ ...moves, allFromOn: z.iso.date().nullable() }), note: z.string().nullable(), recordedAt: z.string(), recordedBy: z.string(), withdrawn: z.object({ reason: z.string(), at: z.string(), by: z.string() }).nullable() })),
  }),
  handler: async (ctx) => ({
    replacements: (await seeReplacements(ctx.house, ctx.actor, ctx.params.frameworkId)).map(({ id, rule, withdrawn, ...each }) => ({
      replacementId: id,
      byFrameworkId: each.byFrameworkId,
      byName: each.byName,
      fromOn: each.fromOn.toString(),
      rule: { ...rule, allFromOn: rule.allFromOn?.toString() ?? null },
      note: each.note,
      recordedAt: each.recordedAt.toString(),
      recordedBy: each.recordedBy,
      withdrawn: withdrawn === null ? null : { ...withdrawn, at: withdrawn.at.toString() },
    })),
  }),
})

const set = apiRoute({
  method: 'POST',
  url: '/api/v1/frameworks/:frameworkId/replacement',
  permission: KEEP_MARKET,
  summary: 'Say that a framework is replaced by another from a day, and which packages move',
  params,
  body: z.object({ byFrameworkId: z.uuid(), fromOn: plainDate, rule: z.object({ ...moves, allFromOn: plainDate.nullable() }), note: z.string().max(2000).nullable().default(null) }),
  response: z.object({ replacementId: z.uuid() }),
  handler: (ctx) => replaceFramework(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body }),
})

const withdraw = apiRoute({
  method: 'POST',
  url: '/api/v1/frameworks/:frameworkId/replacement/withdraw',
  permission: KEEP_MARKET,
  summary: 'Give up the replacement of a framework; what moved stays where it is',
  params,
  body: z.object({ reason: z.string().max(2000) }),
  response: z.object({ done: z.literal(true) }),
  handler: async (ctx) => {
    await withdrawReplacement(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return { done: true as const }
  },
})

/** What replaces a framework, as JSON. */
export const replacementRoutes = [list, set, withdraw] as const
