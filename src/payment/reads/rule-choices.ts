import { listFrameworks } from '../../market/public.ts'
import type { Framework } from '../../market/terms.ts'
import type { Work } from '../../platform/action/work.ts'
import { demonstrationRuleSets } from '../rules/demonstration-rule-sets.ts'
import { ruleSetOn } from '../rules/rule-set-on.ts'
import { listOpenDrafts } from '../store/rule-set-draft.read.ts'
import { listRuleSets } from '../store/rule-set.read.ts'
import type { RuleSetDocument } from '../terms/rule-set.ts'
import type { WorkedCase } from '../terms/worked-case.ts'

/** Rules that can be started from or tried. `key` names them in an address. */
export interface RuleChoice {
  readonly key: string
  readonly frameworkId: string | null
  readonly words: string
  readonly hint: string
  readonly document: RuleSetDocument
  readonly cases: readonly WorkedCase[]
}

/** Every version, draft and demonstration, and the version in force of each framework. Asks no permission. */
export async function listRuleChoices(work: Work): Promise<{ readonly frameworks: readonly Framework[]; readonly choices: readonly RuleChoice[]; readonly inForce: ReadonlyMap<string, RuleChoice> }> {
  const frameworks = await listFrameworks(work)
  const names = new Map(frameworks.map((each) => [each.id, each.name]))
  const ruleSets = await listRuleSets(work.tx)
  const versions = ruleSets.map(({ id, frameworkId, version, document, cases }): RuleChoice => ({ key: `version:${id}`, frameworkId, words: `Version ${String(version)}: ${document.name}`, hint: names.get(frameworkId) ?? '', document, cases }))
  const drafts = (await listOpenDrafts(work.tx)).map(({ id, frameworkId, document, cases, draftedBy }): RuleChoice => ({ key: `draft:${id}`, frameworkId, words: `Draft: ${document.name}`, hint: `${names.get(frameworkId) ?? ''}, by ${draftedBy}`, document, cases }))
  const demonstrations = demonstrationRuleSets.map((document, at): RuleChoice => ({ key: `demonstration:${String(at)}`, frameworkId: null, words: document.name, hint: 'For demonstration, in no contract', document, cases: [] }))
  const inForce = new Map(
    frameworks.flatMap((framework) => {
      const now = ruleSetOn(ruleSets.filter((each) => each.frameworkId === framework.id), work.today)
      const choice = versions.find((each) => each.key === `version:${now?.id ?? ''}`)
      return choice === undefined ? [] : [[framework.id, choice] as const]
    }),
  )
  return { frameworks, choices: [...versions, ...drafts, ...demonstrations], inForce }
}
