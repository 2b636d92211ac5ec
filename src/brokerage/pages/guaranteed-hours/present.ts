import { hoursFigure, wordsForDate } from '../../../kernel/words.ts'
import { dataTable, type TableView, type TagColour } from '../../../platform/components/data-table.ts'
import type { GuaranteeStatus } from '../../rules/guarantee-status.ts'

interface Row {
  readonly zoneId: string
  readonly zoneName: string
  readonly providerId: string
  readonly providerName: string
  readonly fromOn: Temporal.PlainDate
  readonly weeklyMinutes: number
  readonly usedMinutes: number | null
  readonly status: GuaranteeStatus
  readonly recordedBy: string
}

const TAGS: Readonly<Record<GuaranteeStatus, { readonly text: string; readonly colour: TagColour }>> = {
  'in-force': { text: 'In force', colour: 'green' },
  'to-come': { text: 'To come', colour: 'blue' },
  replaced: { text: 'Replaced', colour: 'grey' },
  ended: { text: 'Ended', colour: 'grey' },
}

/** Every guarantee with its use today. */
export function guaranteeTable(guarantees: readonly Row[], url: string): TableView {
  return dataTable<Row>({
    key: 'guarantees',
    caption: 'Guarantees',
    noun: ['guarantee', 'guarantees'],
    url,
    rows: guarantees,
    rowHeading: 'provider',
    emptyWords: 'No hours are guaranteed to a provider under this framework.',
    columns: [
      { key: 'provider', heading: 'Provider', value: (row) => ({ text: row.providerName, href: `/providers/${row.providerId}` }), sort: (row) => row.providerName },
      { key: 'zone', heading: 'Zone', value: (row) => ({ text: row.zoneName, href: `/zones/${row.zoneId}` }), sort: (row) => row.zoneName },
      { key: 'from', heading: 'From', value: (row) => wordsForDate(row.fromOn), sort: (row) => row.fromOn.toString(), csv: (row) => row.fromOn.toString() },
      { key: 'hours', heading: 'Hours guaranteed', numeric: true, value: (row) => hoursFigure(row.weeklyMinutes), sort: (row) => row.weeklyMinutes, csv: (row) => hoursOf(row.weeklyMinutes) },
      { key: 'used', heading: 'Hours used', numeric: true, value: (row) => (row.usedMinutes === null ? '' : hoursFigure(row.usedMinutes)), sort: (row) => row.usedMinutes ?? -1, csv: (row) => (row.usedMinutes === null ? '' : hoursOf(row.usedMinutes)) },
      { key: 'unused', heading: 'Hours unused', numeric: true, value: (row) => (row.usedMinutes === null ? '' : hoursFigure(row.weeklyMinutes - row.usedMinutes)), sort: (row) => (row.usedMinutes === null ? -1 : row.weeklyMinutes - row.usedMinutes), csv: (row) => (row.usedMinutes === null ? '' : hoursOf(row.weeklyMinutes - row.usedMinutes)) },
      { key: 'use', heading: 'Use', numeric: true, value: (row) => (row.usedMinutes === null ? '' : `${String(Math.floor((100 * row.usedMinutes) / row.weeklyMinutes))}%`), sort: (row) => (row.usedMinutes ?? -1) / Math.max(1, row.weeklyMinutes) },
      { key: 'status', heading: 'Status', value: (row) => ({ text: '', tag: TAGS[row.status] }), sort: (row) => row.status },
      { key: 'by', heading: 'Recorded by', value: (row) => row.recordedBy },
    ],
  })
}

function hoursOf(minutes: number): number {
  return Math.round((100 * minutes) / 60) / 100
}
