import { DAY_PARTS } from '../../../kernel/day-part.ts'
import { TIERS, type Tier } from '../../../market/terms.ts'
import { compile, type Compiled } from './compile.ts'
import { explainAssigned, explainUnplaced } from './explain.ts'
import { WAITING, type Holding } from './holding.ts'
import { at } from './numbers.ts'
import { NO_COST, addCosts, costOf, minutesOf, travelOf } from './place-cost.ts'
import { solve, type Solved } from './solve.ts'
import { EFFORT, type Assignment, type AssignmentCost, type AssignmentCounts, type AssignmentEffort, type AssignmentProblem, type AssignmentRules, type CapacityPlace } from '../../terms/assignment-problem.ts'

const RULE_VERSION = 'assignment-1'

/**
 * The best assignment found of waiting packages to declared capacity, every package explained, with its cost, a bound below which no assignment
 * can cost, and what list order would have left. Never costs more than list order. The same input, rules, seed and effort give the same answer,
 * in whatever order packages and capacity are given. A place whose pool or provider is not declared is passed over.
 */
export function bestAssignment(problem: AssignmentProblem, rules: AssignmentRules, effort: Partial<AssignmentEffort> = {}): Assignment {
  const whole = { ...EFFORT, ...effort }
  const compiled = compile(problem, rules)
  return assignmentOf(compiled, rules, whole, solve(compiled, whole))
}

/** A solved problem in words and figures. */
export function assignmentOf(compiled: Compiled, rules: AssignmentRules, effort: AssignmentEffort, solved: Solved): Assignment {
  const { holding, cost, lowerBound } = solved
  const items = compiled.packages.map((_, item) => item)
  return {
    ruleVersion: RULE_VERSION,
    rules,
    seed: effort.seed,
    rounds: effort.rounds,
    cutShort: solved.cutShort,
    cost: costOfAll(compiled, holding, rules),
    counts: countsOf(compiled, holding, rules),
    lowerBound,
    gapBasisPoints: cost === 0 ? 0 : Math.ceil(((cost - lowerBound) * 10_000) / cost),
    listOrder: { cost: costOfAll(compiled, solved.listed, rules), counts: countsOf(compiled, solved.listed, rules) },
    assigned: items.filter((item) => at(holding.option, item) !== WAITING).map((item) => explainAssigned(compiled, holding, item, rules)),
    unplaced: items.filter((item) => at(holding.option, item) === WAITING).map((item) => explainUnplaced(compiled, holding, item, rules)),
  }
}

function costOfAll(compiled: Compiled, holding: Holding, rules: AssignmentRules): AssignmentCost {
  return compiled.packages.map((waiting, item) => costOf(waiting, placeOf(compiled, holding, item), rules.leadFirst && hasLead(compiled, item), rules)).reduce(addCosts, NO_COST)
}

/** Whether a lead is among the providers that may be given a package. */
function hasLead(compiled: Compiled, item: number): boolean {
  for (let option = at(compiled.optionFrom, item); option < at(compiled.optionFrom, item + 1); option += 1) if (compiled.places[at(compiled.optionPlace, option)]?.place.tier === 'lead') return true
  return false
}

function placeOf(compiled: Compiled, holding: Holding, item: number): CapacityPlace | null {
  const option = at(holding.option, item)
  return option === WAITING ? null : (compiled.places[at(compiled.optionPlace, option)]?.place ?? null)
}

function countsOf(compiled: Compiled, holding: Holding, rules: AssignmentRules): AssignmentCounts {
  const placed = compiled.packages.flatMap((waiting, item) => {
    const place = placeOf(compiled, holding, item)
    return place === null ? [] : [{ waiting, place, minutes: minutesOf(waiting.minutes) }]
  })
  const all = compiled.packages.reduce((sum, each) => sum + minutesOf(each.minutes), 0)
  const minutes = (which: (place: CapacityPlace) => boolean): number => placed.reduce((sum, each) => sum + (which(each.place) ? each.minutes : 0), 0)
  const placedMinutes = minutes(() => true)
  return {
    placedPackages: placed.length,
    placedMinutes,
    waitingPackages: compiled.packages.length - placed.length,
    waitingMinutes: all - placedMinutes,
    waitingByDayPart: Object.fromEntries(DAY_PARTS.map((part) => [part, compiled.packages.reduce((sum, each) => sum + each.minutes[part], 0) - placed.reduce((sum, each) => sum + each.waiting.minutes[part], 0)])) as AssignmentCounts['waitingByDayPart'],
    travelMinutes: placed.reduce((sum, each) => sum + travelOf(each.waiting, each.place, rules), 0),
    minutesByTier: Object.fromEntries(TIERS.map((tier) => [tier, minutes((place) => place.tier === tier)])) as Record<Tier, number>,
    crossZoneMinutes: minutes((place) => place.isCrossZone),
  }
}
