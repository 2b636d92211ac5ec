import { isAfter } from '../../kernel/date-range.ts'
import type { Reason } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { HospitalStay } from '../terms/placement-life.ts'

/** The longest for which a provider may be asked to hold a place; a longer stay is for a broker to decide on. Ours, against mistyped years. */
const LONGEST_HOLD_DAYS = 90
const FURTHEST_AHEAD_DAYS = 31

interface Dates {
  readonly startsOn: Temporal.PlainDate
  readonly endsOn: Temporal.PlainDate | null
}

/** What is wrong with a stay as it is to be recorded; undefined when nothing is. Days that have passed are allowed: the news often comes late. */
export function stayFault(placement: Dates, stays: readonly Pick<HospitalStay, 'fromOn' | 'resumesOn'>[], asked: { readonly fromOn: Temporal.PlainDate; readonly heldUntilOn: Temporal.PlainDate }, today: Temporal.PlainDate): Reason | undefined {
  const { fromOn, heldUntilOn } = asked
  if (isAfter(placement.startsOn, fromOn)) return { clause: 'stay-before-start', words: `Care starts on ${wordsForDate(placement.startsOn)}. Give that day or a later one` }
  if (placement.endsOn !== null && isAfter(fromOn, placement.endsOn)) return { clause: 'stay-after-end', words: `Care ends on ${wordsForDate(placement.endsOn)}. A stay after it changes nothing` }
  if (isAfter(fromOn, today.add({ days: FURTHEST_AHEAD_DAYS }))) return { clause: 'stay-too-far', words: `The first day must be on or before ${wordsForDate(today.add({ days: FURTHEST_AHEAD_DAYS }))}. Check the year` }
  if (isAfter(fromOn, heldUntilOn)) return { clause: 'hold-before-stay', words: `The place is held until ${wordsForDate(fromOn)} or a later day` }
  const longest = fromOn.add({ days: LONGEST_HOLD_DAYS - 1 })
  if (isAfter(heldUntilOn, longest)) return { clause: 'hold-too-long', words: `The place is held for at most ${String(LONGEST_HOLD_DAYS)} days, until ${wordsForDate(longest)}` }
  const clash = stays.find((stay) => (stay.resumesOn === null || isAfter(stay.resumesOn, stay.fromOn)) && (stay.resumesOn === null || isAfter(stay.resumesOn, fromOn)))
  if (clash !== undefined && clash.resumesOn === null) return { clause: 'stay-open', words: `The person is in hospital from ${wordsForDate(clash.fromOn)} already. Record when care resumes first` }
  if (clash !== undefined) return { clause: 'stay-overlaps', words: `A stay from ${wordsForDate(clash.fromOn)} to the day before ${wordsForDate(clash.resumesOn ?? clash.fromOn)} is recorded. Give a later day` }
  return undefined
}

/** What is wrong with the day from which care is to go on; undefined when nothing is. */
export function resumeFault(placement: Dates, stay: Pick<HospitalStay, 'fromOn' | 'resumesOn'>, resumesOn: Temporal.PlainDate, today: Temporal.PlainDate): Reason | undefined {
  if (stay.resumesOn !== null) return { clause: 'already-resumed', words: `Care goes on from ${wordsForDate(stay.resumesOn)} already. Nothing was changed` }
  if (isAfter(stay.fromOn, resumesOn)) return { clause: 'resume-before-stay', words: `The stay began on ${wordsForDate(stay.fromOn)}. Give that day if there was no stay, or a later one` }
  if (isAfter(resumesOn, today.add({ days: FURTHEST_AHEAD_DAYS }))) return { clause: 'resume-too-far', words: `The day must be on or before ${wordsForDate(today.add({ days: FURTHEST_AHEAD_DAYS }))}. Check the year` }
  if (placement.endsOn !== null && isAfter(resumesOn, placement.endsOn)) return { clause: 'resume-after-end', words: `Care ends on ${wordsForDate(placement.endsOn)}. It cannot go on after that day` }
  return undefined
}
