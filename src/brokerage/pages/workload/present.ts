import { wordsForDate } from '../../../kernel/words.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import type { SeenWorkload, WorkloadRow } from '../../actions/see-workload.ts'

/** What each broker has in hand. */
export function workloadTable(rows: readonly WorkloadRow[], url: string): TableView {
  return dataTable<WorkloadRow>({
    key: 'workload',
    caption: 'Packages in hand',
    noun: ['line', 'lines'],
    url,
    rows,
    emptyWords: 'There is no account in the role of broker.',
    columns: [
      { key: 'name', heading: 'Broker', value: (row) => ({ text: row.name, ...(row.awayUntilOn === null ? {} : { hint: `Away until ${wordsForDate(row.awayUntilOn)}` }) }), sort: (row) => row.name },
      { key: 'packages', heading: 'Open packages', numeric: true, value: (row) => String(row.packages), sort: (row) => row.packages },
      { key: 'weight', heading: 'Weight', numeric: true, value: (row) => String(row.weight), sort: (row) => row.weight },
      { key: 'overdue', heading: 'Overdue', numeric: true, value: (row) => String(row.overdue), sort: (row) => row.overdue },
      { key: 'longest', heading: 'Longest wait in days', numeric: true, value: (row) => String(row.longestDays), sort: (row) => row.longestDays },
      { key: 'days', heading: 'Days waited in all', numeric: true, value: (row) => String(row.waitingDays), sort: (row) => row.waitingDays },
    ],
  })
}

/** Leave that is on or to come. */
export function leaveTable(leave: SeenWorkload['leave'], url: string, mayCancel: boolean): TableView {
  return dataTable<SeenWorkload['leave'][number]>({
    key: 'leave',
    caption: 'Leave',
    noun: ['period', 'periods'],
    url,
    rows: leave,
    emptyWords: 'Nobody is recorded as away from today on.',
    columns: [
      { key: 'name', heading: 'Who', value: (row) => row.name, sort: (row) => row.name },
      { key: 'from', heading: 'First day', value: (row) => wordsForDate(row.fromOn), sort: (row) => row.fromOn.toString(), csv: (row) => row.fromOn.toString() },
      { key: 'to', heading: 'Last day', value: (row) => wordsForDate(row.toOn), sort: (row) => row.toOn.toString(), csv: (row) => row.toOn.toString() },
      { key: 'by', heading: 'Recorded by', value: (row) => row.recordedBy },
      ...(mayCancel ? [{ key: 'act', heading: 'Act', value: (row: SeenWorkload['leave'][number]) => ({ text: '', button: { text: 'Cancel', action: `/workload/leave/${row.id}/cancel`, describe: `the leave of ${row.name} from ${wordsForDate(row.fromOn)}` } }) }] : []),
    ],
  })
}
