import { demonstrationRuleSets } from '../../src/payment/rules/demonstration-rule-sets.ts'

/** The demonstration rule set of a name. */
export function ruleSetNamed(name: string): (typeof demonstrationRuleSets)[number] {
  const found = demonstrationRuleSets.find((each) => each.name === name)
  if (found === undefined) throw new Error(`There is no demonstration rule set ${name}`)
  return found
}
