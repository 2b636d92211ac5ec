import type { BankAccount, BankNumbers } from '../terms/bank-account.ts'

/** An account without its numbers: "sort code ending 56, account ending 5678". */
export function endingWords(account: Pick<BankAccount, 'sortCodeEnding' | 'accountEnding'>): string {
  return `sort code ending ${account.sortCodeEnding}, account ending ${account.accountEnding}`
}

/** A sort code as banks write it: 01-02-03. */
export function sortCodeWords({ sortCode }: Pick<BankNumbers, 'sortCode'>): string {
  return sortCode.replace(/(\d\d)(?=\d)/g, '$1-')
}
