import { isAfter } from '../../kernel/date-range.ts'
import type { Minutes } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Reablement, ReablementEnding, ReablementResult } from '../terms/reablement.ts'

export const REABLEMENT_EXIT_VERSION = 'reablement-exit/1'

/** The longest stay that may be planned. Ours, against mistyped years. */
const LONGEST_DAYS = 84
const FURTHEST_AHEAD_DAYS = 60
const LONGEST_BACK_DAYS = 365

/** What came of a completed stay: the minutes a week that are needed afterwards, beside those that were referred for. Nobody chooses it. */
export function reablementResult(minutesBefore: Minutes, minutesAfter: Minutes): ReablementResult {
  if (minutesAfter === 0) return 'no-further-support'
  if (minutesAfter < minutesBefore) return 'reduced'
  return minutesAfter === minutesBefore ? 'same' : 'more'
}

/** What is wrong with the days of a stay; undefined when nothing is. */
export function startFault(of: Pick<Reablement, 'referredOn'>, asked: { readonly startsOn: Temporal.PlainDate; readonly plannedEndOn: Temporal.PlainDate }, today: Temporal.PlainDate): (Reason & { readonly field: string }) | undefined {
  const { startsOn, plannedEndOn } = asked
  const furthest = today.add({ days: FURTHEST_AHEAD_DAYS })
  if (isAfter(of.referredOn, startsOn)) return { clause: 'start-before-referral', words: `The person was referred on ${wordsForDate(of.referredOn)}. Give that day or a later one`, field: 'startsOn' }
  if (isAfter(startsOn, furthest)) return { clause: 'start-too-far', words: `The first day must be on or before ${wordsForDate(furthest)}. Check the year`, field: 'startsOn' }
  if (isAfter(startsOn, plannedEndOn)) return { clause: 'end-before-start', words: 'The planned last day is before the first', field: 'plannedEndOn' }
  const longest = startsOn.add({ days: LONGEST_DAYS - 1 })
  if (isAfter(plannedEndOn, longest)) return { clause: 'stay-too-long', words: `A stay lasts at most 12 weeks, until ${wordsForDate(longest)}`, field: 'plannedEndOn' }
  return undefined
}

/** What is wrong with an exit; undefined when nothing is. A completed stay has begun and says what is needed afterwards; whoever died needs no care. */
export function exitFault(of: Pick<Reablement, 'referredOn' | 'start'>, asked: { readonly exitOn: Temporal.PlainDate; readonly ending: ReablementEnding; readonly minutesAfter: Minutes | null }, today: Temporal.PlainDate): (Reason & { readonly field: string }) | undefined {
  const { exitOn, ending, minutesAfter } = asked
  const first = of.start?.startsOn ?? of.referredOn
  if (ending === 'completed' && of.start === null) return { clause: 'not-begun', words: 'Reablement has not begun, so it cannot be completed. Choose another ending, or give it a place first', field: 'ending' }
  if (ending === 'no-place' && of.start !== null) return { clause: 'has-begun', words: `Reablement began on ${wordsForDate(of.start.startsOn)}, so there was a place. Choose another ending`, field: 'ending' }
  // Somebody may die or decline between the day a place was given and the day it was to begin.
  const earliest = ending === 'completed' || ending === 'hospital' ? first : of.referredOn
  if (isAfter(earliest, exitOn)) return { clause: 'exit-too-early', words: `Give ${wordsForDate(earliest)} or a later day`, field: 'exitOn' }
  if (isAfter(exitOn, today)) return { clause: 'exit-to-come', words: 'Give today or an earlier day: an exit is recorded when it has happened', field: 'exitOn' }
  if (isAfter(today, exitOn.add({ days: LONGEST_BACK_DAYS }))) return { clause: 'exit-too-long-ago', words: 'That is more than a year ago. Check the year', field: 'exitOn' }
  if (ending === 'completed' && minutesAfter === null) return { clause: 'need-unknown', words: 'Say which care is needed now, or that none is', field: 'need' }
  if (ending === 'no-place' && (minutesAfter === null || minutesAfter === 0)) return { clause: 'nowhere-to-go', words: 'Without a place the person goes on to long-term care: choose the care that is needed', field: 'need' }
  if (ending === 'died' && minutesAfter !== null && minutesAfter > 0) return { clause: 'died', words: 'No care goes on after a death. Choose that no care is needed', field: 'need' }
  return undefined
}
