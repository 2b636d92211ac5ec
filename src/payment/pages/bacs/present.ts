import { countOf, wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { wordsForInstant } from '../../../platform/web/word-filters.ts'
import type { BacsRow } from '../../actions/bacs-draft.ts'
import { bankAccountHref } from '../../terms/bank-account.ts'
import type { SeenBacs } from '../../reads/bacs.ts'
import { poundsFigure } from '../../rules/pounds-figure.ts'
import type { BacsFile } from '../../terms/bacs.ts'
import { endingWords } from '../bank-words.ts'
import { periodWords } from '../words.ts'

const KIND_WORDS: Readonly<Record<BacsRow['kind'], string>> = {
  credit: 'Not in the file: nothing to pay',
  'no-details': 'No approved bank details',
  new: 'First Bacs file for this provider',
  changed: 'Another account than last time',
  'as-before': 'As last time',
}

/** The same once the file is made: what changed since is not in it. */
const KIND_WORDS_MADE: Readonly<Record<BacsRow['kind'], string>> = { ...KIND_WORDS, changed: 'Changed since the file was made: the file pays the account before', 'as-before': 'As in the file' }

/** A payments file as a Bacs file: totals, what is rewritten or missing, and what was made. */
export function presentBacs(seen: SeenBacs, { url, here, mayExport, maySeeAccounts }: { readonly url: string; readonly here: string; readonly mayExport: boolean; readonly maySeeAccounts: boolean }) {
  const run = `/pay-runs/${seen.run.id}`
  const linkTo = (providerId: string | null): { readonly href?: string } => (maySeeAccounts ? { href: bankAccountHref(providerId) } : {})
  const paid = seen.rows.filter((row) => row.kind !== 'credit')
  const missing = [...new Map(paid.filter((row) => row.kind === 'no-details').map((row) => [row.providerId, row.providerName])).entries()].map(([id, text]) => ({ text, ...linkTo(id) }))
  const standing = seen.files.find((each) => each.withdrawal === null)
  const isOpen = standing === undefined && seen.paidOn === null
  return {
    title: 'Bacs file',
    caption: `${seen.framework.name}, ${periodWords(seen.run)}, payments file ${String(seen.file.sequence)}`,
    breadcrumbs: [{ text: 'Payment runs', href: '/pay-runs' }, { text: periodWords(seen.run), href: run }, { text: 'Payments files', href: `${run}/export` }, { text: 'Bacs file' }],
    here,
    tiles: [
      { figure: wordsForPence(paid.reduce((sum, row) => sum + row.pence, 0)), label: 'to pay' },
      { figure: String(paid.length), label: paid.length === 1 ? 'credit' : 'credits', hint: 'And one contra of the same sum' },
      { figure: String(paid.filter((row) => row.kind === 'new' || row.kind === 'changed').length), label: standing === undefined ? 'to a new or changed account' : 'whose account changed since it was made', tone: 'quiet' },
    ],
    missing: isOpen ? missing : [],
    missingWords: countOf(missing.length, 'provider'),
    isWithoutCouncil: isOpen && seen.originator === undefined,
    councilHref: linkTo(null).href,
    faults: isOpen && missing.length === 0 ? seen.faults : [],
    changes: seen.changes.map(({ given, written, isRewritten, isCut }) => ({ given, written, words: [isRewritten ? 'other characters' : '', isCut ? 'cut to 18 characters' : ''].filter((each) => each !== '').join(', ') })),
    mayMake: mayExport && isOpen && missing.length === 0 && seen.originator !== undefined && paid.length > 0,
    standing: standing === undefined ? null : { rows: factsOf(standing), mayDownload: mayExport, mayWithdraw: mayExport && seen.paidOn === null },
    paidWords: seen.paidOn === null ? null : `This payments file is recorded as paid on ${wordsForDate(seen.paidOn)}.`,
    payments: paymentsTable(seen.rows, url, standing === undefined ? KIND_WORDS : KIND_WORDS_MADE, linkTo),
    files: filesTable(seen.files, url),
  }
}

function factsOf(file: BacsFile) {
  return [
    { key: 'Bacs file', text: `Number ${String(file.sequence)}, serial ${String(file.sequence).padStart(6, '0')}, made ${wordsForInstant(file.madeAt)} by ${file.madeBy}` },
    { key: 'Processing day', text: wordsForDate(file.processingOn), hint: 'Providers have the money on the working day after' },
    { key: 'Control totals', text: `${countOf(file.paymentCount, 'credit')}, ${wordsForPence(file.totalPence)}; one debit of the same sum` },
    { key: 'SHA-256', text: `${file.sha256.slice(0, 16)}…`, hint: 'The whole digest is in the API' },
  ]
}

function paymentsTable(rows: readonly BacsRow[], url: string, words: typeof KIND_WORDS, linkTo: (providerId: string) => { readonly href?: string }) {
  return dataTable<BacsRow>({
    key: 'payments',
    caption: 'Payments',
    noun: ['statement', 'statements'],
    url,
    rows,
    emptyWords: 'This payments file pays nobody.',
    columns: [
      { key: 'statement', heading: 'Reference', value: (row) => ({ text: row.statementNumber, href: `/statements/${row.statementId}` }), sort: (row) => Number(row.statementNumber.slice(1)) },
      { key: 'provider', heading: 'Provider', value: (row) => ({ text: row.providerName, ...linkTo(row.providerId) }), csv: (row) => row.providerName },
      { key: 'pence', heading: 'Amount', numeric: true, value: (row) => wordsForPence(row.pence), csv: (row) => poundsFigure(row.pence), sort: (row) => row.pence },
      { key: 'account', heading: 'Account', value: (row) => (row.account === undefined ? 'None' : { text: row.account.accountName, hint: endingWords(row.account) }), csv: (row) => (row.account === undefined ? '' : endingWords(row.account)) },
      { key: 'kind', heading: 'To look at', value: (row) => words[row.kind] },
    ],
  })
}

function filesTable(files: readonly BacsFile[], url: string) {
  return dataTable<BacsFile>({
    key: 'files',
    caption: 'Bacs files made from this payments file',
    noun: ['file', 'files'],
    url,
    rows: files,
    emptyWords: 'None was made yet.',
    columns: [
      { key: 'sequence', heading: 'File', value: (file) => String(file.sequence) },
      { key: 'made', heading: 'Made', value: (file) => ({ text: wordsForInstant(file.madeAt), hint: file.madeBy }), csv: (file) => file.madeAt.toString() },
      { key: 'processing', heading: 'Processing day', value: (file) => wordsForDate(file.processingOn), csv: (file) => file.processingOn.toString() },
      { key: 'total', heading: 'Total', numeric: true, value: (file) => ({ text: wordsForPence(file.totalPence), hint: countOf(file.paymentCount, 'credit') }), csv: (file) => poundsFigure(file.totalPence) },
      { key: 'state', heading: 'State', value: (file) => (file.withdrawal === null ? 'Stands' : { text: `Withdrawn ${wordsForInstant(file.withdrawal.at)} by ${file.withdrawal.by}`, hint: file.withdrawal.reason }) },
      { key: 'sha256', heading: 'SHA-256', value: (file) => `${file.sha256.slice(0, 16)}…`, csv: (file) => file.sha256 },
    ],
  })
}
