import type { Reason } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'

const FURTHEST_END_DAYS = 365

/**
 * What is wrong with a last day of care; undefined when nothing is. The day before the first says that care never began.
 * A day in the past is allowed: the council often hears of it late, and visits after it are then withdrawn.
 */
export function endFault(placement: { readonly startsOn: Temporal.PlainDate }, endsOn: Temporal.PlainDate, today: Temporal.PlainDate): Reason | undefined {
  const earliest = placement.startsOn.subtract({ days: 1 })
  if (Temporal.PlainDate.compare(endsOn, earliest) < 0)
    return { clause: 'end-before-start', words: `Care starts on ${wordsForDate(placement.startsOn)}. Give that day or a later one, or ${wordsForDate(earliest)} if it never began` }
  const latest = Temporal.PlainDate.compare(placement.startsOn, today) > 0 ? placement.startsOn : today
  const furthest = latest.add({ days: FURTHEST_END_DAYS })
  if (Temporal.PlainDate.compare(endsOn, furthest) > 0) return { clause: 'end-too-far', words: `The last day must be on or before ${wordsForDate(furthest)}. Check the year` }
  return undefined
}
