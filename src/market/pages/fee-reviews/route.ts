import { z } from 'zod'
import { londonDate } from '../../../kernel/london.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { getFeeReviews } from '../../reads/fee-reviews.ts'
import { KEEP_MARKET, SEE_MARKET } from '../../terms.ts'
import { percentWords } from '../../terms/fee-review-query.ts'
import { reviewedTable } from './reviewed-table.ts'

export const feeReviewsPage = pageRoute({
  method: 'GET',
  url: '/frameworks/:frameworkId/fee-reviews',
  permission: SEE_MARKET,
  params: z.object({ frameworkId: z.uuid() }),
  handler: async (ctx) => {
    const { framework, zones, reviews } = await getFeeReviews(ctx.house, ctx.actor, ctx.params.frameworkId)
    const shown = reviews.map((review) => ({
      heading: `Rates from ${wordsForDate(review.fromOn)}`,
      facts: [
        { key: 'Wages', text: `${percentWords(review.wageChange)} on ${percentWords(review.wageShare)} of each rate` },
        { key: 'Prices', text: `${percentWords(review.priceChange)} on ${percentWords(review.priceShare)} of each rate` },
        { key: 'Evidence', text: review.evidence },
        { key: 'Adopted', text: wordsForDate(londonDate(review.adoptedAt)), hint: review.adoptedBy },
      ],
      table: reviewedTable(review.rates, zones, ctx.url, `review-${review.id.slice(0, 8)}`, `Rates from ${wordsForDate(review.fromOn)}, before and after`),
    }))
    const view = {
      title: 'Fee reviews',
      caption: framework.name,
      breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: framework.name, href: `/frameworks/${framework.id}` }, { text: 'Fee reviews' }],
      reviews: shown,
      frameworkId: framework.id,
      mayKeep: holds(ctx.actor, KEEP_MARKET),
    }
    return tableReply(ctx, shown.map((each) => each.table), page('market/pages/fee-reviews/page.njk', view))
  },
})
