import type { Tx } from '../../platform/db/handles.ts'
import { ruleSetDocument, type RuleSetDraft } from '../terms/rule-set.ts'
import { workedCases } from '../terms/worked-case.ts'

/** Drafts that have not been adopted, the newest first. */
export async function listOpenDrafts(tx: Tx): Promise<RuleSetDraft[]> {
  return (await tx.selectFrom('payment.rule_set_draft').selectAll().where('rule_set_id', 'is', null).orderBy('drafted_at', 'desc').orderBy('id').execute()).map(toDraft)
}

export async function findDraft(tx: Tx, draftId: string): Promise<RuleSetDraft | undefined> {
  const row = await tx.selectFrom('payment.rule_set_draft').selectAll().where('id', '=', draftId).executeTakeFirst()
  return row === undefined ? undefined : toDraft(row)
}

/** The same, held against changes until the transaction ends. */
export async function lockDraft(tx: Tx, draftId: string): Promise<RuleSetDraft | undefined> {
  const row = await tx.selectFrom('payment.rule_set_draft').selectAll().where('id', '=', draftId).forUpdate().executeTakeFirst()
  return row === undefined ? undefined : toDraft(row)
}

function toDraft(row: { id: string; framework_id: string; from_on: string; document: unknown; cases: unknown; drafted_at: string; drafted_by: string; what_if_id: string | null; rule_set_id: string | null }): RuleSetDraft {
  return {
    id: row.id,
    frameworkId: row.framework_id,
    fromOn: Temporal.PlainDate.from(row.from_on),
    document: ruleSetDocument.parse(row.document),
    cases: workedCases.parse(row.cases),
    draftedAt: Temporal.Instant.from(row.drafted_at),
    draftedBy: row.drafted_by,
    whatIfId: row.what_if_id,
    ruleSetId: row.rule_set_id,
  }
}
