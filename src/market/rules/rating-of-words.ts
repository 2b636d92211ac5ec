import type { Rating } from '../terms.ts'

const RATED: Readonly<Record<string, Rating>> = {
  outstanding: 'outstanding',
  good: 'good',
  'requires improvement': 'requires-improvement',
  inadequate: 'inadequate',
}

/**
 * Published ways of saying that there is no rating. The first six are what the CQC's interfaces and newer assessments
 * write; "Regulations met" is the outcome for dentists, which are not rated; the others stand in the directory with ratings.
 */
const UNRATED: readonly string[] = [
  'inspected but not rated',
  'no published rating',
  'insufficient evidence to rate',
  'evidence requirements partially scored',
  'evidence requirements not yet scored',
  'no approved rating',
  'not rated',
  'not formally rated',
  'not applicable',
  'not yet inspected',
  'regulations met',
  '-',
]

/** The rating that published words stand for, in any capitals ("Requires Improvement" is published in two); undefined for words we do not know. */
export function ratingOfWords(words: string): Rating | undefined {
  const plain = words.trim().toLowerCase().replace(/\s+/g, ' ')
  return RATED[plain] ?? (plain === '' || UNRATED.includes(plain) ? 'not-rated' : undefined)
}
