import { SERVICE_LINE_NAMES } from '../../../care/terms.ts'
import { DAY_PARTS, DAY_PART_NAMES } from '../../../kernel/day-part.ts'
import { hoursFigure, wordsForDate } from '../../../kernel/words.ts'
import { dataTable, type Column, type TableView } from '../../../platform/components/data-table.ts'
import type { SeenCapacity } from '../../actions/see-capacity.ts'
import { minutesOf } from '../../rules/assignment/place-cost.ts'

type Row = SeenCapacity

/** Declared capacity of every provider, a row for each zone and service line. */
export function capacityTable(rows: readonly Row[], url: string): TableView {
  return dataTable<Row>({
    key: 'capacity',
    caption: 'Declared capacity',
    noun: ['row', 'rows'],
    url,
    rows,
    pageSize: 100,
    emptyWords: 'No provider stands on a framework that is in force. Free hours that providers declare appear here.',
    columns: [
      { key: 'provider', heading: 'Provider', value: (row) => ({ text: row.providerName, href: `/providers/${row.providerId}` }), sort: (row) => row.providerName.toLowerCase() },
      { key: 'zone', heading: 'Zone', value: (row) => row.line?.zoneName ?? (row.age === null ? 'Nothing declared yet' : 'No free hours'), sort: (row) => row.line?.zoneName ?? '' },
      { key: 'line', heading: 'Service line', value: (row) => (row.line === null ? '' : SERVICE_LINE_NAMES[row.line.serviceLine]), sort: (row) => row.line?.serviceLine ?? '' },
      ...DAY_PARTS.map((part): Column<Row> => ({ key: part, heading: DAY_PART_NAMES[part], numeric: true, value: (row) => figure(row.line?.minutes[part]), sort: (row) => row.line?.minutes[part] ?? -1, csv: (row) => hours(row.line?.minutes[part]) })),
      { key: 'total', heading: 'Hours a week', numeric: true, value: (row) => figure(row.line === null ? undefined : minutesOf(row.line.minutes)), sort: (row) => (row.line === null ? -1 : minutesOf(row.line.minutes)), csv: (row) => hours(row.line === null ? undefined : minutesOf(row.line.minutes)) },
      { key: 'left', heading: 'Left', numeric: true, value: (row) => leftWords(row), sort: (row) => leftOf(row), csv: (row) => (row.line === null ? '' : hours(leftOf(row))) },
      { key: 'two', heading: 'Two workers', value: (row) => (row.age === null ? '' : row.twoWorkers ? 'Yes' : 'No') },
      { key: 'age', heading: 'Declared', value: ageCell, sort: (row) => row.age?.days ?? 100_000, csv: (row) => row.declaredOn?.toString() ?? '' },
      { key: 'counts', heading: 'Counts', value: (row) => (row.age === null ? 'No' : row.age.isStale ? { text: '', tag: { text: 'Stale', colour: 'orange' } } : 'Yes'), sort: (row) => (row.age === null ? 2 : Number(row.age.isStale)) },
    ],
  })
}

/** Hours that are left to give out: none of a stale declaration; never below nothing. */
function leftOf(row: Row): number {
  return row.line === null || row.age?.isStale !== false ? 0 : DAY_PARTS.reduce((sum, part) => sum + Math.max(0, row.line?.left[part] ?? 0), 0)
}

function leftWords(row: Row): string {
  return row.line === null ? '' : hoursFigure(leftOf(row))
}

function ageCell(row: Row) {
  if (row.age === null || row.declaredOn === null) return ''
  return { text: wordsForDate(row.declaredOn), hint: row.age.days === 0 ? 'today' : row.age.days === 1 ? 'yesterday' : `${String(row.age.days)} days ago` }
}

function figure(minutes: number | undefined): string {
  return minutes === undefined ? '' : hoursFigure(minutes)
}

function hours(minutes: number | undefined): number | string {
  return minutes === undefined ? '' : Math.round((100 * minutes) / 60) / 100
}

/** Figures at the head of the council's page: who counts, who is stale, who has declared nothing, and the hours left. */
export function capacityTiles(rows: readonly Row[]): { figure: string; label: string; hint?: string; tone?: 'attention' | 'quiet' }[] {
  const providers = [...new Map(rows.map((row) => [row.providerId, row])).values()]
  const stale = providers.filter((row) => row.age?.isStale === true).length
  const none = providers.filter((row) => row.age === null).length
  return [
    { figure: String(providers.length - stale - none), label: 'providers whose declaration counts' },
    { figure: hoursFigure(rows.reduce((sum, row) => sum + leftOf(row), 0)), label: 'hours a week left to give out' },
    { figure: String(stale), label: 'providers with a stale declaration', hint: 'counts as no hours', ...(stale > 0 ? { tone: 'attention' as const } : {}) },
    { figure: String(none), label: 'providers that have declared nothing', tone: 'quiet' },
  ]
}
