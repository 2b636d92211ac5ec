import { z } from 'zod'
import { KEEP_MARKET } from '../../market/terms.ts'
import { Refused } from '../../platform/action/refused.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { lookAtFeeReview } from '../reads/fee-review.ts'

/** What a fee review would do, before it is adopted. Posted for its figures; it writes nothing. */
export const feeReviewLook = apiRoute({
  method: 'POST',
  url: '/api/v1/frameworks/:frameworkId/fee-review-proposals',
  permission: KEEP_MARKET,
  summary: 'Propose new rates from wages and prices, with the cost of the weeks planned today by zone and provider',
  params: z.object({ frameworkId: z.uuid() }),
  body: z.object({ fromOn: z.iso.date(), wageShare: z.int(), wageChange: z.int(), priceShare: z.int(), priceChange: z.int() }),
  response: z.object({
    rates: z.array(z.object({ rateId: z.uuid(), beforePence: z.int(), afterPence: z.int() })),
    leftOut: z.array(z.object({ rateId: z.uuid(), reason: z.string() })),
    costs: z.array(z.object({ zoneId: z.uuid(), providerId: z.uuid(), weeklyMinutes: z.int(), weeklyPenceBefore: z.int(), weeklyPenceAfter: z.int() })),
    agreedMinutes: z.int(),
    unpricedMinutes: z.int(),
  }),
  handler: async (ctx) => {
    const { proposal, costs, agreedMinutes, unpricedMinutes } = await lookAtFeeReview(ctx.house, ctx.actor, ctx.params.frameworkId, { ...ctx.body, fromOn: Temporal.PlainDate.from(ctx.body.fromOn) })
    if (proposal?.ok !== true) throw new Refused(proposal?.reasons[0]?.clause ?? 'review', (proposal?.reasons ?? []).map((reason) => reason.words).join(' '))
    return {
      rates: proposal.value.changed.map(({ rate, pencePerHour }) => ({ rateId: rate.id, beforePence: rate.pencePerHour, afterPence: pencePerHour })),
      leftOut: proposal.value.leftOut.map(({ rate, reason }) => ({ rateId: rate.id, reason })),
      costs: costs.map(({ zoneId, providerId, minutes, beforePence, afterPence }) => ({ zoneId, providerId, weeklyMinutes: minutes, weeklyPenceBefore: beforePence, weeklyPenceAfter: afterPence })),
      agreedMinutes,
      unpricedMinutes,
    }
  },
})
