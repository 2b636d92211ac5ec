import { z } from 'zod'
import { KEEP_MARKET } from '../../market/terms.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { guaranteeHours, seeGuaranteedHours } from '../actions/guaranteed-hours.ts'
import { SEE_OBLIGATIONS } from '../terms/obligation.ts'

const params = z.object({ frameworkId: z.uuid() })
const guarantee = z.object({
  zoneId: z.uuid(),
  zoneName: z.string(),
  providerId: z.uuid(),
  providerName: z.string(),
  fromOn: z.iso.date(),
  weeklyMinutes: z.int(),
  usedMinutes: z.int().nullable(),
  status: z.enum(['in-force', 'to-come', 'replaced', 'ended']),
  recordedBy: z.string(),
})

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/frameworks/:frameworkId/guaranteed-hours',
  permission: SEE_OBLIGATIONS,
  summary: 'List the guaranteed hours of a framework with their use today',
  params,
  response: z.object({ frameworkId: z.uuid(), guarantees: z.array(guarantee) }),
  handler: async (ctx) => {
    const { guarantees } = await seeGuaranteedHours(ctx.house, ctx.actor, ctx.params.frameworkId)
    return { frameworkId: ctx.params.frameworkId, guarantees: guarantees.map((each) => ({ ...each, fromOn: each.fromOn.toString() })) }
  },
})

const record = apiRoute({
  method: 'POST',
  url: '/api/v1/frameworks/:frameworkId/guaranteed-hours',
  permission: KEEP_MARKET,
  summary: 'Guarantee a provider minutes a week in a zone from a day; 0 ends the guarantee',
  params,
  body: z.object({ zoneId: z.uuid(), providerId: z.uuid(), fromOn: z.iso.date(), weeklyMinutes: z.int().min(0) }),
  response: z.object({ done: z.literal(true) }),
  handler: async (ctx) => {
    await guaranteeHours(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body, fromOn: Temporal.PlainDate.from(ctx.body.fromOn) })
    return { done: true as const }
  },
})

/** Guaranteed hours as JSON. */
export const guaranteedHoursApi = [list, record] as const
