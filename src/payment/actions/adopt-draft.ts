import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { lockDraft } from '../store/rule-set-draft.read.ts'
import { updateDraftAdopted } from '../store/rule-set-draft.write.ts'
import { findWhatIf } from '../store/what-if.read.ts'
import { ADOPT_RULE_SETS } from '../terms.ts'
import { addRuleSet, type AdoptedRuleSet } from './add-rule-set.ts'

/**
 * Adopts a draft as the framework's next version, once its effect on the last paid period is known. Throws `Refused` when it is not, when a
 * worked case fails, when another version begins that day, or when it is adopted already; `NotFound`.
 */
export async function adoptDraft(house: House, actor: Actor, draftId: string): Promise<AdoptedRuleSet> {
  return write(house, actor, async (work) => {
    need(actor, ADOPT_RULE_SETS)
    const draft = await lockDraft(work.tx, draftId)
    if (draft === undefined) throw new NotFound('The draft')
    if (draft.ruleSetId !== null) throw new Refused('adopted', 'These rules are adopted already.', 'adopt')
    const effect = draft.whatIfId === null ? undefined : await findWhatIf(work.tx, draft.whatIfId)
    if (effect?.endedAt === null) throw new Refused('effect-not-known', 'The effect on the last paid period is still being worked out. Wait until it is shown.', 'adopt')
    const adopted = await addRuleSet(work, draft)
    await updateDraftAdopted(work.tx, draft.id, adopted.ruleSetId)
    return adopted
  })
}
