import { isFileRefused } from '../../../platform/files/import-outcome.ts'
import { wordsForDate, withCommas } from '../../../kernel/words.ts'
import { londonDate } from '../../../kernel/london.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import { groupRefusals } from '../../../platform/files/refusal-groups.ts'
import type { CqcChange } from '../../rules/cqc-row.ts'
import type { ImportFile } from '../../store/import-file.read.ts'
import type { PageOutcome } from './import-kind.ts'

/** Counts of a preview as tiles. */
export function countTiles({ summary }: PageOutcome): object[] {
  return [
    { figure: withCommas(summary.read), label: 'Rows read' },
    { figure: withCommas(summary.new), label: 'New' },
    { figure: withCommas(summary.changed), label: 'Changed' },
    { figure: withCommas(summary.repeated), label: 'Repeated', hint: 'Known already', tone: 'quiet' },
    { figure: withCommas(summary.refused), label: 'Refused', tone: summary.refused > 0 ? 'attention' : 'quiet' },
  ]
}

/** Why rows were refused, the most frequent reason first. */
export function refusalTable(outcome: PageOutcome, url: string): TableView {
  return dataTable({
    key: 'refusals',
    caption: isFileRefused(outcome) ? 'Why it cannot be imported' : 'Why rows were refused',
    noun: ['reason', 'reasons'],
    url,
    rows: groupRefusals(outcome.refusals),
    emptyWords: 'No row was refused.',
    rowHeading: 'reason',
    columns: [
      { key: 'count', heading: 'Times', numeric: true, value: (group) => withCommas(group.count) },
      { key: 'reason', heading: 'Reason', value: (group) => ({ text: group.reason, ...(group.column === null ? {} : { hint: `Column: ${group.column}` }) }) },
      { key: 'first', heading: 'First seen', value: (group) => ({ text: group.first.row === 0 ? 'The file as a whole' : `Row ${withCommas(group.first.row)}`, ...(group.first.value === null || group.first.value === '' ? {} : { hint: group.first.value }) }) },
      { key: 'fix', heading: 'What to do', value: (group) => group.first.fix },
    ],
  })
}

const CHANGE_ORDER: Readonly<Record<CqcChange['kind'], number>> = { rating: 0, 'not-listed': 1, particulars: 2, new: 3 }

/** What a CQC file says otherwise than the register: ratings first, new locations last. */
export function changeTable(changes: readonly CqcChange[], url: string): TableView {
  return dataTable<CqcChange>({
    key: 'changes',
    caption: 'What changes',
    noun: ['change', 'changes'],
    url,
    rows: [...changes].sort((a, b) => CHANGE_ORDER[a.kind] - CHANGE_ORDER[b.kind]),
    emptyWords: 'Nothing that is on the register changes, and no location is new.',
    columns: [
      { key: 'location', heading: 'Location', value: (change) => ({ text: change.location, hint: change.provider === change.location ? change.cqcLocationId : `${change.provider}, ${change.cqcLocationId}` }), sort: (change) => change.location },
      { key: 'what', heading: 'What', value: (change) => change.what, sort: (change) => change.what },
      { key: 'from', heading: 'From', value: (change) => change.from ?? 'Nothing' },
      { key: 'to', heading: 'To', value: (change) => change.to ?? 'Nothing' },
      { key: 'published', heading: 'Published', value: (change) => (change.publishedOn === null ? '' : wordsForDate(change.publishedOn)), sort: (change) => change.publishedOn?.toString() ?? '' },
    ],
  })
}

/** Files read in before. */
export function fileTable(files: readonly ImportFile[], url: string): TableView {
  return dataTable<ImportFile>({
    key: 'files',
    caption: 'Files read in',
    noun: ['file', 'files'],
    url,
    rows: files,
    pageSize: 20,
    emptyWords: 'No file has been read in yet.',
    columns: [
      { key: 'name', heading: 'File', value: (file) => file.name, sort: (file) => file.name },
      { key: 'at', heading: 'Read in', value: (file) => ({ text: wordsForDate(londonDate(file.importedAt)), hint: `by ${file.importedBy}` }), sort: (file) => file.importedAt.toString() },
      { key: 'read', heading: 'Rows', numeric: true, value: (file) => withCommas(file.summary.read) },
      { key: 'new', heading: 'New', numeric: true, value: (file) => withCommas(file.summary.new) },
      { key: 'changed', heading: 'Changed', numeric: true, value: (file) => withCommas(file.summary.changed) },
      { key: 'repeated', heading: 'Repeated', numeric: true, value: (file) => withCommas(file.summary.repeated) },
      { key: 'refused', heading: 'Refused', numeric: true, value: (file) => withCommas(file.summary.refused) },
    ],
  })
}
