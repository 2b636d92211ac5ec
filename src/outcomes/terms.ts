import type { ReablementEnding, ReablementResult } from '../brokerage/terms/reablement.ts'
import type { Minutes } from '../kernel/amounts.ts'
import type { Permission } from '../platform/access/permission.ts'

export const RESULT_SPLITS = ['zone', 'source'] as const
export type ResultSplit = (typeof RESULT_SPLITS)[number]

/** What came of reablement that ended in a period, for everybody or one group. */
export interface ReablementResults {
  /** A zone's identity or a source; null for everybody, and for those in no zone. */
  readonly group: string | null
  /** Reablements that ended in the period, whatever the ending. */
  readonly ended: number
  /** Left out of the denominator, by why. `not-begun`: never given a place, or declined, gone into hospital or died before it began. */
  readonly leftOut: Readonly<Record<Exclude<ReablementEnding, 'completed' | 'no-place'> | 'not-begun', number>>
  /** Denominator of every share: stays that were completed. */
  readonly completed: number
  readonly results: readonly { readonly result: ReablementResult; readonly count: number; /** Tenths of a percent; null without a completed stay. */ readonly shareTenths: number | null }[]
  /** Care-worker minutes a week of the completed, as referred for and as needed afterwards. */
  readonly minutesBefore: Minutes
  readonly minutesAfter: Minutes
  /** Before less after, a week; below zero when more is needed. */
  readonly minutesAvoided: Minutes
}

export const SEE_REABLEMENT_RESULTS: Permission = { name: 'outcomes.see-reablement-results', words: 'see what came of reablement', roles: ['commissioner', 'analyst'] }
