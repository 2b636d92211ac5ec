import type { Decision } from '../../kernel/decision.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { feeReview, type FeeProposal } from '../rules/fee-review.ts'
import { listFeeReviews } from '../store/fee-review.read.ts'
import { findFramework, listRates } from '../store/framework.read.ts'
import { listZones } from '../store/zone.read.ts'
import { KEEP_MARKET, SEE_MARKET, type Framework, type Zone } from '../terms.ts'
import type { FeeReview, FeeReviewInputs } from '../terms/fee-review.ts'

/** The fee reviews of a framework that were adopted, the latest first. Needs `market.see`; throws `NotFound`. */
export async function getFeeReviews(house: House, actor: Actor, frameworkId: string): Promise<{ readonly framework: Framework; readonly zones: readonly Zone[]; readonly reviews: readonly FeeReview[] }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_MARKET)
    const framework = await findFramework(work.tx, frameworkId)
    if (framework === undefined) throw new NotFound('The framework')
    return { framework, zones: await listZones(work.tx, frameworkId), reviews: await listFeeReviews(work.tx, frameworkId) }
  })
}

/** What a fee review would do, for the page that adopts it. Needs `market.keep`; throws `NotFound`. */
export async function getFeeProposal(house: House, actor: Actor, frameworkId: string, inputs: FeeReviewInputs): Promise<{ readonly framework: Framework; readonly zones: readonly Zone[]; readonly proposal: Decision<FeeProposal> }> {
  return read(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const framework = await findFramework(work.tx, frameworkId)
    if (framework === undefined) throw new NotFound('The framework')
    return { framework, zones: await listZones(work.tx, frameworkId), proposal: feeReview(framework, await listRates(work.tx, frameworkId), inputs) }
  })
}
