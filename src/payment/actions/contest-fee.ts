import { wordsForDate } from '../../kernel/words.ts'
import type { Pence } from '../../kernel/amounts.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { notify } from '../../platform/notify/notify.ts'
import { feeState } from '../rules/fee-at-risk.ts'
import { listFeeResults } from '../store/fee.read.ts'
import { insertFeeContest, insertFeeDecision } from '../store/fee.write.ts'
import { CONTEST_FEES, SET_FEE_TERMS, type FeeResult } from '../terms/fee-at-risk.ts'

/** Contests a result, once, while it is open; commissioners are told. Throws `Refused` once its day is over or it was contested; `NotFound`, also for another provider's. */
export async function contestFee(house: House, actor: Actor, input: { readonly feeResultId: string; readonly reason: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, CONTEST_FEES)
    const result = await getFeeResult(work, input.feeResultId)
    const state = feeState(result, work.today)
    if (state === 'settled' || state === 'applied') throw new Refused('too-late', `It could be contested until ${wordsForDate(result.contestUntil)}`, 'reason')
    const isNew = state === 'open' && (await insertFeeContest(work.tx, { feeResultId: result.id, providerId: result.providerId, reason: input.reason, at: work.now, by: actor.name }))
    if (!isNew) throw new Refused('contested', 'It is contested already, and waits for the council’s decision', 'reason')
    await notify(work, { organisationId: null, role: 'commissioner' }, 'fee-at-risk-contested', { link: `/fee-at-risk/${result.id}` })
    work.audit({ kind: 'fee-contested', subjectKind: 'fee-result', subjectId: result.id, detail: { providerId: result.providerId } })
  })
}

/**
 * Decides a contest: what it takes off (below nothing) or pays then, and why: between what was
 * measured and nothing. Throws `Refused` when it is not contested, was decided, or the amount is outside; `NotFound`.
 */
export async function decideFee(house: House, actor: Actor, input: { readonly feeResultId: string; readonly pence: Pence; readonly reason: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, SET_FEE_TERMS)
    const result = await getFeeResult(work, input.feeResultId)
    if (result.contest === null) throw new Refused('not-contested', 'Nobody contests it', 'pounds')
    if (input.pence < Math.min(result.pence, 0) || input.pence > Math.max(result.pence, 0)) throw new Refused('outside', 'A decision takes off no more than was measured', 'pounds')
    const isNew = await insertFeeDecision(work.tx, { feeResultId: result.id, providerId: result.providerId, pence: input.pence, reason: input.reason, at: work.now, by: actor.name })
    if (!isNew) throw new Refused('decided', 'It was decided already', 'pounds')
    await notify(work, { organisationId: result.providerId, role: 'provider-finance' }, 'fee-at-risk-decided', { link: `/fee-at-risk/${result.id}` })
    work.audit({ kind: 'fee-decided', subjectKind: 'fee-result', subjectId: result.id, detail: { providerId: result.providerId, measuredPence: result.pence, pence: input.pence } })
  })
}

/** A result that the actor may see. Throws `NotFound`. */
export async function getFeeResult(work: Work, feeResultId: string): Promise<FeeResult> {
  const [result] = await listFeeResults(work.tx, { id: feeResultId })
  if (result === undefined || !isOwnOrganisation(work.actor, result.providerId)) throw new NotFound('The fee at risk')
  return result
}
