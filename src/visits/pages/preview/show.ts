import { withCommas } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { page, type PageReply } from '../../../platform/web/reply.ts'
import type { VisitImportOutcome } from '../../actions/visit-import-outcome.ts'
import { EXCEPTION_NAMES, type ExceptionKind } from '../../terms.ts'
import { countTiles } from '../file-columns.ts'
import { refusalTable } from '../refusal-table.ts'
import { confirmWords, leadWords, understoodColumns } from './columns.ts'

/** What a preview shows of what would come of a file. */
export interface Previewed {
  readonly name: string
  /** Where its form goes, and the held file that it names there. */
  readonly action: string
  readonly held: string
  readonly outcome: Pick<VisitImportOutcome, 'summary' | 'refusals' | 'notes' | 'understood' | 'exceptions'>
}

/** The page of a preview: counts, why rows are refused, the first rows as understood, and the button that keeps them. */
export function previewPage(url: string, shown: Previewed): PageReply {
  const { summary, refusals, notes, understood, exceptions } = shown.outcome
  const rows = dataTable({ key: 'understood', caption: 'The first rows to keep, as understood', noun: ['row', 'rows'], columns: understoodColumns, rows: understood, url, emptyWords: 'The file has nothing new to keep.' })
  const kinds = Object.entries(exceptions) as [ExceptionKind, number][]
  const found = dataTable({
    key: 'exceptions',
    caption: 'Exceptions on these days, with this file',
    noun: ['kind', 'kinds'],
    url,
    rows: kinds.toSorted((a, b) => b[1] - a[1]),
    emptyWords: 'No visit departs from plan.',
    columns: [
      { key: 'kind', heading: 'Kind', value: ([kind]) => EXCEPTION_NAMES[kind] },
      { key: 'count', heading: 'Visits', numeric: true, value: ([, count]) => withCommas(count) },
    ],
  })
  return page('visits/pages/preview/page.njk', {
    title: 'Check the file before it is kept',
    caption: shown.name,
    back: { text: 'Choose another file', href: '/visit-files' },
    wide: true,
    lead: leadWords(summary),
    tiles: countTiles(summary),
    notes,
    groups: refusalTable(refusals, url),
    rows,
    exceptions: found,
    action: shown.action,
    held: shown.held,
    refused: summary.refused,
    confirm: confirmWords(summary),
  })
}
