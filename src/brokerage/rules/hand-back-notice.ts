import type { Reason } from '../../kernel/decision.ts'
import { countOf, wordsForDate } from '../../kernel/words.ts'

const FURTHEST_DAYS = 365

/** The first last day that keeps the framework's notice: as many days after today as it asks for. Today when it asks for none. */
export function earliestLastDay(noticeDays: number | null, today: Temporal.PlainDate): Temporal.PlainDate {
  return today.add({ days: noticeDays ?? 0 })
}

/**
 * Whether a last day keeps the framework's notice, or what is wrong with it. A shorter notice is taken when it is said to be at once
 * and why: care that cannot be given safely is not given, and the contract is for people to settle afterwards.
 */
export function handBackNotice(placement: { readonly startsOn: Temporal.PlainDate; readonly endsOn: Temporal.PlainDate | null }, asked: { readonly lastOn: Temporal.PlainDate; readonly isAtOnce: boolean; readonly note: string | null }, noticeDays: number | null, today: Temporal.PlainDate): { readonly isAtOnce: boolean } | Reason {
  const { lastOn } = asked
  if (placement.endsOn !== null) return { clause: 'already-ended', words: `This placement already ends on ${wordsForDate(placement.endsOn)}. Nothing was changed` }
  const before = placement.startsOn.subtract({ days: 1 })
  if (Temporal.PlainDate.compare(lastOn, before) < 0) return { clause: 'end-before-start', words: `Care starts on ${wordsForDate(placement.startsOn)}. Give that day or a later one` }
  if (Temporal.PlainDate.compare(lastOn, today.subtract({ days: 1 })) < 0) return { clause: 'end-past', words: 'The last day must be yesterday or later: visits since then are yours to report' }
  if (Temporal.PlainDate.compare(lastOn, today.add({ days: FURTHEST_DAYS })) > 0) return { clause: 'end-too-far', words: `The last day must be on or before ${wordsForDate(today.add({ days: FURTHEST_DAYS }))}. Check the year` }
  const earliest = earliestLastDay(noticeDays, today)
  if (Temporal.PlainDate.compare(lastOn, earliest) >= 0) return { isAtOnce: false }
  if (!asked.isAtOnce) return { clause: 'notice-short', words: `The framework asks for ${countOf(noticeDays ?? 0, 'day')} of notice: ${wordsForDate(earliest)} or later. If care cannot go on until then, say that it ends sooner, and why` }
  if (asked.note === null) return { clause: 'notice-reason', words: 'Say why care cannot go on for the whole notice' }
  return { isAtOnce: true }
}
