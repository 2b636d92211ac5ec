import { dataTable } from '../../../platform/components/data-table.ts'
import { wordsForInstant } from '../../../platform/web/word-filters.ts'
import type { seeBankHolder, StandingAccount } from '../../reads/bank-accounts.ts'
import { BANK_ACCOUNT_STATE_NAMES, bankAccountHref } from '../../terms/bank-account.ts'
import { endingWords, sortCodeWords } from '../bank-words.ts'

type Holder = Awaited<ReturnType<typeof seeBankHolder>>

/** A holder's bank details: what is in use, what waits and what was before. */
export function presentBankHolder(holder: Holder, { url, isProvider }: { readonly url: string; readonly isProvider: boolean }) {
  return {
    title: holder.providerId === null ? 'The council’s bank details' : isProvider ? 'Your bank details' : holder.name,
    caption: isProvider || holder.providerId === null ? undefined : 'Bank details',
    breadcrumbs: [{ text: 'Bank details', href: '/bank-details' }, { text: holder.name }],
    here: bankAccountHref(holder.providerId),
    isCouncil: holder.providerId === null,
    isProvider,
    inUse: holder.inUse === undefined ? null : factsOf(holder, holder.inUse, isProvider),
    waiting: holder.waiting === undefined ? null : { nr: holder.waiting.nr, rows: factsOf(holder, holder.waiting, isProvider) },
    history: historyTable(holder, url, isProvider),
  }
}

function factsOf({ numbers }: Holder, account: StandingAccount, isProvider: boolean) {
  const known = numbers.get(account.id)
  return [
    { key: 'Name of the account', text: account.accountName },
    { key: 'Sort code', text: known === undefined ? `Ending ${account.sortCodeEnding}` : sortCodeWords(known) },
    { key: 'Account number', text: known?.accountNumber ?? `Ending ${account.accountEnding}` },
    ...(known?.serviceUserNumber == null ? [] : [{ key: 'Service user number', text: known.serviceUserNumber }]),
    { key: 'Recorded', text: `${wordsForInstant(account.recordedAt)} by ${account.recordedBy.name}` },
    ...(isProvider ? [] : [{ key: 'How it was checked', text: account.checkedHow }]),
    ...(account.decision === null ? [] : [{ key: 'Approved', text: `${wordsForInstant(account.decision.at)} by ${account.decision.by.name}` }]),
  ]
}

function historyTable(holder: Holder, url: string, isProvider: boolean) {
  return dataTable<StandingAccount>({
    key: 'history',
    caption: 'As they were recorded',
    noun: ['entry', 'entries'],
    url,
    rows: holder.history,
    emptyWords: 'No bank details were ever recorded.',
    columns: [
      { key: 'recorded', heading: 'Recorded', value: (row) => ({ text: wordsForInstant(row.recordedAt), hint: row.recordedBy.name }), csv: (row) => row.recordedAt.toString() },
      { key: 'account', heading: 'Account', value: (row) => ({ text: row.accountName, hint: endingWords(row) }), csv: (row) => endingWords(row) },
      { key: 'state', heading: 'State', value: (row) => BANK_ACCOUNT_STATE_NAMES[row.state] },
      { key: 'decided', heading: 'Decided', value: (row) => (row.decision === null ? 'Not yet' : { text: wordsForInstant(row.decision.at), hint: row.decision.by.name }), csv: (row) => row.decision?.at.toString() ?? '' },
      ...(isProvider ? [] : [{ key: 'note', heading: 'What was said', value: (row: StandingAccount) => row.decision?.note ?? '' }]),
    ],
  })
}
