import type { Reason } from '../../../kernel/decision.ts'
import { RATING_NAMES } from '../../../market/terms.ts'
import { SERVICE_LINE_NAMES } from '../../../care/terms.ts'
import { RATED, type AssignmentRules, type CapacityPlace, type PackageToAssign, type ProviderWithCapacity } from '../../terms/assignment-problem.ts'

/** Why a provider may not be given a package in a zone it serves, as clauses; none when it may. Capacity is not looked at. */
export function obstaclesOf(waiting: PackageToAssign, place: CapacityPlace, provider: ProviderWithCapacity, rules: AssignmentRules): Reason[] {
  const obstacles: Reason[] = []
  const bar = (clause: string, words: string): void => { obstacles.push({ clause, words: `${provider.name}: ${words}` }) }
  if (!place.serviceLines.includes(waiting.serviceLine)) bar('service-line', `does not offer ${SERVICE_LINE_NAMES[waiting.serviceLine].toLowerCase()} in ${waiting.zone}.`)
  if (place.isCrossZone && !rules.crossZone) bar('cross-zone', `${waiting.zone} is outside its own zones, and cross-zone work is switched off.`)
  if (waiting.notWith?.includes(provider.id) === true) bar('handed-back', 'handed this package back, or failed while it held it.')
  if (!isRatedEnough(provider, rules)) bar('rating-floor', `rated ${RATING_NAMES[provider.rating].toLowerCase()}; the rules ask for ${RATING_NAMES[rules.ratingFloor].toLowerCase()} or better.`)
  if (waiting.workers === 2 && !provider.twoWorkers) bar('two-workers', 'cannot send two care workers.')
  const skills = waiting.skills.filter((skill) => !provider.skills.includes(skill))
  if (skills.length > 0) bar('skills', `has no care worker with ${skills.join(', ')}.`)
  const languages = waiting.languages.filter((language) => !provider.languages.includes(language))
  if (languages.length > 0) bar('languages', `has no care worker who speaks ${languages.join(', ')}.`)
  return obstacles
}

function isRatedEnough(provider: ProviderWithCapacity, rules: AssignmentRules): boolean {
  if (provider.rating === 'not-rated') return rules.takeNotRated
  return RATED.indexOf(provider.rating) <= RATED.indexOf(rules.ratingFloor)
}
