import { assignmentOf } from './best-assignment.ts'
import { compile } from './compile.ts'
import { placesOf, solve } from './solve.ts'
import { EFFORT, type Assignment, type AssignmentEffort, type AssignmentProblem, type AssignmentRules } from '../../terms/assignment-problem.ts'

export const RULE_SWITCHES = ['cross-zone', 'lead-first', 'rating-floor', 'most-share'] as const
export type RuleSwitch = (typeof RULE_SWITCHES)[number]

/** What one switch costs: the same list assigned with the rule and without it, everything else as in the rules. */
export interface RuleCost {
  readonly switch: RuleSwitch
  readonly withRule: Assignment
  readonly withoutRule: Assignment
  /** People and minutes that wait because of the rule. */
  readonly morePackagesWaiting: number
  readonly moreMinutesWaiting: number
}

/** Settings for the strict side of a switch that the rules leave off. */
export interface StrictSettings {
  readonly ratingFloor: AssignmentRules['ratingFloor']
  readonly mostSharePercent: number
}
const STRICT: StrictSettings = { ratingFloor: 'good', mostSharePercent: 15 }

/**
 * What each switch costs in people and minutes waiting, side by side. A switch that the rules have on is compared with it off, and the other way
 * round. Each side begins from the other's answer as far as its rules allow, so that no difference comes only of one search being luckier.
 */
export function compareRules(problem: AssignmentProblem, rules: AssignmentRules, switches: readonly RuleSwitch[] = RULE_SWITCHES, effort: Partial<AssignmentEffort> = {}, strict: StrictSettings = STRICT): RuleCost[] {
  const whole = { ...EFFORT, ...effort }
  return switches.map((each): RuleCost => {
    const [withRules, withoutRules] = sides(each, rules, strict)
    const strictly = compile(problem, withRules)
    const freely = compile(problem, withoutRules)
    const first = solve(strictly, whole)
    const freer = solve(freely, whole, placesOf(strictly, first.holding))
    const again = solve(strictly, { ...whole, rounds: 0, boundRounds: 0, fineBoundRounds: 0 }, placesOf(freely, freer.holding))
    const stricter = again.cost < first.cost ? { ...first, holding: again.holding, cost: again.cost } : first
    const withRule = assignmentOf(strictly, withRules, whole, stricter)
    const withoutRule = assignmentOf(freely, withoutRules, whole, freer)
    return {
      switch: each, withRule, withoutRule,
      morePackagesWaiting: withRule.counts.waitingPackages - withoutRule.counts.waitingPackages,
      moreMinutesWaiting: withRule.counts.waitingMinutes - withoutRule.counts.waitingMinutes,
    }
  })
}

function sides(each: RuleSwitch, rules: AssignmentRules, strict: StrictSettings): readonly [withRule: AssignmentRules, withoutRule: AssignmentRules] {
  switch (each) {
    case 'cross-zone': return [{ ...rules, crossZone: false }, { ...rules, crossZone: true }]
    case 'lead-first': return [{ ...rules, leadFirst: true }, { ...rules, leadFirst: false }]
    case 'rating-floor': return [{ ...rules, ratingFloor: isLenient(rules.ratingFloor) ? strict.ratingFloor : rules.ratingFloor }, { ...rules, ratingFloor: 'inadequate' }]
    case 'most-share': return [{ ...rules, mostSharePercent: rules.mostSharePercent ?? strict.mostSharePercent }, { ...rules, mostSharePercent: null }]
  }
}

function isLenient(floor: AssignmentRules['ratingFloor']): boolean {
  return floor === 'inadequate' || floor === 'requires-improvement'
}
