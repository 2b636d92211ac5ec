import { hoursFigure, wordsForDate } from '../../../kernel/words.ts'
import { columnChart } from '../../../platform/components/charts/column-chart.ts'
import { lineChart } from '../../../platform/components/charts/line-chart.ts'
import { waitedIn, type SeriesGroup } from '../../rules/series-groups.ts'
import type { SeriesSplit, SeriesWeek } from '../../terms/awaiting-series.ts'

export type SeriesMeasure = 'packages' | 'hours'

/** Columns carry their totals as text, which needs room. */
const MOST_COLUMNS = 30
/** Three series can be told apart in print. */
const MOST_SERIES = 3

/** A picture with the sentence that says what it says. */
interface SeriesPicture {
  readonly sentence: string
  readonly svg: string
}

/** The two pictures of the series: what waited, by group, and how long. */
export function seriesPictures(weeks: readonly SeriesWeek[], groups: readonly SeriesGroup[], by: SeriesSplit, measure: SeriesMeasure): SeriesPicture[] {
  const names = weeks.map(({ week }) => shortDate(week.startOn))
  const series = topGroups(weeks, groups, by, measure)
  const sentence = waitingSentence(weeks, measure)
  const unit = measure === 'hours' ? 'Hours a week' : 'Packages'
  const axisLabel = `${unit} waiting at the end of the week, by week beginning`
  const waits = waitsSentence(weeks)
  return [
    { sentence, svg: weeks.length <= MOST_COLUMNS ? columnChart({ sentence, kind: 'stacked', columns: names, axisLabel, series }) : lineChart({ sentence, points: names, axisLabel, series }) },
    {
      sentence: waits,
      svg: lineChart({
        sentence: waits,
        points: names,
        axisLabel: 'Days waited at the end of the week, by week beginning',
        series: [
          { name: 'Longest', values: weeks.map(({ count }) => (waitedIn(count, by).packages === 0 ? null : waitedIn(count, by).longestDays)) },
          { name: 'Average', values: weeks.map(({ count }) => averageDays(waitedIn(count, by))) },
        ],
      }),
    },
  ]
}

/** The average wait in days, to one decimal; null of nothing. */
export function averageDays(waited: { readonly packages: number; readonly waitDays: number }): number | null {
  return waited.packages === 0 ? null : Math.round((waited.waitDays * 10) / waited.packages) / 10
}

function topGroups(weeks: readonly SeriesWeek[], groups: readonly SeriesGroup[], by: SeriesSplit, measure: SeriesMeasure): { name: string; values: number[] }[] {
  const all = groups.map((group) => ({ name: group.name, values: weeks.map(({ count }) => valueOf(waitedIn(count, by, group.key), measure)) }))
  if (all.length <= MOST_SERIES) return all
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
  const ranked = all.toSorted((a, b) => total(b.values) - total(a.values))
  const rest = ranked.slice(MOST_SERIES - 1)
  return [...ranked.slice(0, MOST_SERIES - 1), { name: `${String(rest.length)} others`, values: weeks.map((_, place) => rest.reduce((sum, each) => sum + (each.values[place] ?? 0), 0)) }]
}

function valueOf(waited: { readonly packages: number; readonly minutes: number }, measure: SeriesMeasure): number {
  return measure === 'hours' ? Math.round(waited.minutes / 60) : waited.packages
}

function waitingSentence(weeks: readonly SeriesWeek[], measure: SeriesMeasure): string {
  const first = weeks[0]
  const last = weeks.at(-1)
  if (first === undefined || last === undefined) return 'There is no week'
  const words = (week: SeriesWeek): string => {
    const waited = waitedIn(week.count, 'funder')
    return measure === 'hours' ? `${hoursFigure(waited.minutes)} hours a week` : `${String(waited.packages)} ${waited.packages === 1 ? 'package' : 'packages'}`
  }
  if (first === last) return `${words(last)} waited at the end of ${wordsForDate(last.week.endOn)}`
  return `${words(last)} waited at the end of ${wordsForDate(last.week.endOn)}, against ${words(first)} at the end of ${wordsForDate(first.week.endOn)}`
}

function waitsSentence(weeks: readonly SeriesWeek[]): string {
  const last = weeks.at(-1)
  if (last === undefined) return 'There is no week'
  const waited = waitedIn(last.count, 'funder')
  const average = averageDays(waited)
  if (average === null) return `Nobody was waiting at the end of ${wordsForDate(last.week.endOn)}`
  return `At the end of ${wordsForDate(last.week.endOn)} people had waited ${String(average)} days on average and ${String(waited.longestDays)} at most`
}

function shortDate(on: Temporal.PlainDate): string {
  const [day = '', month = ''] = wordsForDate(on).split(' ')
  return `${day} ${month.slice(0, 3)}`
}
