import { withCommas } from '../../kernel/words.ts'
import type { Cell, Column } from '../../platform/components/data-table.ts'
import type { SeenVisitFile } from '../actions/see-visit-files.ts'
import { VISIT_LAYOUT_NAMES } from '../terms.ts'
import { momentWords, rangeWords } from './clock.ts'

/** Columns of the list of files; the provider's name is for the council, whose list has many. */
export function fileColumns(forCouncil: boolean): Column<SeenVisitFile>[] {
  const provider: Column<SeenVisitFile> = { key: 'provider', heading: 'Provider', value: (file) => file.providerName }
  const count = (key: 'read' | 'new' | 'changed' | 'repeated', heading: string): Column<SeenVisitFile> => ({ key, heading, numeric: true, value: (file) => withCommas(file[key]) })
  return [
    { key: 'name', heading: 'File', value: (file) => ({ text: file.name, href: `/visit-files/${file.id}`, hint: VISIT_LAYOUT_NAMES[file.layout] }) },
    ...(forCouncil ? [provider] : []),
    { key: 'dates', heading: 'Visits of', value: (file) => rangeWords(file.fromOn, file.toOn) },
    { key: 'received', heading: 'Received', value: (file) => ({ text: momentWords(file.receivedAt), hint: file.receivedBy }) },
    count('read', 'Read'),
    count('new', 'New'),
    count('changed', 'Changed'),
    count('repeated', 'Repeated'),
    { key: 'refused', heading: 'Refused', numeric: true, value: refusedCell },
    { key: 'unallocated', heading: 'Unallocated', numeric: true, value: (file) => withCommas(file.unallocated) },
  ]
}

function refusedCell(file: SeenVisitFile): Cell {
  return file.refused === 0 ? '0' : { text: '', tag: { text: withCommas(file.refused), colour: 'red' } }
}

/** The counts of a file as tiles. */
export function countTiles(counts: Pick<SeenVisitFile, 'read' | 'new' | 'changed' | 'repeated' | 'refused' | 'unallocated'>): { figure: string; label: string; hint?: string; tone?: 'attention' | 'quiet' }[] {
  return [
    { figure: withCommas(counts.read), label: counts.read === 1 ? 'row read' : 'rows read' },
    { figure: withCommas(counts.new), label: 'new', hint: 'Kept, with their placement' },
    { figure: withCommas(counts.changed), label: 'changed', tone: 'quiet', hint: 'Replace an earlier record' },
    { figure: withCommas(counts.unallocated), label: 'unallocated', tone: counts.unallocated > 0 ? 'attention' : 'quiet', hint: counts.unallocated > 0 ? 'Kept, without a placement' : 'All have a placement' },
    { figure: withCommas(counts.repeated), label: 'repeated', tone: 'quiet', hint: 'Say nothing new' },
    { figure: withCommas(counts.refused), label: 'refused', tone: counts.refused > 0 ? 'attention' : 'quiet', hint: counts.refused > 0 ? 'Correct them and send them again' : 'Every row was understood' },
  ]
}
