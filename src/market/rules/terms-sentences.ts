import { hoursFigure } from '../../kernel/words.ts'
import { RATING_NAMES, TIER_NAMES, type FrameworkTerms, type Tier } from '../terms.ts'

export const MODEL_NAMES: Readonly<Record<FrameworkTerms['model'], string>> = { tiered: 'Tiered', ranked: 'Ranked' }

/** A contract model with its settings, as sentences in the order in which they apply. */
export function termsSentences(terms: FrameworkTerms): string[] {
  return [...orderSentences(terms), ...eligibilitySentences(terms.eligibility)]
}

function orderSentences(terms: FrameworkTerms): string[] {
  if (terms.model === 'ranked') {
    const how = terms.batchSize === 1 ? 'one provider at a time' : `${String(terms.batchSize)} providers at a time`
    return [`Packages are offered in rank order, ${how}, best rank first.`, `A provider has ${workingTime(terms.replyWorkingMinutes)} to answer; then the next is asked.`]
  }
  return terms.steps.map((step, index) => {
    const who = tierWords(step.tiers)
    const start = index === 0 ? `Packages are offered first to every ${who} provider of the zone at once` : `If none accepts, they are offered to every ${who} provider of the zone at once`
    return `${start}; the first to accept within ${workingTime(step.replyWorkingMinutes)} is placed.`
  })
}

function eligibilitySentences(eligibility: FrameworkTerms['eligibility']): string[] {
  const ratings = eligibility.refusedRatings.map((rating) => RATING_NAMES[rating].toLowerCase())
  return [
    ratings.length === 0 ? 'No CQC rating keeps a provider from new packages.' : `A provider rated ${joined(ratings, 'or')} by the CQC is given no new package.`,
    'A suspended provider, or one that has left, is given no new package.',
    eligibility.languagesRequired ? 'A package that asks for a language goes only to providers whose care workers speak it.' : 'A language that a package asks for is passed on and keeps nobody out.',
  ]
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
