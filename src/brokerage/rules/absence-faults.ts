import { isAfter } from '../../kernel/date-range.ts'
import type { Reason } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'
import { ABSENCE_KIND_NAMES, type Absence } from '../terms/placement-life.ts'

/** The longest absence that is recorded as one; longer ones are for a broker to decide on. Ours, against mistyped years. */
const LONGEST_DAYS = 90
const FURTHEST_AHEAD_DAYS = 365

interface Dates {
  readonly startsOn: Temporal.PlainDate
  readonly endsOn: Temporal.PlainDate | null
}
type Fault = Reason & { readonly field: 'fromOn' | 'toOn' | 'toldOn' | 'returnsOn' }
/** Last day of an absence, as it stands now; before its first day when it never was. */
export function lastDayAway(absence: Pick<Absence, 'toOn' | 'returnsOn'>): Temporal.PlainDate {
  return absence.returnsOn?.subtract({ days: 1 }) ?? absence.toOn
}

/** What is wrong with days away as they are to be recorded; undefined when nothing is. Days that have passed are allowed: the news often comes late. */
export function absenceFault(placement: Dates, absences: readonly Pick<Absence, 'kind' | 'fromOn' | 'toOn' | 'returnsOn'>[], asked: Pick<Absence, 'fromOn' | 'toOn' | 'toldOn'>, today: Temporal.PlainDate): Fault | undefined {
  const { fromOn, toOn, toldOn } = asked
  const furthest = today.add({ days: FURTHEST_AHEAD_DAYS })
  if (isAfter(placement.startsOn, fromOn)) return { clause: 'away-before-start', words: `Care starts on ${wordsForDate(placement.startsOn)}. Give that day or a later one`, field: 'fromOn' }
  if (placement.endsOn !== null && isAfter(fromOn, placement.endsOn)) return { clause: 'away-after-end', words: `Care ends on ${wordsForDate(placement.endsOn)}. Days after it change nothing`, field: 'fromOn' }
  if (isAfter(fromOn, furthest)) return { clause: 'away-too-far', words: `The first day must be on or before ${wordsForDate(furthest)}. Check the year`, field: 'fromOn' }
  if (isAfter(fromOn, toOn)) return { clause: 'away-days', words: 'The last day is before the first', field: 'toOn' }
  const longest = fromOn.add({ days: LONGEST_DAYS - 1 })
  if (isAfter(toOn, longest)) return { clause: 'away-too-long', words: `At most ${String(LONGEST_DAYS)} days are recorded as one, until ${wordsForDate(longest)}`, field: 'toOn' }
  if (isAfter(toldOn, today)) return { clause: 'told-to-come', words: 'The provider cannot have been told on a day to come', field: 'toldOn' }
  const other = absences.find((each) => !isAfter(each.fromOn, toOn) && !isAfter(fromOn, lastDayAway(each)))
  if (other !== undefined) return { clause: 'away-overlaps', words: `${ABSENCE_KIND_NAMES[other.kind]} from ${wordsForDate(other.fromOn)} to ${wordsForDate(lastDayAway(other))} is recorded. Change that one, or give other days`, field: 'fromOn' }
  return undefined
}

/** What is wrong with another first day of care after an absence; undefined when nothing is. @param others the placement's other absences */
export function returnFault(placement: Dates, absence: Pick<Absence, 'fromOn'>, others: readonly Pick<Absence, 'kind' | 'fromOn' | 'toOn' | 'returnsOn'>[], returnsOn: Temporal.PlainDate): Fault | undefined {
  if (isAfter(absence.fromOn, returnsOn)) return { clause: 'return-before', words: `The person is away from ${wordsForDate(absence.fromOn)}. Give that day if they never were, or a later one`, field: 'returnsOn' }
  const latest = absence.fromOn.add({ days: LONGEST_DAYS })
  if (isAfter(returnsOn, latest)) return { clause: 'away-too-long', words: `Care goes on by ${wordsForDate(latest)} at the latest: at most ${String(LONGEST_DAYS)} days are recorded as one`, field: 'returnsOn' }
  if (placement.endsOn !== null && isAfter(returnsOn, placement.endsOn.add({ days: 1 }))) return { clause: 'return-after-end', words: `Care ends on ${wordsForDate(placement.endsOn)}. It cannot go on after that day`, field: 'returnsOn' }
  const next = others.find((each) => isAfter(each.fromOn, absence.fromOn) && isAfter(returnsOn, each.fromOn) && !isAfter(each.fromOn, lastDayAway(each)))
  if (next !== undefined) return { clause: 'away-overlaps', words: `${ABSENCE_KIND_NAMES[next.kind]} from ${wordsForDate(next.fromOn)} is recorded. Give that day or an earlier one`, field: 'returnsOn' }
  return undefined
}
