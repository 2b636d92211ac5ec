import type { Pence } from '../../kernel/amounts.ts'
import type { ReportedRun, ReportZone, WeeklyReport, ZonePoundsRow, PaidTally } from '../terms.ts'
import { NO_ZONE } from './hours-awaiting.ts'

/** The latest payment run of each framework among those made by the report's day. */
export function latestRuns(runs: readonly ReportedRun[]): ReportedRun[] {
  return runs.filter((run) => !runs.some((other) => other.framework === run.framework && Temporal.PlainDate.compare(other.fromOn, run.fromOn) > 0))
}

/**
 * Pounds by zone, from the lines of the statements of the latest payment run. Visits and corrections of earlier periods
 * stand apart; together they are what the statements total to the penny. Minutes are those paid. What the
 * NHS bears is added up line by line, as each line was split; the council bears the rest.
 */
export function poundsByZone(runs: readonly ReportedRun[], tallies: readonly PaidTally[], zones: readonly ReportZone[]): WeeklyReport['pounds'] {
  const wanted = tallies.filter((tally) => runs.some((run) => run.payRunId === tally.payRunId))
  const known = new Set(zones.map((zone) => zone.zoneId))
  const elsewhere = wanted.filter((tally) => tally.zoneId === null || !known.has(tally.zoneId))
  const rows = [
    ...zones.map((zone) => rowOf(zone.zoneId, zone.name, wanted.filter((tally) => tally.zoneId === zone.zoneId))),
    ...(elsewhere.length === 0 ? [] : [rowOf(null, NO_ZONE, elsewhere)]),
  ]
  return { runs, rows, totalPence: rows.reduce((sum, row) => sum + row.totalPence, 0), nhsPence: rows.reduce((sum, row) => sum + row.nhsPence, 0) }
}

function rowOf(zoneId: string | null, name: string, tallies: readonly PaidTally[]): ZonePoundsRow {
  const visits = tallies.filter((tally) => tally.kind === 'visit')
  const visitsPence = penceOf(visits)
  const totalPence = penceOf(tallies)
  return {
    zoneId,
    name,
    visits: visits.reduce((sum, tally) => sum + tally.lines, 0),
    minutes: tallies.reduce((sum, tally) => sum + tally.minutes, 0),
    visitsPence,
    adjustmentsPence: totalPence - visitsPence,
    totalPence,
    nhsPence: tallies.reduce((sum, tally) => sum + tally.nhsPence, 0),
  }
}

function penceOf(tallies: readonly PaidTally[]): Pence {
  return tallies.reduce((sum, tally) => sum + tally.pence, 0)
}
