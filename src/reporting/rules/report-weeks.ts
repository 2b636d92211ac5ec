import { mondayOf } from '../../kernel/date-range.ts'
import type { AwaitingCareRow, ReportWeek, VisitWeekRow } from '../terms.ts'

/** The last `count` weeks up to and with the week of a date, oldest first. The last one ends on the date itself. */
export function reportWeeks(on: Temporal.PlainDate, count: number): ReportWeek[] {
  const last = mondayOf(on)
  return Array.from({ length: count }, (_, place) => {
    const startOn = last.subtract({ weeks: count - 1 - place })
    const sunday = startOn.add({ days: 6 })
    return { startOn, endOn: Temporal.PlainDate.compare(sunday, on) <= 0 ? sunday : on }
  })
}

/** Rows from the first that says something on; the last one stays even when none does. Weeks before a council began are not weeks of zero. */
export function sinceFirst<Row>(rows: readonly Row[], saysNothing: (row: Row) => boolean): readonly Row[] {
  const first = rows.findIndex((row) => !saysNothing(row))
  return rows.slice(first === -1 ? -1 : first)
}

/** True of a week in which nobody was on the awaiting-care list. */
export function isListEmpty(row: Pick<AwaitingCareRow, 'councilCases' | 'healthCases'>): boolean {
  return row.councilCases + row.healthCases === 0
}

/** True of a week with neither a plan nor a record of a visit. */
export function hasNoVisits(row: Pick<VisitWeekRow, 'planned' | 'unplanned'>): boolean {
  return row.planned + row.unplanned === 0
}

/**
 * Whether shares of a week's visits can be told: the week is over, and some of its records have come. Providers send a
 * week's records after it, so a share of the week under way would read as care that failed.
 */
export function sharesOf(row: Pick<VisitWeekRow, 'week' | 'due' | 'noRecord'>): 'told' | 'not-finished' | 'no-records' {
  if (row.week.endOn.dayOfWeek !== 7) return 'not-finished'
  return row.due > 0 && row.noRecord === row.due ? 'no-records' : 'told'
}
