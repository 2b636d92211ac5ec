import { z } from 'zod'
import { countOf, wordsForDate } from '../../../kernel/words.ts'
import { Refused } from '../../../platform/action/refused.ts'
import { fieldErrorsOf, listOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody } from '../../../platform/web/route.ts'
import { adoptFeeReview } from '../../actions/adopt-fee-review.ts'
import { getFeeProposal } from '../../reads/fee-reviews.ts'
import { KEEP_MARKET } from '../../terms.ts'
import { feeReviewQuery, inputsOfQuery, percentWords, queryOfInputs } from '../../terms/fee-review-query.ts'
import type { FeeReviewInputs } from '../../terms/fee-review.ts'
import { reviewedTable } from '../fee-reviews/reviewed-table.ts'

const params = z.object({ frameworkId: z.uuid() })
type Shown = Awaited<ReturnType<typeof getFeeProposal>>

export const adoptFeeReviewPage = pageRoute({
  method: 'GET',
  url: '/frameworks/:frameworkId/fee-reviews/new',
  permission: KEEP_MARKET,
  params,
  query: feeReviewQuery.partial(),
  handler: async (ctx) => {
    const query = feeReviewQuery.safeParse(ctx.query)
    // The figures are put in on the page that proposes.
    if (!query.success) return redirectTo(`/frameworks/${ctx.params.frameworkId}/fee-review`)
    const inputs = inputsOfQuery(query.data)
    return form(await getFeeProposal(ctx.house, ctx.actor, ctx.params.frameworkId, inputs), inputs, ctx.url, {})
  },
})

export const adoptFeeReviewAction = pageRoute({
  method: 'POST',
  url: '/frameworks/:frameworkId/fee-reviews/new',
  permission: KEEP_MARKET,
  params,
  query: feeReviewQuery,
  handler: async (ctx) => {
    const inputs = inputsOfQuery(ctx.query)
    try {
      const { rates } = await adoptFeeReview(ctx.house, ctx.actor, { ...ctx.params, inputs, evidence: textOf(ctx.body, 'evidence'), rateIdsSeen: listOf(ctx.body, 'rate') })
      return redirectTo(`/frameworks/${ctx.params.frameworkId}/fee-reviews`, `Fee review adopted: ${countOf(rates, 'new rate')} from ${wordsForDate(inputs.fromOn)}`)
    } catch (fault) {
      const errors = fieldErrorsOf(fault, 'evidence')
      return form(await getFeeProposal(ctx.house, ctx.actor, ctx.params.frameworkId, inputs), inputs, ctx.url, ctx.body, errors)
    }
  },
})

function form({ framework, zones, proposal }: Shown, inputs: FeeReviewInputs, url: string, values: FormBody, errors: readonly FieldError[] = []): PageReply {
  if (!proposal.ok) throw new Refused(proposal.reasons[0]?.clause ?? 'review', proposal.reasons.map((reason) => reason.words).join(' '))
  const { changed } = proposal.value
  const table = reviewedTable(changed, zones, url)
  const back = `/frameworks/${framework.id}/fee-review?${queryOfInputs(inputs)}`
  const view = {
    title: 'Adopt the fee review',
    caption: framework.name,
    breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: framework.name, href: `/frameworks/${framework.id}` }, { text: 'Fee review', href: back }, { text: 'Adopt' }],
    summary: `${percentWords(inputs.wageShare)} of each rate follows wages, which change by ${percentWords(inputs.wageChange)}; ${percentWords(inputs.priceShare)} follows prices, which change by ${percentWords(inputs.priceChange)}; the rest stays.`,
    table,
    rateIds: changed.map(({ rate }) => rate.id),
    button: `Adopt ${countOf(changed.length, 'new rate')} from ${wordsForDate(inputs.fromOn)}`,
    values,
    errors,
  }
  return tableReply({ url }, [table], page('market/pages/adopt-fee-review/page.njk', view, errors.length > 0 ? { status: 400 } : {}))
}
