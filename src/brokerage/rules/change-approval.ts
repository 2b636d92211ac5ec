import type { Minutes } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import { countOf, hoursFigure } from '../../kernel/words.ts'

export const CHANGE_VERSION = 'change-approval/1'

/** What a framework says about changes of the week; without it every change is approved by somebody, and none makes a new package. */
export interface ChangeTerms {
  /** Temporary changes of at most this share of the week's minutes need no approval. */
  readonly tolerancePercent: number
  /** Changes for good of more than this share count as a significantly changed package. */
  readonly significantPercent: number
}

/** What is to be done with a change: let it hold, have it approved by somebody else, or make a new package of it. */
export type ChangeCourse = 'at-once' | 'approval' | 'new-package'

/** How the minutes of a week change. Minutes count each care worker. */
export interface WeekChange {
  readonly beforeMinutes: Minutes
  readonly afterMinutes: Minutes
  /** Whether the change is for good. */
  readonly isForGood: boolean
  /** Most care workers at one visit, before and after. */
  readonly workersBefore: number
  readonly workersAfter: number
}

/**
 * What is to be done with a change of the week, and why. The share is of the minutes before; the edge itself is inside. A second care
 * worker always asks for approval, since minutes alone do not show what it takes to find one. Other times of the day within the same
 * minutes are a change of 0%. The framework's percentages are the council's own; there are no defaults.
 */
export function changeCourse(change: WeekChange, terms: ChangeTerms | undefined): { readonly course: ChangeCourse; readonly reasons: readonly Reason[] } {
  const difference = change.afterMinutes - change.beforeMinutes
  const size = `The week changes from ${hoursFigure(change.beforeMinutes)} to ${hoursFigure(change.afterMinutes)} hours${percentWords(difference, change.beforeMinutes)}.`
  if (terms === undefined) return { course: 'approval', reasons: [{ clause: 'no-terms', words: `${size} The framework does not say which changes need no approval, so somebody else approves it.` }] }
  const isWithin = (percent: number): boolean => Math.abs(difference) * 100 <= percent * change.beforeMinutes
  if (change.isForGood && !isWithin(terms.significantPercent)) return { course: 'new-package', reasons: [{ clause: 'significant', words: `${size} A change for good of more than ${String(terms.significantPercent)}% makes a new package, which goes out by the framework’s order.` }] }
  if (change.workersAfter > change.workersBefore) return { course: 'approval', reasons: [{ clause: 'more-workers', words: `A visit takes ${countOf(change.workersAfter, 'care worker')} where it took ${String(change.workersBefore)}, so somebody else approves it.` }] }
  if (change.isForGood) return { course: 'approval', reasons: [{ clause: 'for-good', words: `${size} It is for good, so somebody else approves it.` }] }
  if (isWithin(terms.tolerancePercent)) return { course: 'at-once', reasons: [{ clause: 'tolerance', words: `${size} Within ${String(terms.tolerancePercent)}% a change for some days needs no approval.` }] }
  return { course: 'approval', reasons: [{ clause: 'over-tolerance', words: `${size} More than ${String(terms.tolerancePercent)}% needs somebody else’s approval.` }] }
}

function percentWords(difference: number, before: number): string {
  if (before === 0 || difference === 0) return ''
  const percent = Math.round((Math.abs(difference) * 1000) / before) / 10
  return `, ${String(percent)}% ${difference > 0 ? 'more' : 'less'}`
}
