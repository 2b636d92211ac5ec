/** CQC ratings, best first; `not-rated` covers every published way of saying that there is none yet. */
export const RATINGS = ['outstanding', 'good', 'requires-improvement', 'inadequate', 'not-rated'] as const
export type Rating = (typeof RATINGS)[number]
export const RATING_NAMES: Readonly<Record<Rating, string>> = {
  outstanding: 'Outstanding',
  good: 'Good',
  'requires-improvement': 'Requires improvement',
  inadequate: 'Inadequate',
  'not-rated': 'Not yet inspected',
}
