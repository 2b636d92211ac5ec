import { countOf, hoursFigure, wordsForDate } from '../../../kernel/words.ts'
import { londonDate } from '../../../kernel/london.ts'
import { dataTable, type Cell, type Column, type TableView } from '../../../platform/components/data-table.ts'
import { movedIn, waitedIn, type SeriesGroup } from '../../rules/series-groups.ts'
import type { SeriesSplit, SeriesWeek } from '../../terms/awaiting-series.ts'
import { averageDays, type SeriesMeasure } from './charts.ts'

/** What waited by week and group, with what came and went. Newest week first. */
export function seriesTable(weeks: readonly SeriesWeek[], groups: readonly SeriesGroup[], by: SeriesSplit, measure: SeriesMeasure, url: string): TableView {
  const figure = (week: SeriesWeek, key?: string): string => {
    const waited = waitedIn(week.count, by, key)
    return measure === 'hours' ? hoursFigure(waited.minutes) : String(waited.packages)
  }
  const exact = (week: SeriesWeek, key?: string): number => (measure === 'hours' ? waitedIn(week.count, by, key).minutes / 60 : waitedIn(week.count, by, key).packages)
  const number = (key: string, heading: string, value: (week: SeriesWeek) => number | null): Column<SeriesWeek> => ({ key, heading, numeric: true, value: (week) => { const told = value(week); return told === null ? '–' : String(told) }, csv: (week) => value(week) ?? '' })
  return dataTable({
    key: 'series',
    caption: measure === 'hours' ? 'Hours a week waiting at the end of each week' : 'Packages waiting at the end of each week',
    noun: ['week', 'weeks'],
    columns: [
      weekColumn,
      ...groups.map((group): Column<SeriesWeek> => ({ key: `g-${group.key}`, heading: group.name, numeric: true, value: (week) => figure(week, group.key), csv: (week) => exact(week, group.key) })),
      { key: 'all', heading: 'All', numeric: true, value: (week) => figure(week), csv: (week) => exact(week) },
      number('average', 'Average wait (days)', (week) => averageDays(waitedIn(week.count, by))),
      number('longest', 'Longest wait (days)', (week) => (waitedIn(week.count, by).packages === 0 ? null : waitedIn(week.count, by).longestDays)),
      number('received', 'Came in', (week) => movedIn(week.count).received),
      number('placed', 'Placed', (week) => movedIn(week.count).placed),
      number('withdrawn', 'Withdrawn', (week) => movedIn(week.count).withdrawn),
    ],
    rows: weeks.toReversed(),
    url,
    emptyWords: 'No week.',
    pageSize: 110,
  })
}

/** Each week as it was told once and for ever, beside the count made now. */
export function toldTable(weeks: readonly SeriesWeek[], url: string): TableView {
  const waiting = (count: SeriesWeek['count']): number => waitedIn(count, 'funder').packages
  return dataTable({
    key: 'told',
    caption: 'Weeks as they were told, and counted again',
    noun: ['week', 'weeks'],
    columns: [
      weekColumn,
      { key: 'told-on', heading: 'Told on', value: ({ told }) => (told === null ? 'Not told' : wordsForDate(londonDate(told.at))), csv: ({ told }) => (told === null ? '' : told.at.toString()) },
      { key: 'as-told', heading: 'Waiting as told', numeric: true, value: ({ told }) => (told === null ? '–' : String(waiting(told.count))) },
      { key: 'now', heading: 'Counted again', numeric: true, value: ({ count }) => String(waiting(count)) },
      { key: 'difference', heading: 'Difference', numeric: true, value: ({ told, count }) => (told === null ? '–' : signed(waiting(count) - waiting(told.count))) },
      { key: 'why', heading: 'Why', value: whyCell },
      { key: 'digest', heading: 'Digest', value: ({ told }) => (told === null ? '' : told.isIntact ? told.digest.slice(0, 12) : { text: told.digest.slice(0, 12), tag: { text: 'Changed', colour: 'red' } }), csv: ({ told }) => told?.digest ?? '' },
    ],
    rows: weeks.toReversed(),
    url,
    emptyWords: 'No week.',
    pageSize: 110,
  })
}

const weekColumn: Column<SeriesWeek> = {
  key: 'week',
  heading: 'Week beginning',
  value: ({ week }) => (week.endOn.dayOfWeek === 7 ? wordsForDate(week.startOn) : { text: wordsForDate(week.startOn), hint: `to ${wordsForDate(week.endOn)}, not finished` }),
  csv: ({ week }) => week.startOn.toString(),
}

function whyCell({ told, count }: SeriesWeek): Cell {
  if (told === null) return ''
  const { referrals, withdrawals } = told.late
  const parts = [referrals === 0 ? '' : `${countOf(referrals, 'referral')} recorded later`, withdrawals === 0 ? '' : `${countOf(withdrawals, 'withdrawal')} recorded later`].filter((part) => part !== '')
  if (parts.length > 0) return parts.join(', ')
  return JSON.stringify(told.count.waiting) === JSON.stringify(count.waiting) ? 'The same' : 'Another zone, funder or cause'
}

function signed(difference: number): string {
  return difference === 0 ? '0' : difference > 0 ? `+${String(difference)}` : `−${String(-difference)}`
}
