import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { endPlacement } from '../actions/end-placement.ts'
import { seePlacement, seePlacements } from '../actions/see-placements.ts'
import { END_PLACEMENTS, PLACEMENT_END_REASONS, SEE_OWN_PLACEMENTS, SEE_PLACEMENTS } from '../terms.ts'
import { patternToJson, placementJson, placementToJson, placementWithWeekJson } from './schemas.ts'

const placementParams = z.object({ placementId: z.uuid() })

/** Placements as JSON: a provider's own, for the council all. The actions ask who may see which. */
export const placementApi = [
  apiRoute({
    method: 'GET',
    url: '/api/v1/placements',
    permission: [SEE_PLACEMENTS, SEE_OWN_PLACEMENTS],
    summary: 'List the placements you may see, those that start last first',
    response: z.object({ placements: z.array(placementJson) }),
    handler: async (ctx) => ({ placements: (await seePlacements(ctx.house, ctx.actor)).map(placementToJson) }),
  }),
  apiRoute({
    method: 'GET',
    url: '/api/v1/placements/:placementId',
    permission: [SEE_PLACEMENTS, SEE_OWN_PLACEMENTS],
    summary: 'Get one placement with its week',
    params: placementParams,
    response: placementWithWeekJson,
    handler: async (ctx) => {
      const seen = await seePlacement(ctx.house, ctx.actor, ctx.params.placementId)
      return { ...placementToJson(seen), pattern: patternToJson(seen.pattern), endReason: seen.endReason }
    },
  }),
  apiRoute({
    method: 'POST',
    url: '/api/v1/placements/:placementId/end',
    permission: END_PLACEMENTS,
    summary: 'End a placement with its last day of care and a reason',
    params: placementParams,
    body: z.object({ endsOn: z.iso.date(), reason: z.enum(PLACEMENT_END_REASONS) }),
    response: z.object({ placementId: z.uuid(), endsOn: z.iso.date() }),
    handler: async (ctx) => {
      await endPlacement(ctx.house, ctx.actor, { ...ctx.params, reason: ctx.body.reason, endsOn: Temporal.PlainDate.from(ctx.body.endsOn) })
      return { placementId: ctx.params.placementId, endsOn: ctx.body.endsOn }
    },
  }),
] as const
