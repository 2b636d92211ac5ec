import { wordsForDate } from '../../../kernel/words.ts'
import type { TableView } from '../../../platform/components/data-table.ts'
import { DEFINITIONS, type Definition } from '../../rules/definitions.ts'
import { sentencesOf } from '../../rules/sentences.ts'
import type { WeeklyReport } from '../../terms.ts'
import { weeklyCharts } from './charts.ts'
import { weeklyTables } from './tables.ts'

interface Section {
  readonly id: string
  readonly title: string
  readonly pictures: readonly { readonly sentence: string; readonly svg: string }[]
  readonly table: TableView
  /** A table of many columns stands under its pictures and scrolls on a phone; a narrow one stands beside them. */
  readonly isWide: boolean
  readonly definition: Definition
}

/** The weekly report page's view. */
export interface WeeklyView {
  readonly title: string
  readonly on: string
  readonly dataDate: string
  /** Empty while there is only one. */
  readonly frameworks: readonly { readonly value: string; readonly text: string; readonly selected: boolean }[]
  readonly caption: string | undefined
  readonly json: string
  readonly weekBefore: { readonly text: string; readonly href: string }
  readonly weekAfter: { readonly text: string; readonly href: string } | undefined
  readonly sections: readonly Section[]
}

/** Turns a report into its page: a sentence, a picture, a table and a definition for each part. */
export function presentWeekly(report: WeeklyReport, today: Temporal.PlainDate, url: string): WeeklyView {
  const says = sentencesOf(report)
  const draws = weeklyCharts(report)
  const tables = weeklyTables(report, url)
  const before = report.on.subtract({ days: 7 })
  const after = report.on.add({ days: 7 })
  const isToday = report.on.equals(today)
  return {
    title: `Weekly report for ${wordsForDate(report.on)}`,
    on: report.on.toString(),
    dataDate: isToday ? `${wordsForDate(report.on)}, a day that is not over` : `the end of ${wordsForDate(report.on)}`,
    frameworks: report.frameworks.length < 2 ? [] : [{ value: '', text: 'All frameworks', selected: report.framework === null }, ...report.frameworks.map(({ id, name }) => ({ value: id, text: name, selected: id === report.framework?.id }))],
    caption: report.framework?.name,
    json: `/api/v1/reports/weekly${searchOf(report.on, report)}`,
    weekBefore: linkTo(before, report),
    weekAfter: Temporal.PlainDate.compare(after, today) <= 0 ? linkTo(after, report) : isToday ? undefined : linkTo(today, report),
    sections: [
      section('awaitingCare', [{ sentence: says.cases, svg: draws.cases }, { sentence: says.waits, svg: draws.waits }], tables.awaitingCare, true),
      section('hoursAwaiting', [{ sentence: says.hoursAwaiting, svg: draws.hoursAwaiting }], tables.hoursAwaiting, false),
      section('starts', [{ sentence: says.starts, svg: draws.starts }], tables.starts, false),
      section('tierShares', [{ sentence: says.tierShares, svg: draws.tierShares }], tables.tierShares, false),
      section('ratings', [{ sentence: says.ratings, svg: draws.ratings }], tables.ratings, false),
      section('visits', [{ sentence: says.visits, svg: draws.visits }], tables.visits, true),
      section('pounds', [{ sentence: says.pounds, svg: draws.pounds }], tables.pounds, true),
    ],
  }
}

function section(key: keyof typeof DEFINITIONS, pictures: Section['pictures'], table: TableView, isWide: boolean): Section {
  const definition = DEFINITIONS[key]
  return { id: `report-${table.key}`, title: definition.title, pictures, table, isWide, definition }
}

function linkTo(on: Temporal.PlainDate, report: WeeklyReport): { text: string; href: string } {
  return { text: wordsForDate(on), href: `/reports/weekly${searchOf(on, report)}` }
}

function searchOf(on: Temporal.PlainDate, { framework }: WeeklyReport): string {
  return `?on=${on.toString()}${framework === null ? '' : `&framework=${framework.id}`}`
}
