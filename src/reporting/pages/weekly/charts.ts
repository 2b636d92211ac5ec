import { wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { barChart } from '../../../platform/components/charts/bar-chart.ts'
import { columnChart } from '../../../platform/components/charts/column-chart.ts'
import { lineChart } from '../../../platform/components/charts/line-chart.ts'
import { hasNoVisits, isListEmpty, sharesOf, sinceFirst } from '../../rules/report-weeks.ts'
import { sentencesOf, twoDecimalWords } from '../../rules/sentences.ts'
import { RATING_LABELS, TIER_LABELS, type ReportWeek, type VisitWeekRow, type WeeklyReport } from '../../terms.ts'
import { sourceWords } from './tables.ts'

/** The pictures of the weekly report, as markup. */
export type WeeklyCharts = Readonly<Record<'cases' | 'waits' | 'hoursAwaiting' | 'tierShares' | 'ratings' | 'visits' | 'pounds' | 'starts', string>>

/** Draws every chart of a report; each is named by its sentence. */
export function weeklyCharts(report: WeeklyReport): WeeklyCharts {
  const says = sentencesOf(report)
  const awaitingCare = sinceFirst(report.awaitingCare, isListEmpty)
  const visits = sinceFirst(report.visits, hasNoVisits)
  const weeksOf = (rows: readonly { readonly week: ReportWeek }[]): string[] => rows.map(({ week }) => shortDate(week.startOn))
  const several = new Set(report.tierShares.map((row) => row.framework)).size > 1
  return {
    cases: columnChart({
      sentence: says.cases,
      kind: 'stacked',
      columns: weeksOf(awaitingCare),
      axisLabel: 'Cases on the list, by week beginning',
      series: [
        { name: 'Council', values: awaitingCare.map((row) => row.councilCases) },
        { name: 'Health', values: awaitingCare.map((row) => row.healthCases) },
      ],
    }),
    waits: lineChart({
      sentence: says.waits,
      points: weeksOf(awaitingCare),
      axisLabel: 'Days waited, by week beginning',
      series: [
        { name: 'Longest', values: awaitingCare.map((row) => (isListEmpty(row) ? null : row.longestWaitDays)) },
        { name: 'Average', values: awaitingCare.map((row) => (isListEmpty(row) ? null : row.averageWaitDays)) },
      ],
    }),
    hoursAwaiting: barChart({ sentence: says.hoursAwaiting, axisLabel: 'Hours a week waiting', bars: report.hoursAwaiting.rows.map((row) => ({ label: row.name, value: row.hours, text: twoDecimalWords(row.hours) })) }),
    tierShares: barChart({
      sentence: says.tierShares,
      axisLabel: 'Percent of hours held; dashed: target',
      most: 100,
      bars: report.tierShares.map((row) => ({
        label: several ? `${TIER_LABELS[row.tier]}, ${row.framework}` : TIER_LABELS[row.tier],
        value: row.percent,
        text: row.target === null ? `${String(row.percent)}%` : `${String(row.percent)}%, target ${String(row.target.lowPercent)}% to ${String(row.target.highPercent)}%`,
        target: row.target === null ? undefined : { low: row.target.lowPercent, high: row.target.highPercent },
      })),
    }),
    ratings: barChart({ sentence: says.ratings, axisLabel: 'Home care locations', bars: report.ratings.rows.map((row) => ({ label: RATING_LABELS[row.rating], value: row.locations, text: String(row.locations) })) }),
    visits: lineChart({
      sentence: says.visits,
      points: weeksOf(visits),
      axisLabel: 'Percent, by week beginning',
      series: [
        { name: 'Missed, of due', values: visits.map((row) => percent(row, row.missed, row.due)) },
        { name: 'Late, of delivered', values: visits.map((row) => percent(row, row.late, row.delivered)) },
      ],
    }),
    pounds: barChart({ sentence: says.pounds, axisLabel: 'Pounds', bars: report.pounds.rows.map((row) => ({ label: row.name, value: Math.max(0, row.totalPence / 100), text: wordsForPence(row.totalPence) })) }),
    starts: barChart({
      sentence: says.starts,
      axisLabel: 'Average days from referral to start of care',
      bars: report.starts.filter((row) => row.source !== 'all').map((row) => ({ label: sourceWords(row.source), value: row.averageDays, text: row.starts === 0 ? 'none started' : `${row.averageDays.toFixed(2)} days` })),
    }),
  }
}

/** A gap in the line where the share cannot be told yet. */
function percent(row: VisitWeekRow, numerator: number, denominator: number): number | null {
  return denominator === 0 || sharesOf(row) !== 'told' ? null : (numerator / denominator) * 100
}

/** 31 Aug: a week under an axis. */
function shortDate(on: Temporal.PlainDate): string {
  const [day = '', month = ''] = wordsForDate(on).split(' ')
  return `${day} ${month.slice(0, 3)}`
}
