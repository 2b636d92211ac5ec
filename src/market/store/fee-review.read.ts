import type { Tx } from '../../platform/db/handles.ts'
import type { FeeReview } from '../terms/fee-review.ts'
import { listRates } from './framework.read.ts'

/** The fee reviews of a framework as they were adopted, the latest first. */
export async function listFeeReviews(tx: Tx, frameworkId: string): Promise<FeeReview[]> {
  const rows = await tx.selectFrom('market.fee_review').selectAll().where('framework_id', '=', frameworkId).orderBy('from_on', 'desc').orderBy('adopted_at', 'desc').execute()
  if (rows.length === 0) return []
  const set = await tx.selectFrom('market.fee_review_rate as s').innerJoin('market.fee_review as r', 'r.id', 's.fee_review_id').selectAll('s').where('r.framework_id', '=', frameworkId).execute()
  const rates = new Map((await listRates(tx, frameworkId)).map((rate) => [rate.id, rate]))
  const byReview = Map.groupBy(set, (each) => each.fee_review_id)
  return rows.map((row) => ({
    id: row.id,
    frameworkId: row.framework_id,
    fromOn: Temporal.PlainDate.from(row.from_on),
    wageShare: row.wage_share,
    wageChange: row.wage_change,
    priceShare: row.price_share,
    priceChange: row.price_change,
    evidence: row.evidence,
    adoptedAt: Temporal.Instant.from(row.adopted_at),
    adoptedBy: row.adopted_by,
    rates: (byReview.get(row.id) ?? []).flatMap((each) => {
      const [before, after] = [rates.get(each.before_rate_id), rates.get(each.rate_id)]
      return before === undefined || after === undefined ? [] : [{ rate: before, pencePerHour: after.pencePerHour }]
    }),
  }))
}
