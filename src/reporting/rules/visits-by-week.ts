import { EXCUSES, type Excuse, type ReportWeek, type VisitWeekRow, type VisitTally, type UnplannedTally } from '../terms.ts'

/**
 * Visits planned, delivered, missed and late by week (brief, D3). Each planned visit falls in exactly one of: delivered
 * (at least one care worker came), missed, excused (cancelled, no access, refused, in hospital or not required: left out
 * of the denominator), or without a record yet. Missed and late are as the visit rules found them. Late counts among
 * the delivered only. A visit nobody planned is counted apart.
 */
export function visitsByWeek(tallies: readonly VisitTally[], unplanned: readonly UnplannedTally[], weeks: readonly ReportWeek[]): VisitWeekRow[] {
  return weeks.map((week) => {
    const of = tallies.filter((tally) => isIn(week, tally))
    const planned = countOf(of)
    const delivered = of.filter((tally) => tally.isDelivered)
    const missed = of.filter((tally) => !tally.isDelivered && tally.isMissed)
    const rest = of.filter((tally) => !tally.isDelivered && !tally.isMissed)
    const excused = countOf(rest.filter((tally) => isExcuse(tally.otherOutcome)))
    return {
      week,
      planned,
      excused,
      due: planned - excused,
      delivered: countOf(delivered),
      missed: countOf(missed),
      noRecord: countOf(rest) - excused,
      late: countOf(delivered.filter((tally) => tally.isLate)),
      unplanned: countOf(unplanned.filter((tally) => isIn(week, tally))),
    }
  })
}

/** ISO dates compare as text. */
function isIn(week: ReportWeek, tally: { readonly visitOn: string }): boolean {
  return week.startOn.toString() <= tally.visitOn && tally.visitOn <= week.endOn.toString()
}

function countOf(tallies: readonly { readonly visits: number }[]): number {
  return tallies.reduce((sum, tally) => sum + tally.visits, 0)
}

function isExcuse(outcome: string | null): boolean {
  return outcome !== null && EXCUSES.includes(outcome as Excuse)
}
