import { providerNames } from '../../market/public.ts'
import { bankHolidays } from '../../platform/calendar/bank-holidays.ts'
import { NotFound } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'
import { accountInUse } from '../rules/bank-account-state.ts'
import { firstProcessingDay } from '../rules/bacs-day.ts'
import type { BacsFacts } from '../rules/bacs-file.ts'
import { lastPaidAccounts, listBacsFiles } from '../store/bacs.read.ts'
import { bankNumbers, listBankAccounts } from '../store/bank-account.read.ts'
import { listDues, listExports } from '../store/payment-export.read.ts'
import { listStatements } from '../store/statement.read.ts'
import type { BacsFile } from '../terms/bacs.ts'
import type { BankAccount } from '../terms/bank-account.ts'
import type { PaymentExport } from '../terms/export.ts'

/** What a file would do for one statement. */
export interface BacsRow {
  readonly statementId: string
  readonly statementNumber: string
  readonly providerId: string
  readonly providerName: string
  readonly pence: number
  /** Undefined while the provider has no approved details. */
  readonly account: BankAccount | undefined
  /** `credit` comes to nothing or less and is in no file; `new` was in no Bacs file before; `changed` is against the file that stands, or the provider’s last one. */
  readonly kind: 'credit' | 'no-details' | 'new' | 'changed' | 'as-before'
}

/** Everything a Bacs file of a payments file is decided from. */
export interface BacsDraft {
  readonly file: PaymentExport
  readonly rows: readonly BacsRow[]
  readonly originator: BankAccount | undefined
  readonly files: readonly BacsFile[]
  readonly suggestedOn: Temporal.PlainDate | undefined
}

/** Loads what a Bacs file of a payments file of a run is made from. Throws `NotFound`. */
export async function bacsDraft(work: Work, payRunId: string, nr: number): Promise<BacsDraft> {
  const file = (await listExports(work.tx, payRunId)).find((each) => each.nr === nr)
  if (file === undefined) throw new NotFound('The payments file')
  const dues = await listDues(work.tx, file.id)
  const providerIds = dues.map((due) => due.providerId)
  const accounts = Map.groupBy(await listBankAccounts(work.tx), (each) => each.providerId)
  const names = await providerNames(work, providerIds)
  const files = await listBacsFiles(work.tx, file.id)
  const lastPaid = await lastPaidAccounts(work.tx, providerIds, files.find((each) => each.withdrawal === null)?.id)
  const numbers = new Map((await listStatements(work.tx, { payRunId })).map((each) => [each.id, each.number]))
  const rows = dues.map(({ statementId, providerId, pence }): BacsRow => {
    const account = accountInUse(accounts.get(providerId) ?? [])
    const last = lastPaid.get(providerId)
    const kind = pence <= 0 ? 'credit' : account === undefined ? 'no-details' : last === undefined ? 'new' : last === account.id ? 'as-before' : 'changed'
    return { statementId, statementNumber: numbers.get(statementId) ?? '', providerId, providerName: names.get(providerId) ?? 'Provider', pence, account, kind }
  })
  const numberOf = (row: BacsRow): number => Number(row.statementNumber.slice(1))
  return { file, rows: rows.toSorted((a, b) => numberOf(a) - numberOf(b)), originator: accountInUse(accounts.get(null) ?? []), files, suggestedOn: firstProcessingDay(work.today, bankHolidays) }
}

/** The credits of a draft with their numbers, as the rule takes them: of providers that have details. Undefined while the council has none. */
export async function bacsFacts(work: Work, draft: BacsDraft): Promise<Pick<BacsFacts, 'originator' | 'payments'> | undefined> {
  const paid = draft.rows.flatMap((row) => (row.kind === 'credit' || row.account === undefined ? [] : [{ row, account: row.account }]))
  if (draft.originator === undefined) return undefined
  const numbers = await bankNumbers(work.tx, [draft.originator.id, ...paid.map((each) => each.account.id)])
  const full = (account: BankAccount) => {
    const { sortCode = '', accountNumber = '', serviceUserNumber = null } = numbers.get(account.id) ?? {}
    return { sortCode, accountNumber, accountName: account.accountName, serviceUserNumber: serviceUserNumber ?? '' }
  }
  return { originator: full(draft.originator), payments: paid.map(({ row, account }) => ({ ...full(account), reference: row.statementNumber, pence: row.pence })) }
}
