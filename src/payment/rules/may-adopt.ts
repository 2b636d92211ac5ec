import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'

/** What stands when rules are to be adopted. */
export interface AdoptionFacts {
  /** First and last day that Tendwell has paid; undefined before the first run. */
  readonly paid: { readonly fromOn: Temporal.PlainDate; readonly toOn: Temporal.PlainDate } | undefined
  readonly adoptedFrom: readonly { readonly version: number; readonly fromOn: Temporal.PlainDate }[]
}

/** From when rules apply, and the first day already paid that they reach; null when they reach none. */
export interface Adoption {
  readonly fromOn: Temporal.PlainDate
  readonly adjustsPaidFromOn: Temporal.PlainDate | null
}

/**
 * Answers from which date a new rule set may apply. Not on the first day of another version, which is never edited. It may
 * begin inside what has been paid: the next run then adjusts each visit that it pays otherwise, and the lines paid stay as they were.
 */
export function mayAdopt(fromOn: Temporal.PlainDate, facts: AdoptionFacts): Decision<Adoption> {
  const same = facts.adoptedFrom.find((each) => each.fromOn.equals(fromOn))
  if (same !== undefined) return refuse({ clause: 'same-date', words: `Version ${String(same.version)} already begins on ${wordsForDate(fromOn)}, and an adopted version is never edited. Choose another date.` })
  const { paid } = facts
  const begins = { clause: 'may-adopt', words: `It applies to visits from ${wordsForDate(fromOn)}.` }
  if (paid === undefined || Temporal.PlainDate.compare(fromOn, paid.toOn) > 0) return allow({ fromOn, adjustsPaidFromOn: null }, begins)
  const adjustsPaidFromOn = Temporal.PlainDate.compare(fromOn, paid.fromOn) < 0 ? paid.fromOn : fromOn
  return allow(
    { fromOn, adjustsPaidFromOn },
    begins,
    { clause: 'adjusts-paid', words: `Visits from ${wordsForDate(adjustsPaidFromOn)} to ${wordsForDate(paid.toOn)} have been paid: the next run adjusts those that it pays otherwise.` },
  )
}
