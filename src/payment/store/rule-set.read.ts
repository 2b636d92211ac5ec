import type { Tx } from '../../platform/db/handles.ts'
import { ruleSetDocument, type RuleSet } from '../terms/rule-set.ts'
import { workedCases } from '../terms/worked-case.ts'

/** Rule sets of a framework, or of all, the newest version first within each framework. */
export async function listRuleSets(tx: Tx, frameworkId?: string): Promise<RuleSet[]> {
  let query = tx.selectFrom('payment.rule_set').selectAll().orderBy('framework_id').orderBy('version', 'desc')
  if (frameworkId !== undefined) query = query.where('framework_id', '=', frameworkId)
  return (await query.execute()).map(toRuleSet)
}

export async function findRuleSet(tx: Tx, ruleSetId: string): Promise<RuleSet | undefined> {
  const row = await tx.selectFrom('payment.rule_set').selectAll().where('id', '=', ruleSetId).executeTakeFirst()
  return row === undefined ? undefined : toRuleSet(row)
}

function toRuleSet(row: { id: string; framework_id: string; version: number; from_on: string; document: unknown; cases: unknown; adopted_at: string; adopted_by: string }): RuleSet {
  return {
    id: row.id,
    frameworkId: row.framework_id,
    version: row.version,
    fromOn: Temporal.PlainDate.from(row.from_on),
    document: ruleSetDocument.parse(row.document),
    cases: workedCases.parse(row.cases),
    adoptedAt: Temporal.Instant.from(row.adopted_at),
    adoptedBy: row.adopted_by,
  }
}
