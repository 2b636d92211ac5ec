import type { Tx } from '../../platform/db/handles.ts'
import type { FeeReview } from '../terms/fee-review.ts'

/** Keeps a fee review and which rate it set in the place of which. */
export async function insertFeeReview(tx: Tx, review: Omit<FeeReview, 'rates'>, rates: readonly { readonly rateId: string; readonly beforeRateId: string }[]): Promise<void> {
  await tx
    .insertInto('market.fee_review')
    .values({
      id: review.id,
      framework_id: review.frameworkId,
      from_on: review.fromOn.toString(),
      wage_share: review.wageShare,
      wage_change: review.wageChange,
      price_share: review.priceShare,
      price_change: review.priceChange,
      evidence: review.evidence,
      adopted_at: review.adoptedAt.toString(),
      adopted_by: review.adoptedBy,
    })
    .execute()
  await tx.insertInto('market.fee_review_rate').values(rates.map(({ rateId, beforeRateId }) => ({ fee_review_id: review.id, rate_id: rateId, before_rate_id: beforeRateId }))).execute()
}
