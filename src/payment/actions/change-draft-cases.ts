import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { lockDraft } from '../store/rule-set-draft.read.ts'
import { updateDraftCases } from '../store/rule-set-draft.write.ts'
import { ADOPT_RULE_SETS } from '../terms.ts'
import { workedCases, type WorkedCase } from '../terms/worked-case.ts'

/**
 * Changes the worked cases of a draft: adds one, or takes one away by its name. Throws `NotFound`, and `Refused` when the draft is adopted, the name
 * is there already, or there are too many.
 */
export async function changeDraftCases(house: House, actor: Actor, input: { readonly draftId: string; readonly add?: WorkedCase; readonly remove?: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, ADOPT_RULE_SETS)
    const draft = await lockDraft(work.tx, input.draftId)
    if (draft === undefined) throw new NotFound('The draft')
    if (draft.ruleSetId !== null) throw new Refused('adopted', 'These rules are adopted, and an adopted version is never edited.', 'name')
    const { add, remove } = input
    if (add !== undefined && draft.cases.some((each) => each.name === add.name)) throw new Refused('name-taken', 'There is a worked case of this name. Choose another.', 'name')
    const cases = [...draft.cases.filter((each) => each.name !== remove), ...(add === undefined ? [] : [add])]
    if (!workedCases.safeParse(cases).success) throw new Refused('too-many', 'A rule set holds at most 100 worked cases.', 'name')
    await updateDraftCases(work.tx, draft.id, cases)
    work.audit({ kind: 'rule-set-cases-changed', subjectKind: 'rule-set-draft', subjectId: draft.id, detail: { added: add?.name ?? null, removed: remove ?? null } })
  })
}
