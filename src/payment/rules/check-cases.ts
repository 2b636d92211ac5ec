import type { Minutes, Pence } from '../../kernel/amounts.ts'
import { wordsForPence, countOf } from '../../kernel/words.ts'
import type { RuleSetDocument } from '../terms/rule-set.ts'
import type { WorkedCase } from '../terms/worked-case.ts'
import { explainTrace, type ExplainedStep } from './explain-trace.ts'
import { priceVisit } from './price-visit.ts'

/** A worked case with what the rules make of it. */
export interface CheckedCase {
  readonly worked: WorkedCase
  readonly passes: boolean
  readonly minutes: Minutes
  readonly pence: Pence
  readonly steps: readonly ExplainedStep[]
}

/** Prices each worked case by the very rule that pays, and says which pass: minutes and pence must both be as the case says. */
export function checkCases(rules: RuleSetDocument, cases: readonly WorkedCase[]): CheckedCase[] {
  return cases.map((worked) => {
    const { payableMinutes, pence, trace } = priceVisit(rules, worked.visit)
    return { worked, passes: payableMinutes === worked.minutes && pence === worked.pence, minutes: payableMinutes, pence, steps: explainTrace(trace) }
  })
}

/** Why rules with these cases may not be adopted: a sentence for each case that fails. Empty when all pass. */
export function failedCaseWords(checked: readonly CheckedCase[]): string[] {
  return checked
    .filter((each) => !each.passes)
    .map(({ worked, minutes, pence }) => `The worked case ‘${worked.name}’ says ${countOf(worked.minutes, 'minute')} and ${wordsForPence(worked.pence)}; the rules pay ${countOf(minutes, 'minute')} and ${wordsForPence(pence)}.`)
}
