import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'

/**
 * Answers from which date a new rule set may apply. Not inside or before what has been paid: a correction of a paid visit is
 * priced by the rules of its own date, and those must not have changed in between. Not on the first day of another version.
 */
export function mayAdopt(fromOn: Temporal.PlainDate, facts: { readonly lastPaidOn: Temporal.PlainDate | undefined; readonly adoptedFrom: readonly { readonly version: number; readonly fromOn: Temporal.PlainDate }[] }): Decision<Temporal.PlainDate> {
  const { lastPaidOn } = facts
  if (lastPaidOn !== undefined && Temporal.PlainDate.compare(fromOn, lastPaidOn) <= 0) {
    return refuse({ clause: 'already-paid', words: `Visits up to ${wordsForDate(lastPaidOn)} have been paid. Choose ${wordsForDate(lastPaidOn.add({ days: 1 }))} or later.` })
  }
  const same = facts.adoptedFrom.find((each) => each.fromOn.equals(fromOn))
  if (same !== undefined) return refuse({ clause: 'same-date', words: `Version ${String(same.version)} already begins on ${wordsForDate(fromOn)}, and an adopted version is never edited. Choose another date.` })
  return allow(fromOn, { clause: 'may-adopt', words: `It applies to visits from ${wordsForDate(fromOn)}.` })
}
