import { hoursFigure, wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import type { Placement } from '../../terms.ts'
import type { Subcontract } from '../../terms/subcontract.ts'
import { subcontractTag } from '../framework-obligations/present.ts'

type Row = Subcontract & { readonly subcontractorName: string }

/** What the table of a placement's subcontracts is made from. */
export interface PassedOn {
  readonly placement: Placement
  readonly subcontracts: readonly Row[]
  readonly today: Temporal.PlainDate
}

/** The subcontracts of a placement; `mayEnd` adds a link to end each that has not ended. */
export function passedOnTable({ placement, subcontracts, today }: PassedOn, url: string, mayEnd: boolean): TableView {
  const isOver = (row: Row): boolean => row.toOn !== null && Temporal.PlainDate.compare(row.toOn, today) < 0
  return dataTable<Row>({
    key: 'subcontracts',
    caption: 'Hours passed on',
    noun: ['subcontract', 'subcontracts'],
    url,
    rows: subcontracts,
    emptyWords: 'No hours are passed on: the provider delivers every hour itself.',
    columns: [
      { key: 'subcontractor', heading: 'Delivered by', value: (row) => row.subcontractorName, sort: (row) => row.subcontractorName },
      { key: 'hours', heading: 'Hours a week', numeric: true, value: (row) => hoursFigure(row.weeklyMinutes), sort: (row) => row.weeklyMinutes, csv: (row) => Math.round((100 * row.weeklyMinutes) / 60) / 100 },
      { key: 'price', heading: 'Paid an hour', numeric: true, value: (row) => ({ text: wordsForPence(row.pencePerHour), ...(row.pencePerHour < placement.pencePerHour ? { hint: 'Less than the council pays' } : {}) }), sort: (row) => row.pencePerHour, csv: (row) => (row.pencePerHour / 100).toFixed(2) },
      { key: 'from', heading: 'First day', value: (row) => wordsForDate(row.fromOn), sort: (row) => row.fromOn.toString(), csv: (row) => row.fromOn.toString() },
      { key: 'to', heading: 'Last day', value: (row) => (row.toOn === null ? 'No end' : wordsForDate(row.toOn)), sort: (row) => row.toOn?.toString() ?? '9999', csv: (row) => row.toOn?.toString() ?? '' },
      { key: 'status', heading: 'Status', value: (row) => ({ text: '', tag: subcontractTag(row, today) }) },
      ...(mayEnd && subcontracts.some((row) => !isOver(row)) ? [{ key: 'end', heading: 'Change', value: (row: Row) => (isOver(row) ? '' : { text: `End with ${row.subcontractorName}`, href: `/placements/${placement.id}/subcontracts/${row.id}/end` }) }] : []),
    ],
  })
}
