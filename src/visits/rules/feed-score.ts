import { FEED_PARTS, type FeedCounts, type FeedSettings } from '../terms/feed.ts'

/** What holds where nothing was set. All of it is ours; no published score was found. */
export const FEED_SETTINGS: FeedSettings = {
  weights: { refused: 20, contradictions: 10, unallocated: 20, corrections: 10, late: 15, manual: 15, calls: 10 },
  lateDays: 7,
  remindHours: 2,
  escalateHours: 24,
}

/**
 * The quality of visit records, 0 to 100: of each part the share that went well, by its weight. A part of which there is nothing to measure
 * carries no weight; null when none has anything. Rounded to whole points, but only a feed without any fault has 100.
 */
export function feedScore(counts: FeedCounts, { weights }: Pick<FeedSettings, 'weights'>): number | null {
  let [good, all, isSpotless] = [0, 0, true]
  for (const part of FEED_PARTS) {
    const { bad, of } = counts[part]
    if (of === 0 || weights[part] === 0) continue
    all += weights[part]
    good += weights[part] * (1 - bad / of)
    if (bad > 0) isSpotless = false
  }
  if (all === 0) return null
  const score = Math.round((100 * good) / all)
  return isSpotless ? 100 : Math.max(0, Math.min(99, score))
}

/** Counts of several files added up. */
export function addFeedCounts(files: readonly FeedCounts[]): FeedCounts {
  const sum = (part: (typeof FEED_PARTS)[number]) => ({ bad: files.reduce((total, file) => total + file[part].bad, 0), of: files.reduce((total, file) => total + file[part].of, 0) })
  return { refused: sum('refused'), contradictions: sum('contradictions'), unallocated: sum('unallocated'), corrections: sum('corrections'), late: sum('late'), manual: sum('manual'), calls: sum('calls') }
}
