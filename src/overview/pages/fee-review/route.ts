import { z } from 'zod'
import { KEEP_MARKET } from '../../../market/terms.ts'
import { queryOfInputs } from '../../../market/terms/fee-review-query.ts'
import { fieldError, type FieldError } from '../../../platform/web/form.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { lookAtFeeReview } from '../../reads/fee-review.ts'
import { FIGURES, isAsked, readInputs, shownValues } from './form.ts'
import { costTables, costTiles, gapWords } from './present.ts'

/** Which field a refusal of the proposal stands at. */
const FIELDS: Readonly<Record<string, string>> = { 'review-shares': 'wageShare', 'review-changes': 'wageChange', 'review-figures': 'wageShare', 'review-empty': 'wageShare' }

export const feeReviewPage = pageRoute({
  method: 'GET',
  url: '/frameworks/:frameworkId/fee-review',
  permission: KEEP_MARKET,
  params: z.object({ frameworkId: z.uuid() }),
  query: z.record(z.string(), z.string()),
  handler: async (ctx) => {
    const asked = isAsked(ctx.query)
    const today = await lookAtFeeReview(ctx.house, ctx.actor, ctx.params.frameworkId, undefined)
    const values = shownValues(ctx.query, today.today)
    const { inputs, errors: typed } = asked ? readInputs(values) : { inputs: undefined, errors: [] as readonly FieldError[] }
    const look = inputs === undefined ? today : await lookAtFeeReview(ctx.house, ctx.actor, ctx.params.frameworkId, inputs)
    const refused = look.proposal === undefined || look.proposal.ok ? [] : look.proposal.reasons.map((reason) => fieldError(FIELDS[reason.clause] ?? 'fromOn-day', reason.words))
    const errors = [...typed, ...refused]
    const found = inputs !== undefined && look.proposal?.ok === true ? { tables: costTables(look, look.proposal.value, ctx.url), tiles: costTiles(look.costs), gaps: gapWords(look), adopt: `/frameworks/${look.framework.id}/fee-reviews/new?${queryOfInputs(inputs)}`, leftOut: look.proposal.value.leftOut.length } : undefined
    const view = {
      title: 'Fee review',
      caption: look.framework.name,
      wide: true,
      breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: look.framework.name, href: `/frameworks/${look.framework.id}` }, { text: 'Fee review' }],
      frameworkId: look.framework.id,
      figures: FIGURES,
      values,
      errors,
      found,
    }
    return tableReply(ctx, found === undefined ? [] : Object.values(found.tables), page('overview/pages/fee-review/page.njk', view, errors.length > 0 ? { status: 400 } : {}))
  },
})
