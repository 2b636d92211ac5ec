import { londonDate } from '../../../kernel/london.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { dataTable, type Cell, type TableView } from '../../../platform/components/data-table.ts'
import { ruleSetSentences } from '../../rules/rule-set-sentences.ts'
import { ruleSetOn } from '../../rules/rule-set-on.ts'
import type { RuleSet, RuleSetDraft } from '../../terms/rule-set.ts'

/** Rules that were made to be shown and are nobody's contract say so in their name. */
export function isDemonstration(ruleSet: Pick<RuleSet, 'document'>): boolean {
  return ruleSet.document.name.startsWith('Demonstration')
}

/** A framework's rules as the page shows them. */
export interface FrameworkRules {
  readonly id: string
  readonly name: string
  readonly inForce: { readonly id: string; readonly name: string; readonly version: number; readonly sentences: readonly string[]; readonly isDemonstration: boolean } | undefined
  readonly table: TableView
  readonly drafts: readonly { readonly href: string; readonly text: string; readonly hint: string }[]
}

/** What is in force on a day, in sentences, and every version with the days it applies to. */
export function frameworkRules(framework: { readonly id: string; readonly name: string }, ruleSets: readonly RuleSet[], drafts: readonly RuleSetDraft[], today: Temporal.PlainDate, url: string): FrameworkRules {
  const now = ruleSetOn(ruleSets, today)
  const byDate = ruleSets.toSorted((a, b) => Temporal.PlainDate.compare(b.fromOn, a.fromOn))
  return {
    id: framework.id,
    name: framework.name,
    drafts: drafts.map((draft) => ({ href: `/rule-sets/drafts/${draft.id}`, text: draft.document.name, hint: `drafted by ${draft.draftedBy} on ${wordsForDate(londonDate(draft.draftedAt))}, for visits from ${wordsForDate(draft.fromOn)}` })),
    inForce: now === undefined ? undefined : { id: now.id, name: now.document.name, version: now.version, sentences: ruleSetSentences(now.document), isDemonstration: isDemonstration(now) },
    table: dataTable({
      key: `rules-${framework.id}`,
      caption: 'Versions',
      noun: ['version', 'versions'],
      rows: byDate,
      url,
      emptyWords: 'No rules have been adopted. Payment cannot be run for this framework until they are.',
      columns: [
        { key: 'version', heading: 'Version', value: (rules) => ({ text: `Version ${String(rules.version)}`, href: `/rule-sets/${rules.id}` }) },
        { key: 'name', heading: 'Name', value: (rules): Cell => (isDemonstration(rules) ? { text: rules.document.name.replace(/^Demonstration: /, ''), tag: { text: 'Demonstration', colour: 'grey' } } : rules.document.name), csv: (rules) => rules.document.name },
        { key: 'from', heading: 'Visits from', value: (rules) => wordsForDate(rules.fromOn), csv: (rules) => rules.fromOn.toString() },
        { key: 'to', heading: 'Until', value: (rules): Cell => untilOf(rules, byDate, now) },
        { key: 'by', heading: 'Adopted by', value: (rules) => ({ text: rules.adoptedBy, hint: wordsForDate(londonDate(rules.adoptedAt)) }) },
      ],
    }),
  }
}

function untilOf(rules: RuleSet, byDate: readonly RuleSet[], now: RuleSet | undefined): Cell {
  const next = byDate[byDate.indexOf(rules) - 1]
  const words = next === undefined ? '' : wordsForDate(next.fromOn.subtract({ days: 1 }))
  return rules === now ? { text: words, tag: { text: 'In force', colour: 'green' } } : words
}
