import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { feeReview } from '../rules/fee-review.ts'
import { newRates } from '../rules/new-rates.ts'
import { insertFeeReview } from '../store/fee-review.write.ts'
import { findFramework, listRates } from '../store/framework.read.ts'
import { insertRates, lockFramework } from '../store/framework.write.ts'
import { KEEP_MARKET } from '../terms.ts'
import type { FeeReviewInputs } from '../terms/fee-review.ts'

/**
 * Adopts a fee review: sets the rates it proposes from its first day, and keeps what was put in, the evidence, and each rate before and
 * after. `rateIdsSeen` are the rates in force that the proposal was shown with: where they differ by now, nothing is adopted.
 * Throws `Forbidden`, `NotFound`, and `Refused`.
 */
export async function adoptFeeReview(house: House, actor: Actor, input: { readonly frameworkId: string; readonly inputs: FeeReviewInputs; readonly evidence: string; readonly rateIdsSeen: readonly string[] }): Promise<{ feeReviewId: string; rates: number }> {
  return write(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const { frameworkId, inputs } = input
    if (!(await lockFramework(work.tx, frameworkId))) throw new NotFound('The framework')
    const framework = await findFramework(work.tx, frameworkId)
    if (framework === undefined) throw new NotFound('The framework')
    const evidence = input.evidence.trim()
    if (evidence === '') throw new Refused('review-evidence', 'Enter the indices used and the evidence looked at', 'evidence')
    const held = await listRates(work.tx, frameworkId)
    const proposal = feeReview(framework, held, inputs)
    if (!proposal.ok) throw new Refused(proposal.reasons[0]?.clause ?? 'review', proposal.reasons.map((reason) => reason.words).join(' '))
    const { changed } = proposal.value
    const seen = new Set(input.rateIdsSeen)
    if (seen.size !== changed.length || changed.some(({ rate }) => !seen.has(rate.id))) throw new Refused('review-stale', 'The rates have changed since this proposal was made. Look at it again before you adopt it.')
    const rates = changed.map(({ rate, pencePerHour }) => ({ ...rate, id: randomUUID(), fromOn: inputs.fromOn, pencePerHour }))
    const fitting = newRates(framework, held, rates)
    if (!fitting.ok) throw new Refused(fitting.reasons[0]?.clause ?? 'rate', fitting.reasons.map((reason) => reason.words).join(' '))
    await insertRates(work.tx, rates, work.now)
    const feeReviewId = randomUUID()
    await insertFeeReview(work.tx, { ...inputs, id: feeReviewId, frameworkId, evidence, adoptedAt: work.now, adoptedBy: actor.name }, rates.map((rate, index) => ({ rateId: rate.id, beforeRateId: changed[index]?.rate.id ?? rate.id })))
    for (const { id, zoneId, serviceLine, tier, fromOn, pencePerHour } of rates) work.audit({ kind: 'rate-set', subjectKind: 'rate', subjectId: id, detail: { frameworkId, zoneId, serviceLine, tier, fromOn: fromOn.toString(), pencePerHour, feeReviewId } })
    work.audit({ kind: 'fee-review-adopted', subjectKind: 'framework', subjectId: frameworkId, detail: { ...inputs, fromOn: inputs.fromOn.toString(), feeReviewId, rates: rates.length } })
    return { feeReviewId, rates: rates.length }
  })
}
