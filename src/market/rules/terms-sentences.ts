import { serviceLineName } from '../../kernel/service-line.ts'
import { URGENCY_NAMES } from '../../kernel/urgency.ts'
import { countOf, hoursFigure, wordsForPence } from '../../kernel/words.ts'
import { MODEL_NAMES, URGENT, type ContractModel } from '../terms/contract-model.ts'
import { DECLINE_REASON_NAMES } from '../terms/decline-reason.ts'
import { RATING_NAMES, TIER_NAMES, type FrameworkTerms, type Tier } from '../terms.ts'

/** How a framework awards its packages, as sentences in the order in which they apply. */
export function termsSentences(terms: FrameworkTerms): string[] {
  return [...modelSentences(terms), ...lineSentences(terms), ...urgentSentences(terms), ...eligibilitySentences(terms.eligibility), ...subcontractSentences(terms), ...distanceSentences(terms)]
}

/** A contract model with its settings, as sentences. */
function modelSentences(model: ContractModel): string[] {
  switch (model.model) {
    case 'tiered':
      return stepSentences(model.steps, 'Packages are offered first to')
    case 'ranked':
      return [
        `Packages are offered in rank order, ${model.batchSize === 1 ? 'one provider at a time' : `${String(model.batchSize)} providers at a time`}, best rank first.`,
        `A provider has ${workingTime(model.replyWorkingMinutes)} to answer; then the next is asked.`,
      ]
    case 'prime':
      return [
        `Packages go to the prime provider of the zone, which has ${workingTime(model.replyWorkingMinutes)} to answer.`,
        `It may decline only for these reasons: ${joined(model.declineReasons.map((reason) => DECLINE_REASON_NAMES[reason].toLowerCase()), 'or')}.`,
        `It must pass on at least ${String(model.minimumSubcontractPercent)}% of the hours referred to it to named subcontractors.`,
        ...stepSentences(model.steps, 'If it declines, they are offered to'),
      ]
    case 'block':
      return [
        `Packages are offered first to the provider with most of its guaranteed hours unused, one after another; each has ${workingTime(model.replyWorkingMinutes)} to answer.`,
        ...stepSentences(model.steps, 'When no block has room, they are offered to'),
      ]
    case 'open':
      return [
        `Every eligible provider of the zone is asked at once and may bid for ${workingTime(model.replyWorkingMinutes)}.`,
        model.pricePoints.length === 0
          ? `A bid lies between ${wordsForPence(model.lowestPencePerHour)} and ${wordsForPence(model.highestPencePerHour)} an hour.`
          : `A bid is one of these prices an hour: ${joined(model.pricePoints.map(wordsForPence), 'or')}.`,
        `The best bid is placed: ${String(model.priceWeight)}% for price and ${String(100 - model.priceWeight)}% for quality.`,
      ]
  }
}

function stepSentences(steps: Extract<ContractModel, { model: 'tiered' }>['steps'], begin: string): string[] {
  return steps.map((step, index) => {
    const who = tierWords(step.tiers)
    const start = index === 0 ? `${begin} every ${who} provider of the zone at once` : `If none accepts, they are offered to every ${who} provider of the zone at once`
    return `${start}; the first to accept within ${workingTime(step.replyWorkingMinutes)} is placed.`
  })
}

function urgentSentences({ urgentReply }: FrameworkTerms): string[] {
  return URGENT.flatMap((urgency) => {
    const minutes = urgentReply?.[urgency]
    return minutes === undefined ? [] : [`About a package that is urgent (${URGENCY_NAMES[urgency].toLowerCase()}), no step gives longer than ${workingTime(minutes)} to answer.`]
  })
}

function distanceSentences({ measuredFrom }: FrameworkTerms): string[] {
  return measuredFrom === undefined ? [] : [`How far a person lives away is measured in a straight line from the nearest of ${countOf(measuredFrom.length, 'place', 'places')}: ${joined(measuredFrom.map((place) => `${place.name} (${place.postcode})`), 'and')}.`]
}

function lineSentences(terms: FrameworkTerms): string[] {
  return Object.entries(terms.lines ?? {}).map(([line, model]) => `${serviceLineName(line)} has a contract model of its own, ${MODEL_NAMES[model.model].toLowerCase()}: ${modelSentences(model).join(' ')}`)
}

function eligibilitySentences(eligibility: FrameworkTerms['eligibility']): string[] {
  const ratings = eligibility.refusedRatings.map((rating) => RATING_NAMES[rating].toLowerCase())
  return [
    ratings.length === 0 ? 'No CQC rating keeps a provider from new packages.' : `A provider rated ${joined(ratings, 'or')} by the CQC is given no new package.`,
    'A suspended provider, or one that has left, is given no new package.',
    eligibility.languagesRequired ? 'A package that asks for a language goes only to providers whose care workers speak it.' : 'A language that a package asks for is passed on and keeps nobody out.',
  ]
}

function subcontractSentences(terms: FrameworkTerms): string[] {
  if (terms.vastMajorityPercent === undefined) return []
  return [`A lead may pay a subcontractor less than the council pays only where it delivers or passes on at least ${String(terms.vastMajorityPercent)}% of the zone's hours.`]
}

function tierWords(tiers: readonly Tier[]): string {
  return joined(tiers.map((tier) => (tier === 'last-resort' ? 'last-resort' : TIER_NAMES[tier].toLowerCase())), 'and')
}

/** Working minutes in words: 30 working minutes, 4 working hours. */
function workingTime(minutes: number): string {
  if (minutes < 60) return `${String(minutes)} working minutes`
  return minutes === 60 ? '1 working hour' : `${hoursFigure(minutes)} working hours`
}

function joined(words: readonly string[], last: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`
}
