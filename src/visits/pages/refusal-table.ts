import { withCommas } from '../../kernel/words.ts'
import { dataTable, type TableView } from '../../platform/components/data-table.ts'
import type { Refusal } from '../../platform/files/import-outcome.ts'
import { groupRefusals } from '../../platform/files/refusal-groups.ts'

const LONGEST_CELL = 40

/** What a refused cell says, cut so that one runaway cell does not take the room of every other column. The file of refused rows has it whole. */
export function cellWords(value: string | null): string {
  if (value === null) return ''
  return value.length > LONGEST_CELL ? `${value.slice(0, LONGEST_CELL - 1)}…` : value
}

/** Why rows were refused, most frequent first, each with its repair. */
export function refusalTable(refusals: readonly Refusal[], url: string): TableView {
  return dataTable({
    key: 'reasons',
    caption: 'Why rows were refused',
    noun: ['reason', 'reasons'],
    url,
    rows: groupRefusals(refusals),
    emptyWords: 'No row was refused.',
    columns: [
      { key: 'reason', heading: 'Reason', value: (group) => ({ text: group.reason, hint: group.first.fix }) },
      { key: 'column', heading: 'Column', value: (group) => group.column ?? 'Whole row' },
      { key: 'count', heading: 'Rows', numeric: true, value: (group) => withCommas(group.count) },
      { key: 'first', heading: 'First at line', numeric: true, value: (group) => (group.first.row === 0 ? 'The file' : String(group.first.row)) },
      { key: 'value', heading: 'What it says', value: (group) => cellWords(group.first.value) },
    ],
  })
}
