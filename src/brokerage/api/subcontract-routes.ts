import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { endSubcontract } from '../actions/end-subcontract.ts'
import { recordSubcontract } from '../actions/record-subcontract.ts'
import { seeSubcontracts, subcontractorNamed } from '../actions/see-subcontracts.ts'
import { KEEP_SUBCONTRACTS, SEE_SUBCONTRACTS } from '../terms/subcontract.ts'
import { subcontractJson, subcontractToJson } from './subcontract-shape.ts'

const params = z.object({ placementId: z.uuid() })
const hours = z.object({ fromOn: z.iso.date(), toOn: z.iso.date().nullable().default(null), weeklyMinutes: z.int().min(1), pencePerHour: z.int().min(1) })
/** By id, or as a provider knows another: by its CQC provider number or its name. */
const body = z.union([hours.extend({ subcontractorId: z.uuid() }), hours.extend({ subcontractor: z.string().trim().min(1).max(200) })])

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/placements/:placementId/subcontracts',
  permission: SEE_SUBCONTRACTS,
  summary: 'List the hours of a placement that are passed on to subcontractors',
  params,
  response: z.object({ placementId: z.uuid(), weeklyMinutes: z.int(), subcontracts: z.array(subcontractJson) }),
  handler: async (ctx) => {
    const seen = await seeSubcontracts(ctx.house, ctx.actor, ctx.params.placementId)
    return { placementId: ctx.params.placementId, weeklyMinutes: seen.weeklyMinutes, subcontracts: seen.subcontracts.map(subcontractToJson) }
  },
})

const record = apiRoute({
  method: 'POST',
  url: '/api/v1/placements/:placementId/subcontracts',
  permission: KEEP_SUBCONTRACTS,
  summary: 'Pass hours of a placement on to a subcontractor, named by its id, its CQC provider number or its name',
  params,
  body,
  response: z.object({ subcontractId: z.uuid() }),
  handler: async (ctx) => {
    const { fromOn, toOn, weeklyMinutes, pencePerHour } = ctx.body
    const subcontractorId = 'subcontractorId' in ctx.body ? ctx.body.subcontractorId : await subcontractorNamed(ctx.house, ctx.actor, ctx.body.subcontractor)
    return recordSubcontract(ctx.house, ctx.actor, { ...ctx.params, subcontractorId, weeklyMinutes, pencePerHour, fromOn: Temporal.PlainDate.from(fromOn), toOn: toOn === null ? null : Temporal.PlainDate.from(toOn) })
  },
})

const end = apiRoute({
  method: 'POST',
  url: '/api/v1/placements/:placementId/subcontracts/:subcontractId/end',
  permission: KEEP_SUBCONTRACTS,
  summary: 'End a subcontract with its last day and a reason',
  params: params.extend({ subcontractId: z.uuid() }),
  body: z.object({ endsOn: z.iso.date(), reason: z.string().trim().min(1).max(200) }),
  response: z.object({ subcontractId: z.uuid(), endsOn: z.iso.date() }),
  handler: async (ctx) => {
    await endSubcontract(ctx.house, ctx.actor, { ...ctx.params, endsOn: Temporal.PlainDate.from(ctx.body.endsOn), reason: ctx.body.reason })
    return { subcontractId: ctx.params.subcontractId, endsOn: ctx.body.endsOn }
  },
})

/** Subcontracts as JSON: a provider's own, for the council all. */
export const subcontractApi = [list, record, end] as const
