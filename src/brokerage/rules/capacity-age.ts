import { countOf, wordsForDate } from '../../kernel/words.ts'
import { CAPACITY_STALE_AFTER_DAYS } from '../terms/capacity.ts'

/** How old declared capacity is, and whether it still counts. */
export interface CapacityAge {
  readonly days: number
  readonly isStale: boolean
  readonly words: string
}

/**
 * The age of a declaration in whole days. It counts on its own day and the 14 that follow; after that it is stale and counts as no hours,
 * since nobody can tell whether they are still free. Source: our rule; the number has a name in terms/capacity.ts.
 */
export function capacityAge(declaredOn: Temporal.PlainDate, today: Temporal.PlainDate): CapacityAge {
  const days = Math.max(0, declaredOn.until(today).days)
  const isStale = days > CAPACITY_STALE_AFTER_DAYS
  const since = `Declared on ${wordsForDate(declaredOn)}, ${days === 0 ? 'today' : `${countOf(days, 'day')} ago`}`
  return { days, isStale, words: isStale ? `${since}: more than ${String(CAPACITY_STALE_AFTER_DAYS)} days old, so it counts as no hours` : since }
}
