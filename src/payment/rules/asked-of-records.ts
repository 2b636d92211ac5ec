import type { RuleSetDocument } from '../terms/rule-set.ts'

/** True when a rule set asks of a record more than its outcome, minutes and notice. */
export function asksDetails(rules: RuleSetDocument): boolean {
  return rules.basis === 'claimed' || rules.lateRecords !== undefined || rules.manual !== undefined || rules.overlap !== undefined || (rules.rounding.of === 'start-and-end' && rules.rounding.unitMinutes > 1)
}

/** Which facts of the contract are asked for. */
export interface AskedOfContract {
  readonly subcontracted: boolean
  readonly start: boolean
  readonly distance: boolean
}

/** Which of them any of some rule sets asks for. */
export function asksContract(ruleSets: readonly { readonly document: RuleSetDocument }[]): AskedOfContract {
  return { subcontracted: ruleSets.some(({ document }) => document.subcontracted !== undefined), start: ruleSets.some(({ document }) => document.startPremium !== undefined), distance: ruleSets.some(({ document }) => document.distanceBands !== undefined) }
}
