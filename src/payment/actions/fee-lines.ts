import type { Work } from '../../platform/action/work.ts'
import { feeState, settledPence } from '../rules/fee-at-risk.ts'
import { ruleSetOn } from '../rules/rule-set-on.ts'
import { listFeeResults } from '../store/fee.read.ts'
import { insertFeeApplied } from '../store/fee.write.ts'
import type { PayRun } from '../terms.ts'
import type { FeeResult } from '../terms/fee-at-risk.ts'
import type { RuleSet } from '../terms/rule-set.ts'
import type { NewPayLine } from '../terms/statement.ts'

/** The settled fees of earlier periods that a run takes up, as lines by provider. A fee that comes to nothing needs no line. */
export async function feeLinesDue(work: Work, run: PayRun, ruleSets: readonly Pick<RuleSet, 'id' | 'fromOn' | 'document'>[]): Promise<Map<string, NewPayLine[]>> {
  const due = (await listFeeResults(work.tx, { frameworkId: run.frameworkId })).filter((result) => feeState(result, work.today) === 'settled' && settledPence(result) !== 0 && Temporal.PlainDate.compare(result.toOn, run.fromOn) < 0)
  return Map.groupBy(due.flatMap((result) => lineOf(result, ruleSets)), (line) => due.find((each) => each.id === line.visitReference)?.providerId ?? '')
}

/** Keeps that a statement has taken fees up. */
export async function keepFeesApplied(work: Work, statement: { readonly id: string; readonly providerId: string }, lines: readonly NewPayLine[]): Promise<void> {
  for (const line of lines) if (line.kind === 'fee' && line.visitReference !== null) await insertFeeApplied(work.tx, { feeResultId: line.visitReference, providerId: statement.providerId, statementId: statement.id, pence: line.pence, at: work.now })
}

function lineOf(result: FeeResult, ruleSets: readonly Pick<RuleSet, 'id' | 'fromOn' | 'document'>[]): NewPayLine[] {
  const ruleSet = ruleSetOn(ruleSets, result.toOn)
  if (ruleSet === undefined) return []
  const pence = settledPence(result)
  return [{
    kind: 'fee', adjustsLineId: null, placementId: null, personId: null, zoneId: result.zoneId, serviceLine: 'core', tier: 'lead', visitOn: result.toOn.toString(), plannedVisitId: null, visitReference: result.id,
    plannedMinutes: 0, plannedWorkers: 0, actualMinutes: null, countedMinutes: 0, payableMinutes: 0, pencePerHour: 0, pence, nhsPence: 0, outcome: 'fee', ruleSetId: ruleSet.id, rateId: null, recordIds: [],
    trace: [['fee-at-risk', result.feePence, result.atRiskPence, result.pence, pence]],
  }]
}
