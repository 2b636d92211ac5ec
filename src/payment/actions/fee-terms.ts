import { randomUUID } from 'node:crypto'
import { getFramework } from '../../market/public.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { paymentCalendar, periodHolding } from '../rules/payment-period.ts'
import { listFeeResults } from '../store/fee.read.ts'
import { insertFeeTerms } from '../store/fee.write.ts'
import { SET_FEE_TERMS, type FeeTermsDocument } from '../terms/fee-at-risk.ts'

export interface FeeTermsInput {
  readonly frameworkId: string
  readonly fromOn: Temporal.PlainDate
  readonly document: FeeTermsDocument
}

/**
 * Sets the terms of a framework's fee at risk from the first day of a payment period on; those before are kept. Throws `Refused` for a day that
 * begins no period, one whose period was measured, or one with terms already; `NotFound`.
 */
export async function setFeeTerms(house: House, actor: Actor, { frameworkId, fromOn, document }: FeeTermsInput): Promise<{ readonly feeTermsId: string }> {
  return write(house, actor, async (work) => {
    need(actor, SET_FEE_TERMS)
    const framework = await getFramework(work, frameworkId)
    const calendar = paymentCalendar(framework.paymentAnchorOn)
    const period = calendar.ok ? periodHolding(calendar.value, fromOn) : undefined
    if (period !== undefined && !period.fromOn.equals(fromOn)) throw new Refused('mid-period', `Choose the first day of a payment period: ${wordsForDate(period.fromOn)} or ${wordsForDate(period.toOn.add({ days: 1 }))}`, 'from')
    const [measured] = await listFeeResults(work.tx, { frameworkId })
    if (measured !== undefined && Temporal.PlainDate.compare(fromOn, measured.toOn) <= 0) throw new Refused('measured', `The period to ${wordsForDate(measured.toOn)} was measured already. Choose a later period`, 'from')
    const terms = { id: randomUUID(), frameworkId, fromOn, document, setAt: work.now, setBy: actor.name }
    if (!(await insertFeeTerms(work.tx, terms))) throw new Refused('from-that-day', `Terms from ${wordsForDate(fromOn)} are set already. Choose another period`, 'from')
    work.audit({ kind: 'fee-terms-set', subjectKind: 'framework', subjectId: frameworkId, detail: { feeTermsId: terms.id, fromOn: fromOn.toString(), ...document } })
    return { feeTermsId: terms.id }
  })
}
