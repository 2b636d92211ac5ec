import type { Tx } from '../../platform/db/handles.ts'
import type { RuleSetDraft } from '../terms/rule-set.ts'
import type { WorkedCase } from '../terms/worked-case.ts'

export async function insertDraft(tx: Tx, draft: RuleSetDraft): Promise<void> {
  await tx
    .insertInto('payment.rule_set_draft')
    .values({
      id: draft.id,
      framework_id: draft.frameworkId,
      from_on: draft.fromOn.toString(),
      document: JSON.stringify(draft.document),
      cases: JSON.stringify(draft.cases),
      drafted_at: draft.draftedAt.toString(),
      drafted_by: draft.draftedBy,
      what_if_id: draft.whatIfId,
      rule_set_id: draft.ruleSetId,
    })
    .execute()
}

export async function updateDraftCases(tx: Tx, draftId: string, cases: readonly WorkedCase[]): Promise<void> {
  await tx.updateTable('payment.rule_set_draft').set({ cases: JSON.stringify(cases) }).where('id', '=', draftId).execute()
}

/** Notes which version a draft became. */
export async function updateDraftAdopted(tx: Tx, draftId: string, ruleSetId: string): Promise<void> {
  await tx.updateTable('payment.rule_set_draft').set({ rule_set_id: ruleSetId }).where('id', '=', draftId).execute()
}
