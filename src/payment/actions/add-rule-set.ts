import { randomUUID } from 'node:crypto'
import { Refused } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'
import { checkCases, failedCaseWords } from '../rules/check-cases.ts'
import { mayAdopt } from '../rules/may-adopt.ts'
import { listPayRuns, lockPayment } from '../store/pay-run.read.ts'
import { listRuleSets } from '../store/rule-set.read.ts'
import { insertRuleSet } from '../store/rule-set.write.ts'
import type { RuleSet } from '../terms/rule-set.ts'

/** A version as it was adopted; `adjustsPaidFromOn` is the first day paid that it reaches. */
export interface AdoptedRuleSet {
  readonly ruleSetId: string
  readonly version: number
  readonly adjustsPaidFromOn: Temporal.PlainDate | null
}

/** Adds rules as a framework's next version. Throws `Refused` when a worked case fails or another version begins that day. */
export async function addRuleSet(work: Work, rules: Pick<RuleSet, 'frameworkId' | 'fromOn' | 'document' | 'cases'>): Promise<AdoptedRuleSet> {
  const failed = failedCaseWords(checkCases(rules.document, rules.cases))
  if (failed.length > 0) throw new Refused('case-fails', failed.join(' '), 'cases')
  await lockPayment(work.tx, rules.frameworkId)
  const adopted = await listRuleSets(work.tx, rules.frameworkId)
  const runs = await listPayRuns(work.tx, rules.frameworkId)
  const [last, first] = [runs[0], runs.at(-1)]
  const paid = last === undefined || first === undefined ? undefined : { fromOn: first.fromOn, toOn: last.toOn }
  const allowed = mayAdopt(rules.fromOn, { paid, adoptedFrom: adopted })
  if (!allowed.ok) throw new Refused(allowed.reasons[0]?.clause ?? 'refused', allowed.reasons.map((reason) => reason.words).join(' '), 'from')
  const { frameworkId, fromOn, document, cases } = rules
  const ruleSet = { id: randomUUID(), frameworkId, version: (adopted[0]?.version ?? 0) + 1, fromOn, document, cases, adoptedAt: work.now, adoptedBy: work.actor.name }
  await insertRuleSet(work.tx, ruleSet)
  work.audit({ kind: 'rule-set-adopted', subjectKind: 'rule-set', subjectId: ruleSet.id, detail: { frameworkId, version: ruleSet.version, fromOn: fromOn.toString(), name: document.name, cases: cases.length } })
  return { ruleSetId: ruleSet.id, version: ruleSet.version, adjustsPaidFromOn: allowed.value.adjustsPaidFromOn }
}
