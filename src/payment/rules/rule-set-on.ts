import type { RuleSet } from '../terms/rule-set.ts'

/** The rule set in force for a visit date: of those that have begun, the one that began last. Undefined before the first. */
export function ruleSetOn<R extends Pick<RuleSet, 'fromOn'>>(ruleSets: readonly R[], on: Temporal.PlainDate): R | undefined {
  let best: R | undefined
  for (const ruleSet of ruleSets) {
    if (Temporal.PlainDate.compare(ruleSet.fromOn, on) > 0) continue
    if (best === undefined || Temporal.PlainDate.compare(ruleSet.fromOn, best.fromOn) > 0) best = ruleSet
  }
  return best
}
