import { londonDate } from '../../../kernel/london.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import type { TableView } from '../../../platform/components/data-table.ts'
import { checkCases } from '../../rules/check-cases.ts'
import { explainPrecedence } from '../../rules/rule-set-sentences.ts'
import type { RuleSetDraft } from '../../terms/rule-set.ts'
import type { WhatIf } from '../../terms/what-if.ts'
import { caseRows } from '../rule-set/case-rows.ts'
import { pathWords, waitingView } from '../what-if/present.ts'
import { scenarioView } from '../what-if/scenario-view.ts'
import { periodWords } from '../words.ts'

/** A draft as its page shows it, with the tables that CSV may ask for. */
export function presentDraft(draft: RuleSetDraft, frameworkName: string, effect: WhatIf | undefined, url: string) {
  const here = `/rule-sets/drafts/${draft.id}`
  const cases = caseRows(checkCases(draft.document, draft.cases))
  const answer = effect?.result?.scenarios[0]
  const scenario = effect?.result == null || answer === undefined ? undefined : scenarioView(answer, effect.result, { url, maySeeLines: true })
  const isBusy = effect?.endedAt === null
  const failing = cases.filter((each) => !each.passes).length
  return {
    title: draft.document.name,
    caption: `${frameworkName}: draft of payment rules`,
    breadcrumbs: [{ text: 'Payment rules', href: '/rule-sets' }],
    here,
    isOpen: draft.ruleSetId === null,
    adoptedHref: draft.ruleSetId === null ? undefined : `/rule-sets/${draft.ruleSetId}`,
    facts: [
      { key: 'Would apply to visits from', text: wordsForDate(draft.fromOn) },
      { key: 'Drafted by', text: draft.draftedBy, hint: wordsForDate(londonDate(draft.draftedAt)) },
      { key: 'Where the values come from', text: draft.document.source },
    ],
    changeHref: `/rule-sets/new?framework=${draft.frameworkId}&start=draft:${draft.id}`,
    cases,
    holdsBack: isBusy ? 'Its effect is still being worked out.' : failing > 0 ? `${String(failing)} of its worked cases ${failing === 1 ? 'fails' : 'fail'}.` : undefined,
    effect: effect === undefined ? undefined : { period: periodWords(effect), href: `/what-ifs/${effect.id}`, path: effect.result === null ? '' : pathWords(effect.result), scenario, waiting: waitingView(effect, here) },
    isBusy,
    steps: explainPrecedence(draft.document),
    json: JSON.stringify({ document: draft.document, cases: draft.cases }, null, 2),
    tables: scenario?.allTables ?? ([] as TableView[]),
  }
}
