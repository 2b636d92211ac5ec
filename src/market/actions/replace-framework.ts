import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { newReplacement } from '../rules/new-replacement.ts'
import { findFramework } from '../store/framework.read.ts'
import { lockFramework } from '../store/framework.write.ts'
import { listReplacementsInForce } from '../store/replacement.read.ts'
import { insertReplacement, insertReplacementWithdrawal } from '../store/replacement.write.ts'
import { KEEP_MARKET } from '../terms.ts'
import type { TransitionRule } from '../terms/replacement.ts'

/** A replacement as it is asked for. */
export interface ReplacementInput {
  readonly frameworkId: string
  readonly byFrameworkId: string
  readonly fromOn: Temporal.PlainDate
  readonly rule: TransitionRule
  readonly note: string | null
}

/** The field of the form at which a refusal of this clause stands. */
const FIELDS: Readonly<Record<string, string>> = { 'replaced-past': 'fromOn-day', 'replaced-before-term': 'fromOn-day', 'replaced-outside-term': 'fromOn-day', 'replaced-all-from': 'allFromOn-day', 'replaced-percent': 'changedPercent', 'replaced-nothing': 'moves' }

/**
 * Says that a framework is replaced by another from a day, and which packages move. Nothing that is placed is touched: each package moves when
 * it is next referred. Both frameworks are locked, so that of two at once no circle comes. Throws `Forbidden`, `NotFound` and `Refused`.
 */
export async function replaceFramework(house: House, actor: Actor, input: ReplacementInput): Promise<{ replacementId: string }> {
  return write(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    for (const id of [...new Set([input.frameworkId, input.byFrameworkId])].toSorted()) if (!(await lockFramework(work.tx, id))) throw new NotFound('The framework')
    const [framework, by] = [await findFramework(work.tx, input.frameworkId), await findFramework(work.tx, input.byFrameworkId)]
    if (framework === undefined || by === undefined) throw new NotFound('The framework')
    const decision = newReplacement({ framework, by, fromOn: input.fromOn, rule: input.rule }, await listReplacementsInForce(work.tx), work.today)
    if (!decision.ok) throw new Refused(decision.reasons[0]?.clause ?? 'replaced', decision.reasons.map((each) => each.words).join(' '), FIELDS[decision.reasons[0]?.clause ?? ''] ?? 'byFrameworkId')
    const id = randomUUID()
    await insertReplacement(work.tx, { id, ...input }, { note: input.note, at: work.now, by: actor.name })
    work.audit({ kind: 'framework-replaced', subjectKind: 'framework', subjectId: input.frameworkId, detail: { replacementId: id, byFrameworkId: input.byFrameworkId, fromOn: input.fromOn.toString(), ...input.rule, allFromOn: input.rule.allFromOn?.toString() ?? null } })
    return { replacementId: id }
  })
}

/** Gives up the replacement of a framework: nothing moves under it any more, and what moved stays where it is. Throws `Forbidden`, `NotFound` and `Refused`. */
export async function withdrawReplacement(house: House, actor: Actor, input: { readonly frameworkId: string; readonly reason: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    if (!(await lockFramework(work.tx, input.frameworkId))) throw new NotFound('The framework')
    const held = (await listReplacementsInForce(work.tx)).find((each) => each.frameworkId === input.frameworkId)
    if (held === undefined) throw new Refused('not-replaced', 'Nothing replaces this framework. Nothing was changed', 'reason')
    const reason = input.reason.trim()
    if (reason === '') throw new Refused('withdrawal-reason', 'Enter why the replacement is withdrawn', 'reason')
    if (!(await insertReplacementWithdrawal(work.tx, held.id, { reason, at: work.now, by: actor.name }))) throw new Refused('not-replaced', 'The replacement was withdrawn already. Nothing was changed', 'reason')
    work.audit({ kind: 'framework-replacement-withdrawn', subjectKind: 'framework', subjectId: input.frameworkId, detail: { replacementId: held.id, byFrameworkId: held.byFrameworkId, reason } })
  })
}
