import { z } from 'zod'
import { frameworkTerms, KEEP_MARKET, SEE_MARKET } from '../../market/terms.ts'
import { newFrameworkTerms } from '../../market/terms/new-terms.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { adoptContractModel, previewContractModel, seeContractModel } from '../actions/contract-model.ts'
import { orderJson, orderToJson } from './schemas.ts'
import { reasonsShape } from '../terms/reasons.ts'

const params = z.object({ frameworkId: z.uuid() })

const get = apiRoute({
  method: 'GET',
  url: '/api/v1/frameworks/:frameworkId/contract-model',
  permission: SEE_MARKET,
  summary: 'Get the terms by which a framework awards its packages, every version, the one in force first',
  params,
  response: z.object({ frameworkId: z.uuid(), versions: z.array(z.object({ version: z.int(), fromAt: z.iso.datetime(), reason: z.string().nullable(), changedBy: z.string().nullable(), terms: frameworkTerms })) }),
  handler: async (ctx) => {
    const { versions } = await seeContractModel(ctx.house, ctx.actor, ctx.params.frameworkId)
    return { frameworkId: ctx.params.frameworkId, versions: versions.map((each) => ({ ...each, fromAt: each.fromAt.toString() })) }
  },
})

const preview = apiRoute({
  method: 'POST',
  url: '/api/v1/frameworks/:frameworkId/contract-model/preview',
  permission: KEEP_MARKET,
  summary: 'Say what edited terms would change: warnings, and the order of one package now and then; writes nothing',
  params,
  body: z.object({ terms: newFrameworkTerms, packageId: z.uuid().nullable().default(null) }),
  response: z.object({
    warnings: reasonsShape,
    order: z.object({ reference: z.string(), changes: z.array(z.string()), present: orderJson, edited: orderJson }).nullable(),
  }),
  handler: async (ctx) => {
    const { warnings, order } = await previewContractModel(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return { warnings: [...warnings], order: order === null ? null : { reference: order.reference, changes: [...order.changes], present: orderToJson(order.present), edited: orderToJson(order.edited) } }
  },
})

const adopt = apiRoute({
  method: 'POST',
  url: '/api/v1/frameworks/:frameworkId/contract-model',
  permission: KEEP_MARKET,
  summary: 'Adopt terms as a new version from now on; a version given in basedOnVersion must still be in force',
  params,
  body: z.object({ terms: newFrameworkTerms, reason: z.string().trim().min(1).max(1000), basedOnVersion: z.int().nullable().default(null) }),
  response: z.object({ version: z.int() }),
  handler: (ctx) => adoptContractModel(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body }),
})

/** Contract models as JSON. */
export const contractModelApi = [get, preview, adopt] as const
