import type { ReablementRuleDocument } from '../terms/reablement.ts'

/** What is wrong with a rule, and the field where it is mended. */
export interface ReablementRuleFault {
  readonly clause: string
  readonly field: keyof ReablementRuleDocument
  readonly words: string
}

/**
 * What stands in the way of a rule of who goes through reablement first; undefined when nothing does. An open gateway must let somebody
 * pass: it names at least one source, service line and funder. Ours.
 */
export function reablementRuleFault({ isOpen, sources, serviceLines, funders, needs, excludedNeeds }: ReablementRuleDocument): ReablementRuleFault | undefined {
  if (isOpen && sources.length === 0) return { clause: 'no-source', words: 'Tick at least one source, or close the gateway', field: 'sources' }
  if (isOpen && serviceLines.length === 0) return { clause: 'no-line', words: 'Tick at least one service line, or close the gateway', field: 'serviceLines' }
  if (isOpen && funders.length === 0) return { clause: 'no-funder', words: 'Tick at least one funder, or close the gateway', field: 'funders' }
  if (sources.includes('reablement-exit')) return { clause: 'circle', words: 'Whoever leaves reablement cannot be sent back to it by this rule', field: 'sources' }
  if (needs.some((need) => excludedNeeds.includes(need))) return { clause: 'need-both', words: 'A need cannot be both asked for and excluded', field: 'excludedNeeds' }
  return undefined
}
