import { refuse, allow, type Decision } from '../../kernel/decision.ts'
import type { RuleSetDocument } from '../terms/rule-set.ts'

/** True when a rule set asks of a record more than its outcome, minutes and notice. */
export function asksDetails(rules: RuleSetDocument): boolean {
  return rules.basis === 'claimed' || rules.lateRecords !== undefined || rules.manual !== undefined || rules.overlap !== undefined || (rules.rounding.of === 'start-and-end' && rules.rounding.unitMinutes > 1)
}

/** Which facts of the contract any of some rule sets asks for. */
export function asksContract(ruleSets: readonly { readonly document: RuleSetDocument }[]): { readonly subcontracted: boolean; readonly start: boolean; readonly distance: boolean } {
  return { subcontracted: ruleSets.some(({ document }) => document.subcontracted !== undefined), start: ruleSets.some(({ document }) => document.startPremium !== undefined), distance: ruleSets.some(({ document }) => document.distanceBands !== undefined) }
}

const FACTS_NOT_HELD: Readonly<Partial<Record<keyof RuleSetDocument, string>>> = {
  packagePrice: 'packages with a price for the week',
}

/**
 * Answers whether a payment run can know all that a rule set asks. What visits held here do not say cannot be paid by: such rules
 * price files (`tendwell price`), and are not adopted.
 */
export function mayPayBy(rules: RuleSetDocument): Decision<null> {
  const unknown = Object.entries(FACTS_NOT_HELD).flatMap(([setting, words]) => (rules[setting as keyof RuleSetDocument] === undefined ? [] : [{ clause: 'fact-not-held', words: `The setting ${setting} asks for ${words}, which visits held here do not say. Take it out; "tendwell price" prices files by it.` }]))
  return unknown.length > 0 ? refuse(...unknown) : allow(null)
}
