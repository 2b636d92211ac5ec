import { countOf, wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { wordsForInstant } from '../../../platform/web/word-filters.ts'
import type { seeExports } from '../../reads/one-pay-run.ts'
import { poundsFigure } from '../../rules/pounds-figure.ts'
import { MUST_ACT_WORDS, type HeldLine } from '../../terms/hold.ts'
import type { Remittance } from '../../terms/export.ts'
import { periodWords } from '../words.ts'

type ExportFacts = Awaited<ReturnType<typeof seeExports>>
type File = ExportFacts['exports'][number]

/** The payments files of a run: what was made, what was paid, what is held and what can be done. */
export function presentExports({ run, state, statements, framework, exports, remittances, held, providers }: ExportFacts, options: { readonly url: string; readonly mayExport: boolean }) {
  const { url } = options
  const here = `/pay-runs/${run.id}`
  const exported = exports.reduce((sum, file) => sum + file.totalPence, 0)
  const heldPence = held.reduce((sum, line) => sum + line.pence, 0)
  const leftPence = run.totalPence - exported
  const numbers = new Map(statements.map((each) => [each.id, each.number]))
  const isReady = state === 'approved' || (state === 'paid' && (exports.at(-1)?.heldCount ?? 0) > held.length)
  return {
    title: 'Payments files',
    caption: `${framework.name}, ${periodWords(run)}`,
    breadcrumbs: [{ text: 'Payment runs', href: `/pay-runs?framework=${framework.id}` }, { text: periodWords(run), href: here }, { text: 'Payments files' }],
    here,
    tiles: [
      { figure: wordsForPence(run.totalPence), label: 'on statements' },
      { figure: wordsForPence(exported), label: 'in payments files', hint: countOf(exports.length, 'file') },
      { figure: wordsForPence(leftPence), label: 'not exported', hint: held.length === 0 ? 'Nothing is held' : `${wordsForPence(heldPence)} of it held`, tone: 'quiet' },
    ],
    lead: { draft: 'This run is a draft. It is exported once somebody else has approved it.', 'in-review': 'This run waits for approval. It is exported once it is approved.', approved: '', exported: '', paid: '' }[state],
    mayExport: options.mayExport && isReady,
    exportText: exports.length === 0 ? 'Make the payments file' : 'Make a file of what was released',
    mayPay: options.mayExport && state === 'exported',
    files: dataTable<File>({
      key: 'files',
      caption: 'Files',
      noun: ['file', 'files'],
      url,
      rows: exports,
      emptyWords: 'No payments file has been made from this run.',
      columns: [
        { key: 'sequence', heading: 'File', value: (file) => ({ text: String(file.sequence), href: `${here}/exports/${String(file.nr)}` }) },
        { key: 'made', heading: 'Made', value: (file) => ({ text: wordsForInstant(file.madeAt), hint: file.madeBy }), csv: (file) => file.madeAt.toString() },
        { key: 'rows', heading: 'Statements', numeric: true, value: (file) => String(file.rowCount) },
        { key: 'total', heading: 'Total', numeric: true, value: (file) => wordsForPence(file.totalPence), csv: (file) => poundsFigure(file.totalPence) },
        { key: 'held', heading: 'Left out as held', numeric: true, value: (file) => (file.heldCount === 0 ? 'None' : { text: wordsForPence(file.heldPence), hint: countOf(file.heldCount, 'line') }), csv: (file) => poundsFigure(file.heldPence) },
        { key: 'bacs', heading: 'Bacs', value: (file) => ({ text: 'Bacs file', href: `${here}/exports/${String(file.nr)}/bacs` }), csv: () => '' },
        { key: 'paid', heading: 'Paid on', value: (file) => (file.paidOn === null ? 'Not yet' : wordsForDate(file.paidOn)), csv: (file) => file.paidOn?.toString() ?? '' },
        { key: 'sha256', heading: 'SHA-256', value: (file) => ({ text: `${file.sha256.slice(0, 16)}…` }), csv: (file) => file.sha256 },
      ],
    }),
    remittances: dataTable<Remittance>({
      key: 'remittances',
      caption: 'Remittances',
      noun: ['remittance', 'remittances'],
      url,
      rows: remittances.toReversed(),
      emptyWords: 'Remittances are made when a payments file is recorded as paid.',
      columns: [
        { key: 'sequence', heading: 'Remittance', value: (row) => ({ text: String(row.sequence), href: `/remittances/${row.id}` }) },
        { key: 'provider', heading: 'Provider', value: (row) => providers.get(row.providerId) ?? 'Provider' },
        { key: 'statement', heading: 'Statement', value: (row) => ({ text: numbers.get(row.statementId) ?? '', href: `/statements/${row.statementId}` }) },
        { key: 'paid', heading: 'Paid on', value: (row) => wordsForDate(row.paidOn), csv: (row) => row.paidOn.toString() },
        { key: 'pence', heading: 'Amount', numeric: true, value: (row) => wordsForPence(row.pence), csv: (row) => poundsFigure(row.pence) },
      ],
    }),
    held: dataTable<HeldLine>({
      key: 'held',
      caption: 'Held now',
      noun: ['line', 'lines'],
      url,
      rows: held,
      emptyWords: 'No line of this run is held.',
      columns: [
        { key: 'line', heading: 'Line', value: (line) => ({ text: String(line.id), href: `/statements/${line.statementId}/lines/${String(line.id)}` }) },
        { key: 'provider', heading: 'Provider', value: (line) => providers.get(line.providerId) ?? 'Provider' },
        { key: 'pence', heading: 'Amount', numeric: true, value: (line) => wordsForPence(line.pence), csv: (line) => poundsFigure(line.pence) },
        { key: 'who', heading: 'Who must act', value: (line) => MUST_ACT_WORDS[line.hold.mustAct] },
        { key: 'why', heading: 'Why', value: (line) => line.hold.reason },
      ],
    }),
  }
}
