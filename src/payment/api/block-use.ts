import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { seeBlockUse } from '../reads/block-use.ts'
import { SEE_BLOCK_USE, UNUSED_REASONS } from '../terms/block-use.ts'

const weekShape = z.object({
  zoneId: z.uuid(),
  providerId: z.uuid(),
  weekOn: z.iso.date(),
  guaranteedMinutes: z.int(),
  usedMinutes: z.int(),
  aboveMinutes: z.int(),
  unused: z.array(z.object({ reason: z.enum(UNUSED_REASONS), minutes: z.int() })),
  isPaid: z.boolean(),
  spot: z.array(z.object({ placementId: z.uuid(), packageId: z.uuid(), packageReference: z.string(), providerId: z.uuid(), firstOn: z.iso.date(), lastOn: z.iso.date(), visits: z.int(), minutes: z.int(), pence: z.int(), blockPence: z.int().nullable(), isRefused: z.boolean() })),
})

const use = apiRoute({
  method: 'GET',
  url: '/api/v1/block-use',
  permission: SEE_BLOCK_USE,
  summary: 'Get how guaranteed hours were used week by week: unused minutes by reason, and hours bought from others that a block had room for; of the first framework that guarantees hours when none is named',
  query: z.object({ frameworkId: z.uuid().optional(), weeks: z.coerce.number().int().min(1).max(104).default(13) }),
  response: z.object({ frameworkId: z.uuid().nullable(), weeks: z.array(weekShape) }),
  handler: async (ctx) => {
    const seen = await seeBlockUse(ctx.house, ctx.actor, ctx.query)
    if (seen === undefined) return { frameworkId: null, weeks: [] }
    return {
      frameworkId: seen.framework.id,
      weeks: seen.weeks.map((week) => ({
        zoneId: week.zoneId,
        providerId: week.providerId,
        weekOn: week.weekOn,
        guaranteedMinutes: week.guaranteedMinutes,
        usedMinutes: week.usedMinutes,
        aboveMinutes: week.aboveMinutes,
        unused: UNUSED_REASONS.flatMap((reason) => (week.unused[reason] === undefined ? [] : [{ reason, minutes: week.unused[reason] }])),
        isPaid: week.isPaid,
        spot: week.spot.map(({ placementId, packageId, packageReference, providerId, firstOn, lastOn, visits, minutes, pence, blockPence, isRefused }) => ({ placementId, packageId, packageReference, providerId, firstOn, lastOn, visits, minutes, pence, blockPence, isRefused })),
      })),
    }
  },
})

export const blockUseRoutes = [use]
