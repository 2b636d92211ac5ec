import type { Tx } from '../../platform/db/handles.ts'
import type { RuleSet } from '../terms/rule-set.ts'

export async function insertRuleSet(tx: Tx, ruleSet: RuleSet): Promise<void> {
  await tx
    .insertInto('payment.rule_set')
    .values({
      id: ruleSet.id,
      framework_id: ruleSet.frameworkId,
      version: ruleSet.version,
      from_on: ruleSet.fromOn.toString(),
      document: JSON.stringify(ruleSet.document),
      cases: JSON.stringify(ruleSet.cases),
      adopted_at: ruleSet.adoptedAt.toString(),
      adopted_by: ruleSet.adoptedBy,
    })
    .execute()
}
