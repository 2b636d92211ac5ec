import type { Minutes } from '../../../kernel/amounts.ts'
import { DAY_PARTS, type MinutesByDayPart } from '../../../kernel/day-part.ts'
import { TIERS } from '../../../market/terms.ts'
import type { AssignmentCost, AssignmentRules, CapacityPlace, PackageToAssign } from '../../terms/assignment-problem.ts'

const UNRANKED = 9

/** Care-worker minutes a week over all day parts. */
export function minutesOf(minutes: MinutesByDayPart): Minutes {
  return DAY_PARTS.reduce((sum, part) => sum + minutes[part], 0)
}

/** Steps of tier below lead: 0 lead, 1 secondary, 2 spot, 3 provider of last resort. */
function tierSteps(place: CapacityPlace): number {
  return TIERS.indexOf(place.tier)
}

/** Steps of rank below the first, at most 9; without a rank 9. */
export function rankSteps(place: CapacityPlace): number {
  return place.rank === null ? UNRANKED : Math.min(UNRANKED, Math.max(0, place.rank - 1))
}

/** Travel minutes a week: minutes to one visit times visits. By coordinates where both have them, else by the place, else by the rules. */
export function travelOf(waiting: PackageToAssign, place: CapacityPlace, rules: AssignmentRules): Minutes {
  if (waiting.at === null || place.base === null) return (place.travelMinutes ?? rules.unknownTravelMinutes) * waiting.visits
  const metres = Math.hypot(waiting.at.easting - place.base.easting, waiting.at.northing - place.base.northing)
  return Math.ceil((metres * rules.minutesPerKm) / 1000) * waiting.visits
}

/** Nothing at all. */
export const NO_COST: AssignmentCost = { total: 0, pastLead: 0, waiting: 0, priority: 0, tier: 0, rank: 0, travel: 0 }

/** What one package costs at a place, or waiting when it has none. `passesLead`: it has an eligible lead and leads go first. */
export function costOf(waiting: PackageToAssign, place: CapacityPlace | null, passesLead: boolean, rules: AssignmentRules): AssignmentCost {
  const { weights } = rules
  const minutes = minutesOf(waiting.minutes)
  const pastLead = passesLead && place?.tier !== 'lead' ? minutes * weights.pastLead : 0
  const parts = place === null
    ? { ...NO_COST, pastLead, waiting: minutes * weights.waiting, priority: minutes * waiting.priority * weights.priority }
    : { ...NO_COST, pastLead, tier: minutes * tierSteps(place) * weights.tier, rank: minutes * rankSteps(place) * weights.rank, travel: travelOf(waiting, place, rules) * weights.travel }
  return { ...parts, total: parts.pastLead + parts.waiting + parts.priority + parts.tier + parts.rank + parts.travel }
}

/** Two costs together. */
export function addCosts(one: AssignmentCost, other: AssignmentCost): AssignmentCost {
  return {
    total: one.total + other.total, pastLead: one.pastLead + other.pastLead, waiting: one.waiting + other.waiting, priority: one.priority + other.priority,
    tier: one.tier + other.tier, rank: one.rank + other.rank, travel: one.travel + other.travel,
  }
}
