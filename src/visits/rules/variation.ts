import type { Minutes } from '../../kernel/amounts.ts'
import { countOf, wordsForDate } from '../../kernel/words.ts'

/** What a contract lets a provider ask and the council take. */
export interface VariationTerms {
  readonly backDays: number
  readonly decideWorkingDays: number
}

/** A visit for which more is asked. Minutes are of each care worker. */
export interface AskedVisit {
  readonly plannedMinutes: Minutes
  /** The longest of its records; null when none says it was delivered. */
  readonly recordedMinutes: Minutes | null
  readonly askedMinutes: Minutes
}

/** Why a variation cannot be asked for; undefined when it can. Visits still to come are changed on the placement; those too far back are refused by the framework's setting. */
export function variationFault(asked: { readonly fromOn: Temporal.PlainDate; readonly toOn: Temporal.PlainDate; readonly today: Temporal.PlainDate }, terms: VariationTerms): { readonly clause: string; readonly words: string; readonly field: string } | undefined {
  if (Temporal.PlainDate.compare(asked.toOn, asked.fromOn) < 0) return { clause: 'days', words: 'The last day must not be before the first', field: 'toOn' }
  if (Temporal.PlainDate.compare(asked.toOn, asked.today) > 0) return { clause: 'still-to-come', words: 'A variation is for visits already made. Ask for a change of the week for those to come', field: 'toOn' }
  const earliest = asked.today.subtract({ days: terms.backDays })
  if (Temporal.PlainDate.compare(asked.fromOn, earliest) < 0) {
    return { clause: 'too-far-back', words: `The framework lets variations reach ${countOf(terms.backDays, 'day')} back: to ${wordsForDate(earliest)}`, field: 'fromOn' }
  }
  return undefined
}

/** Why a visit cannot be part of a variation; undefined when it can: more than planned is asked, and no more than was recorded. */
export function visitFault({ plannedMinutes, recordedMinutes, askedMinutes }: AskedVisit): string | undefined {
  if (recordedMinutes === null) return 'no record says that it was made'
  if (askedMinutes <= plannedMinutes) return `${countOf(askedMinutes, 'minute')} ${askedMinutes === 1 ? 'is' : 'are'} not more than the ${String(plannedMinutes)} planned`
  if (askedMinutes > recordedMinutes) return `${countOf(askedMinutes, 'minute')} are more than the ${String(recordedMinutes)} recorded`
  return undefined
}

/** Minutes agreed for a visit: those asked for, or the plan and so many more, whichever is less. Never below the plan. */
export function agreedMinutes(visit: Pick<AskedVisit, 'plannedMinutes' | 'askedMinutes'>, mostMore: Minutes | null): Minutes {
  return mostMore === null ? visit.askedMinutes : Math.min(visit.askedMinutes, visit.plannedMinutes + Math.max(0, mostMore))
}

/** The last day to decide: so many working days after a day (Monday to Friday, not bank holidays); the day itself does not count. */
export function decideBy(askedOn: Temporal.PlainDate, workingDays: number, holidays: ReadonlySet<string>): Temporal.PlainDate {
  let on = askedOn
  for (let left = workingDays; left > 0; ) {
    on = on.add({ days: 1 })
    if (on.dayOfWeek <= 5 && !holidays.has(on.toString())) left -= 1
  }
  return on
}

/** What is due to be said about a variation that waits: nothing, a reminder on its last day and the working day before, or that its time has passed. */
export function chaseDue(decideByOn: Temporal.PlainDate, today: Temporal.PlainDate, holidays: ReadonlySet<string>): 'reminder' | 'escalation' | undefined {
  if (Temporal.PlainDate.compare(today, decideByOn) > 0) return 'escalation'
  return Temporal.PlainDate.compare(decideBy(today, 1, holidays), decideByOn) >= 0 ? 'reminder' : undefined
}
