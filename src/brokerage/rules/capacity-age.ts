import { countOf, wordsForDate } from '../../kernel/words.ts'

/** How old declared capacity is, and whether it still counts. */
export interface CapacityAge {
  readonly days: number
  readonly isStale: boolean
  readonly words: string
}

/**
 * The age of a declaration in whole days. It counts on its own day and so many days after it as the council has set; after that it is stale
 * and counts as no hours, since nobody can tell whether they are still free. Source: our rule; 14 days until a council sets its own.
 */
export function capacityAge(declaredOn: Temporal.PlainDate, today: Temporal.PlainDate, staleAfterDays: number): CapacityAge {
  const days = Math.max(0, declaredOn.until(today).days)
  const isStale = days > staleAfterDays
  const since = `Declared on ${wordsForDate(declaredOn)}, ${days === 0 ? 'today' : `${countOf(days, 'day')} ago`}`
  return { days, isStale, words: isStale ? `${since}: more than ${countOf(staleAfterDays, 'day')} old, so it counts as no hours` : since }
}

/** Whether a provider is to be told of the age of its declaration: from some days before it stops counting, and once it no longer counts. Null when there is nothing to tell. */
export function capacityChase(days: number, staleAfterDays: number, remindDays: number): 'soon' | 'stale' | null {
  if (days > staleAfterDays) return 'stale'
  return remindDays > 0 && days >= staleAfterDays - remindDays ? 'soon' : null
}

/** Whether a provider that never declared is to be asked: at first, and again each time as many days have passed as a declaration would have counted. */
export function isAskDue(lastAskedOn: Temporal.PlainDate | null, today: Temporal.PlainDate, staleAfterDays: number): boolean {
  return lastAskedOn === null || lastAskedOn.until(today).days >= staleAfterDays
}
