import { londonDay, type LondonDay } from '../rules/london-day.ts'

/** A date of a file: its facts, its text, and whether visits of it are taken. */
export interface VisitDay extends LondonDay {
  readonly text: string
  readonly isFuture: boolean
  readonly isTooOld: boolean
  /** The day after, for visits that end past midnight. */
  readonly next: () => VisitDay
  /** The day before, for care workers who came before midnight. */
  readonly previous: () => VisitDay
}

/** Records of visits older than this are refused: they are years typed wrong far more often than late records. Our setting. */
const OLDEST_YEARS = 2

/** The days of one file, each worked out once. Rows give the same date object for the same text, so it is the key. */
export function visitDays(today: Temporal.PlainDate): (on: Temporal.PlainDate) => VisitDay {
  const oldest = today.subtract({ years: OLDEST_YEARS })
  const byDate = new Map<Temporal.PlainDate, VisitDay>()
  const dayOf = (on: Temporal.PlainDate): VisitDay => {
    const before = byDate.get(on)
    if (before !== undefined) return before
    let next: VisitDay | undefined
    let previous: VisitDay | undefined
    const day: VisitDay = {
      ...londonDay(on),
      text: on.toString(),
      isFuture: Temporal.PlainDate.compare(on, today) > 0,
      isTooOld: Temporal.PlainDate.compare(on, oldest) < 0,
      next: () => (next ??= dayOf(on.add({ days: 1 }))),
      previous: () => (previous ??= dayOf(on.subtract({ days: 1 }))),
    }
    byDate.set(on, day)
    return day
  }
  return dayOf
}
