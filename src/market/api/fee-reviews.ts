import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { adoptFeeReview } from '../actions/adopt-fee-review.ts'
import { getFeeReviews } from '../reads/fee-reviews.ts'
import { KEEP_MARKET, SEE_MARKET } from '../terms.ts'
import { plainDate } from './shapes.ts'

const params = z.object({ frameworkId: z.uuid() })
/** Hundredths of a percent. */
const figures = { wageShare: z.int(), wageChange: z.int(), priceShare: z.int(), priceChange: z.int() }

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/frameworks/:frameworkId/fee-reviews',
  permission: SEE_MARKET,
  summary: 'List the fee reviews that were adopted, with each rate before and after',
  params,
  response: z.object({ feeReviews: z.array(z.object({ id: z.uuid(), fromOn: z.iso.date(), ...figures, evidence: z.string(), adoptedAt: z.iso.datetime(), adoptedBy: z.string(), rates: z.array(z.object({ beforeRateId: z.uuid(), beforePence: z.int(), afterPence: z.int() })) })) }),
  handler: async (ctx) => ({
    feeReviews: (await getFeeReviews(ctx.house, ctx.actor, ctx.params.frameworkId)).reviews.map(({ id, fromOn, wageShare, wageChange, priceShare, priceChange, evidence, adoptedAt, adoptedBy, rates }) => ({
      id, wageShare, wageChange, priceShare, priceChange, evidence, adoptedBy,
      fromOn: fromOn.toString(),
      adoptedAt: adoptedAt.toString(),
      rates: rates.map(({ rate, pencePerHour }) => ({ beforeRateId: rate.id, beforePence: rate.pencePerHour, afterPence: pencePerHour })),
    })),
  }),
})

const adopt = apiRoute({
  method: 'POST',
  url: '/api/v1/frameworks/:frameworkId/fee-reviews',
  permission: KEEP_MARKET,
  summary: 'Adopt a fee review: set its rates and keep what was decided',
  params,
  body: z.object({ fromOn: plainDate, ...figures, evidence: z.string().max(10_000), rateIdsSeen: z.array(z.uuid()) }),
  response: z.object({ feeReviewId: z.uuid(), rates: z.int() }),
  handler: (ctx) => {
    const { evidence, rateIdsSeen, ...inputs } = ctx.body
    return adoptFeeReview(ctx.house, ctx.actor, { ...ctx.params, inputs, evidence, rateIdsSeen })
  },
})

export const feeReviewRoutes = [list, adopt]
