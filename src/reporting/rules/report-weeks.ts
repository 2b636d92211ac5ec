import { mondayOf } from '../../kernel/date-range.ts'
import type { ReportWeek } from '../terms.ts'

/** The last `count` weeks up to and with the week of a date, oldest first. The last one ends on the date itself. */
export function reportWeeks(on: Temporal.PlainDate, count: number): ReportWeek[] {
  const last = mondayOf(on)
  return Array.from({ length: count }, (_, place) => {
    const startOn = last.subtract({ weeks: count - 1 - place })
    const sunday = startOn.add({ days: 6 })
    return { startOn, endOn: Temporal.PlainDate.compare(sunday, on) <= 0 ? sunday : on }
  })
}
