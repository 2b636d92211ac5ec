import { londonDate } from '../../../kernel/london.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { checkCases } from '../../rules/check-cases.ts'
import { explainPrecedence } from '../../rules/rule-set-sentences.ts'
import type { RuleSet } from '../../terms/rule-set.ts'
import { caseRows } from './case-rows.ts'
import { isDemonstration } from '../rule-sets/present.ts'

/** A version's facts, its sentences in the order they are asked, and its document. */
export function presentRuleSet(ruleSet: RuleSet, frameworkName: string) {
  return {
    title: ruleSet.document.name,
    caption: `${frameworkName}: payment rules, version ${String(ruleSet.version)}`,
    breadcrumbs: [{ text: 'Payment rules', href: '/rule-sets' }],
    isDemonstration: isDemonstration(ruleSet),
    facts: [
      { key: 'Applies to visits from', text: wordsForDate(ruleSet.fromOn) },
      { key: 'Adopted by', text: ruleSet.adoptedBy, hint: wordsForDate(londonDate(ruleSet.adoptedAt)) },
      { key: 'Where the values come from', text: ruleSet.document.source },
    ],
    steps: explainPrecedence(ruleSet.document),
    cases: caseRows(checkCases(ruleSet.document, ruleSet.cases)),
    json: JSON.stringify(ruleSet.cases.length === 0 ? ruleSet.document : { document: ruleSet.document, cases: ruleSet.cases }, null, 2),
    action: `/rule-sets/${ruleSet.id}`,
  }
}
