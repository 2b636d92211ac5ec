import { randomUUID } from 'node:crypto'
import { getProvider, suspendFromNewWork } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { insertFailure } from '../store/failure.write.ts'
import { MARK_FAILURES, type FailureKind } from '../terms/failure.ts'
import { tellOfFailure } from './tell-practitioners.ts'
import { withdrawForFailure } from './withdraw-from-provider.ts'

const REVIEW_AFTER_DAYS = 28

/**
 * Marks a provider as failing and freezes it from that day: it is offered nothing new, its open offers are withdrawn and it is told, and the searches go on to
 * whom they ask next. The practitioners of its people are told. Throws `Refused` when it was marked from that day before, `NotFound`.
 */
export async function markFailure(house: House, actor: Actor, input: { readonly providerId: string; readonly kind: FailureKind; readonly fromOn: Temporal.PlainDate; readonly reason: string }): Promise<{ readonly failureId: string; readonly withdrawn: number }> {
  return write(house, actor, async (work) => {
    need(actor, MARK_FAILURES)
    const { providerId, kind, fromOn } = input
    const reason = input.reason.trim()
    if (reason === '') throw new Refused('failure-reason', 'Enter why the provider fails', 'reason')
    const provider = await getProvider(work, providerId)
    const failureId = randomUUID()
    if (!(await insertFailure(work.tx, { id: failureId, providerId, kind, fromOn, reason, markedAt: work.now, markedBy: actor.name }))) throw new Refused('failure-once', `The failure of ${provider.name} from that day is marked already`, 'fromOn')
    await freeze(work, { providerId, fromOn, reason })
    const withdrawn = await withdrawForFailure(work, { id: failureId, providerId, fromOn })
    const told = await tellOfFailure(work, { id: providerId, name: provider.name })
    work.audit({ kind: 'failure-marked', subjectKind: 'provider', subjectId: providerId, detail: { failureId, kind, fromOn: fromOn.toString(), practitionersTold: told, offersWithdrawn: withdrawn } })
    return { failureId, withdrawn }
  })
}

/** A suspension that covers those days already freezes it as well. */
async function freeze(work: Work, input: { readonly providerId: string; readonly fromOn: Temporal.PlainDate; readonly reason: string }): Promise<void> {
  try {
    await suspendFromNewWork(work, { ...input, reviewOn: input.fromOn.add({ days: REVIEW_AFTER_DAYS }), reason: `Failure: ${input.reason}` })
  } catch (fault) {
    if (!(fault instanceof Refused && fault.code === 'suspension-once')) throw fault
  }
}
