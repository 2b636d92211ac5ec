import { z } from 'zod'
import type { Permission } from '../../platform/access/permission.ts'

/** Parts of the quality score of visit records, each a share of what went wrong. */
export const FEED_PARTS = ['refused', 'contradictions', 'unallocated', 'corrections', 'late', 'manual', 'calls'] as const
type FeedPart = (typeof FEED_PARTS)[number]
export const FEED_PART_NAMES: Readonly<Record<FeedPart, { readonly name: string; readonly numerator: string; readonly denominator: string }>> = {
  refused: { name: 'Refused', numerator: 'rows refused, contradictions aside', denominator: 'rows read' },
  contradictions: { name: 'Contradicting', numerator: 'rows with other content under a sequence that came before', denominator: 'rows read' },
  unallocated: { name: 'Unallocated', numerator: 'rows for which the provider has no placement', denominator: 'rows read' },
  corrections: { name: 'Corrected', numerator: 'rows that replaced an earlier record', denominator: 'rows read' },
  late: { name: 'Arrived late', numerator: 'records that came more than the days allowed after their visit', denominator: 'records kept' },
  manual: { name: 'Entered by hand', numerator: 'visits with a call by hand, or times entered without any', denominator: 'visits made' },
  calls: { name: 'Missing calls', numerator: 'visits with one call and without the other', denominator: 'visits made' },
}

const weight = z.int().min(0).max(100)
/** Weights of the parts, days after a visit from which a record is late, and whole hours after the due time for reminder and escalation. */
export const feedSettings = z.object({
  weights: z.object({ refused: weight, contradictions: weight, unallocated: weight, corrections: weight, late: weight, manual: weight, calls: weight }),
  lateDays: z.int().min(0).max(60),
  remindHours: z.int().min(0).max(240),
  escalateHours: z.int().min(0).max(480),
}).refine((set) => Object.values(set.weights).some((each) => each > 0), { message: 'Give at least one part a weight', path: ['weights'] })
export type FeedSettings = z.output<typeof feedSettings>

/** What files said, part by part. */
export type FeedCounts = Readonly<Record<FeedPart, { readonly bad: number; readonly of: number }>>

/** When visit records are expected: each day's on the day after, or those of a week, Monday to Sunday, after it; by a minute of the day in London. */
export interface FeedExpectation {
  readonly cadence: 'day' | 'week'
  /** Of a week: the day after its Sunday by which, 1 for Monday. */
  readonly weekday: number
  readonly byMinute: number
}

export const KEEP_FEEDS: Permission = { name: 'visits.keep-feeds', words: 'say when visit files are expected and how their quality is scored', roles: ['commissioner', 'quality-officer'] }
