import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { decisionFault } from '../rules/may-decide.ts'
import { lockExceptions } from '../store/exception-decision.read.ts'
import { insertDecisions } from '../store/exception-decision.write.ts'
import type { DecisionKind } from '../terms/exception-decision.ts'
import { ACKNOWLEDGE_EXCEPTIONS, DECIDE_EXCEPTIONS } from '../terms/exception-settings.ts'

/** What is said of some exceptions at once, and why. */
export interface DecisionInput {
  readonly ids: readonly number[]
  readonly decision: DecisionKind
  readonly reason: string
}

/** What became of them. Those that it could not be said of are left as they were, each with why. */
export interface DecidedExceptions {
  readonly decided: number
  readonly left: readonly { readonly id: number; readonly words: string }[]
}

/** At most so many at once. */
export const MOST_AT_ONCE = 500

/**
 * Acknowledges exceptions with a reason, or decides whether visits with exceptions that must be fixed are paid. Throws `Refused` without a reason,
 * with too many, and when it can be said of none of them; `NotFound` for an exception that is not the actor's to see.
 */
export async function decideExceptions(house: House, actor: Actor, input: DecisionInput): Promise<DecidedExceptions> {
  return write(house, actor, async (work) => {
    need(actor, input.decision === 'acknowledged' ? ACKNOWLEDGE_EXCEPTIONS : DECIDE_EXCEPTIONS)
    const ids = [...new Set(input.ids)]
    if (ids.length === 0) throw new Refused('none-chosen', 'Choose at least one exception', 'ids')
    if (ids.length > MOST_AT_ONCE) throw new Refused('too-many', `Choose at most ${String(MOST_AT_ONCE)} exceptions at once`, 'ids')
    if (input.reason.trim() === '') throw new Refused('reason', 'Enter the reason', 'reason')
    const exceptions = await lockExceptions(work.tx, ids)
    if (exceptions.length < ids.length) throw new NotFound('The exception')
    const side = actor.organisationId === null ? 'council' : 'provider'
    const faults = new Map(exceptions.flatMap((each) => {
      const fault = decisionFault(each, input.decision, side)
      return fault === undefined ? [] : [[each.id, fault] as const]
    }))
    const fit = exceptions.filter((each) => !faults.has(each.id))
    const [first] = faults.values()
    if (fit.length === 0 && first !== undefined) throw new Refused(first.clause, `Nothing was changed: ${first.words}`, 'ids')
    await insertDecisions(work.tx, fit, { decision: input.decision, reason: input.reason.trim(), side, at: work.now, by: actor.name })
    work.audit({ kind: 'exceptions-decided', subjectKind: 'visit-exception', subjectId: String(fit[0]?.id ?? ''), detail: { decision: input.decision, exceptions: fit.length, ids: fit.map((each) => each.id).join(' ') } })
    return { decided: fit.length, left: [...faults].map(([id, fault]) => ({ id, words: fault.words })) }
  })
}
