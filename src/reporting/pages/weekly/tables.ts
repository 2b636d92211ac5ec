import { hoursFigure, withCommas, wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { dataTable, type Column, type TableView } from '../../../platform/components/data-table.ts'
import { hasNoVisits, isListEmpty, sharesOf, sinceFirst } from '../../rules/report-weeks.ts'
import { percentWords, twoDecimalWords } from '../../rules/sentences.ts'
import {
  RATING_LABELS, SOURCE_LABELS, TIER_LABELS,
  type AwaitingCareRow, type RatingCount, type ReportWeek, type StartRow, type TierShareRow, type VisitWeekRow, type WeeklyReport, type ZoneHoursRow, type ZonePoundsRow,
} from '../../terms.ts'

/** The tables of the weekly report, each with its total row where parts make a whole. */
export interface WeeklyTables {
  readonly awaitingCare: TableView
  readonly hoursAwaiting: TableView
  readonly tierShares: TableView
  readonly ratings: TableView
  readonly visits: TableView
  readonly pounds: TableView
  readonly starts: TableView
}

const TOTAL = 'Total'

/** Lays out every table of a report. */
export function weeklyTables(report: WeeklyReport, url: string): WeeklyTables {
  const as = `, as at ${wordsForDate(report.on)}`
  const make = <Row>(key: string, caption: string, noun: readonly [string, string], columns: readonly Column<Row>[], rows: readonly Row[], emptyWords: string): TableView =>
    dataTable({ key, caption: `${caption}${as}`, noun, columns, rows, url, emptyWords, pageSize: 200 })
  const zones = report.hoursAwaiting.rows
  return {
    awaitingCare: make('awaiting-care', 'Awaiting-care list by week', ['week', 'weeks'], awaitingColumns, sinceFirst(report.awaitingCare, isListEmpty), 'No week.'),
    hoursAwaiting: make('hours-awaiting', 'Hours waiting by zone', ['row', 'rows'], hoursColumns, zones.length === 0 ? [] : [...zones, hoursTotal(report)], 'There is no zone yet. Add a framework with its zones.'),
    tierShares: make('tier-shares', 'Hours by tier against target', ['tier', 'tiers'], tierColumns(new Set(report.tierShares.map((row) => row.framework)).size > 1), report.tierShares, 'No package is in care and no tier has a target.'),
    ratings: make('ratings', 'CQC ratings of home care locations', ['row', 'rows'], ratingColumns(report.ratings.total), [...report.ratings.rows, { rating: null, locations: report.ratings.total }], 'No rating.'),
    visits: make('visits', 'Visits by week', ['week', 'weeks'], visitColumns, sinceFirst(report.visits, hasNoVisits), 'No week.'),
    pounds: make('pounds', 'Pounds by zone', ['row', 'rows'], poundsColumns, report.pounds.rows.length === 0 ? [] : [...report.pounds.rows, poundsTotal(report)], 'There is no zone yet. Add a framework with its zones.'),
    starts: make('starts', 'Time from referral to start of care', ['row', 'rows'], startColumns, report.starts, 'No start.'),
  }
}

/** A week's heading: its first day, and how far it goes when it is not over. */
function weekColumn<Row extends { readonly week: ReportWeek }>(): Column<Row> {
  return {
    key: 'week',
    heading: 'Week beginning',
    value: ({ week }) => (week.endOn.dayOfWeek === 7 ? wordsForDate(week.startOn) : { text: wordsForDate(week.startOn), hint: `to ${wordsForDate(week.endOn)}, not finished` }),
    csv: ({ week }) => week.startOn.toString(),
  }
}

function amount<Row>(key: string, heading: string, value: (row: Row) => number, words: (value: number) => string = withCommas): Column<Row> {
  return { key, heading, numeric: true, value: (row) => words(value(row)), csv: value }
}

/** An average or a longest: of nothing there is none, which is not zero. */
function measure<Row>(key: string, heading: string, isOfNothing: (row: NoInfer<Row>) => boolean, value: (row: Row) => number, words: (value: number) => string = withCommas): Column<Row> {
  return { key, heading, numeric: true, value: (row) => (isOfNothing(row) ? '–' : words(value(row))), csv: (row) => (isOfNothing(row) ? '' : value(row)) }
}

/** A share of visits in percent, or why it cannot be told yet. */
function visitShare(key: string, heading: string, numerator: (row: VisitWeekRow) => number, denominator: (row: VisitWeekRow) => number): Column<VisitWeekRow> {
  const words = (row: VisitWeekRow): string => {
    const shares = sharesOf(row)
    return shares === 'told' ? percentWords(numerator(row), denominator(row)) : shares === 'not-finished' ? 'week not finished' : 'no records yet'
  }
  return { key, heading, numeric: true, value: words }
}

const awaitingColumns: readonly Column<AwaitingCareRow>[] = [
  weekColumn(),
  amount('council', 'Council cases', (row) => row.councilCases),
  amount('health', 'Health cases', (row) => row.healthCases),
  measure('longest', 'Longest wait (days)', isListEmpty, (row) => row.longestWaitDays),
  measure('average', 'Average wait (days)', isListEmpty, (row) => row.averageWaitDays, twoDecimalWords),
  measure('hours', 'Average hours required', isListEmpty, (row) => row.averageHoursRequired, twoDecimalWords),
]

const hoursColumns: readonly Column<ZoneHoursRow>[] = [
  { key: 'zone', heading: 'Zone', value: (row) => (row.zoneId === null ? row.name : { text: row.name, href: `/zones/${row.zoneId}` }) },
  amount('packages', 'Packages', (row) => row.people),
  amount('hours', 'Hours a week', (row) => row.hours, twoDecimalWords),
]

function hoursTotal({ hoursAwaiting }: WeeklyReport): ZoneHoursRow {
  return { zoneId: null, name: TOTAL, people: hoursAwaiting.people, minutes: 0, hours: hoursAwaiting.totalHours }
}

function tierColumns(withFramework: boolean): Column<TierShareRow>[] {
  return [
    { key: 'tier', heading: 'Tier', value: (row) => TIER_LABELS[row.tier] },
    ...(withFramework ? [{ key: 'framework', heading: 'Framework', value: (row: TierShareRow) => row.framework }] : []),
    amount('packages', 'Packages', (row) => row.packages),
    { key: 'hours', heading: 'Hours a week', numeric: true, value: (row) => hoursFigure(row.minutes), csv: (row) => row.minutes / 60 },
    { key: 'of', heading: 'Of hours', numeric: true, value: (row) => hoursFigure(row.totalMinutes), csv: (row) => row.totalMinutes / 60 },
    { key: 'percent', heading: 'Share', numeric: true, value: (row) => `${String(row.percent)}%`, csv: (row) => row.percent },
    { key: 'target', heading: 'Target', numeric: true, value: (row) => (row.target === null ? 'none' : `${String(row.target.lowPercent)}% to ${String(row.target.highPercent)}%`) },
  ]
}

/** A null rating stands for the total. */
function ratingColumns(total: number): Column<Omit<RatingCount, 'rating'> & { readonly rating: RatingCount['rating'] | null }>[] {
  return [
    { key: 'rating', heading: 'Rating', value: (row) => (row.rating === null ? TOTAL : RATING_LABELS[row.rating]) },
    amount('locations', 'Locations', (row) => row.locations),
    { key: 'share', heading: 'Share', numeric: true, value: (row) => percentWords(row.locations, total) },
  ]
}

const visitColumns: readonly Column<VisitWeekRow>[] = [
  weekColumn(),
  amount('planned', 'Planned', (row) => row.planned),
  amount('excused', 'Rightly not made', (row) => row.excused),
  amount('due', 'Due', (row) => row.due),
  amount('delivered', 'Delivered', (row) => row.delivered),
  visitShare('delivered-share', 'Of due', (row) => row.delivered, (row) => row.due),
  amount('missed', 'Missed', (row) => row.missed),
  visitShare('missed-share', 'Of due', (row) => row.missed, (row) => row.due),
  amount('no-record', 'No record yet', (row) => row.noRecord),
  amount('late', 'Late', (row) => row.late),
  visitShare('late-share', 'Of delivered', (row) => row.late, (row) => row.delivered),
  amount('unplanned', 'Unplanned', (row) => row.unplanned),
]

const poundsColumns: readonly Column<ZonePoundsRow>[] = [
  { key: 'zone', heading: 'Zone', value: (row) => (row.zoneId === null ? row.name : { text: row.name, href: `/zones/${row.zoneId}` }) },
  amount('visits', 'Visits', (row) => row.visits),
  { key: 'hours', heading: 'Hours paid', numeric: true, value: (row) => hoursFigure(row.minutes), csv: (row) => row.minutes / 60 },
  { key: 'for-visits', heading: 'For visits', numeric: true, value: (row) => wordsForPence(row.visitsPence), csv: (row) => row.visitsPence / 100 },
  { key: 'adjustments', heading: 'Corrections', numeric: true, value: (row) => wordsForPence(row.adjustmentsPence), csv: (row) => row.adjustmentsPence / 100 },
  { key: 'total', heading: 'Total', numeric: true, value: (row) => wordsForPence(row.totalPence), csv: (row) => row.totalPence / 100 },
  { key: 'council', heading: 'Council', numeric: true, value: (row) => wordsForPence(row.totalPence - row.nhsPence), csv: (row) => (row.totalPence - row.nhsPence) / 100 },
  { key: 'nhs', heading: 'NHS', numeric: true, value: (row) => wordsForPence(row.nhsPence), csv: (row) => row.nhsPence / 100 },
]

function poundsTotal({ pounds }: WeeklyReport): ZonePoundsRow {
  const sum = (of: (row: ZonePoundsRow) => number): number => pounds.rows.reduce((whole, row) => whole + of(row), 0)
  return { zoneId: null, name: TOTAL, visits: sum((row) => row.visits), minutes: sum((row) => row.minutes), visitsPence: sum((row) => row.visitsPence), adjustmentsPence: sum((row) => row.adjustmentsPence), totalPence: pounds.totalPence, nhsPence: pounds.nhsPence }
}

const startColumns: readonly Column<StartRow>[] = [
  { key: 'source', heading: 'Referral from', value: (row) => sourceWords(row.source) },
  amount('starts', 'Starts of care', (row) => row.starts),
  measure('average', 'Average days', hasNoStart, (row) => row.averageDays, twoDecimalWords),
  measure('median', 'Median days', hasNoStart, (row) => row.medianDays, String),
  measure('longest', 'Longest (days)', hasNoStart, (row) => row.longestDays),
]

function hasNoStart(row: StartRow): boolean {
  return row.starts === 0
}

/** The name of a source, or of the two rows that gather several. */
export function sourceWords(source: StartRow['source']): string {
  if (source === 'all') return 'All'
  return source === 'all-but-hospital-discharge' ? 'All but hospital discharge' : SOURCE_LABELS[source]
}
