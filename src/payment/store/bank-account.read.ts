import type { Tx } from '../../platform/db/handles.ts'
import type { BankAccount, BankNumbers } from '../terms/bank-account.ts'

/** Accounts without their numbers, by holder and in the order they were recorded: all, or one holder's (null for the council). For the council's role. */
export async function listBankAccounts(tx: Tx, of: { readonly holder?: string | null } = {}): Promise<BankAccount[]> {
  let query = tx
    .selectFrom('payment.bank_account as account')
    .leftJoin('payment.bank_account_decision as decision', 'decision.bank_account_id', 'account.id')
    .select(['account.id', 'account.provider_id', 'account.nr', 'account.sort_code_ending', 'account.account_ending', 'account.account_name', 'account.checked_how', 'account.recorded_at', 'account.recorded_by', 'account.recorded_by_account'])
    .select(['decision.is_approved', 'decision.note', 'decision.decided_at', 'decision.decided_by', 'decision.decided_by_account'])
    .orderBy('account.provider_id')
    .orderBy('account.nr')
  if (of.holder !== undefined) query = of.holder === null ? query.where('account.provider_id', 'is', null) : query.where('account.provider_id', '=', of.holder)
  return (await query.execute()).map((row) => ({
    id: row.id,
    providerId: row.provider_id,
    nr: row.nr,
    sortCodeEnding: row.sort_code_ending,
    accountEnding: row.account_ending,
    accountName: row.account_name,
    checkedHow: row.checked_how,
    recordedAt: Temporal.Instant.from(row.recorded_at),
    recordedBy: { accountId: row.recorded_by_account, name: row.recorded_by },
    decision: row.is_approved === null || row.decided_at === null ? null : { isApproved: row.is_approved, note: row.note, at: Temporal.Instant.from(row.decided_at), by: { accountId: row.decided_by_account, name: row.decided_by ?? '' } },
  }))
}

/** What a provider's role may read of its own accounts: neither numbers nor who recorded, checked and decided them. */
export async function listOwnBankAccounts(tx: Tx): Promise<BankAccount[]> {
  const rows = await tx
    .selectFrom('payment.bank_account as account')
    .leftJoin('payment.bank_account_decision as decision', 'decision.bank_account_id', 'account.id')
    .select(['account.id', 'account.provider_id', 'account.nr', 'account.sort_code_ending', 'account.account_ending', 'account.account_name', 'account.recorded_at', 'decision.is_approved', 'decision.decided_at'])
    .orderBy('account.nr')
    .execute()
  const council = { accountId: null, name: 'The council' }
  return rows.map((row) => ({
    id: row.id,
    providerId: row.provider_id,
    nr: row.nr,
    sortCodeEnding: row.sort_code_ending,
    accountEnding: row.account_ending,
    accountName: row.account_name,
    checkedHow: '',
    recordedAt: Temporal.Instant.from(row.recorded_at),
    recordedBy: council,
    decision: row.is_approved === null || row.decided_at === null ? null : { isApproved: row.is_approved, note: null, at: Temporal.Instant.from(row.decided_at), by: council },
  }))
}

/** The numbers of accounts, by id: for whoever approves them and for the file that pays. */
export async function bankNumbers(tx: Tx, ids: readonly string[]): Promise<Map<string, BankNumbers>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('payment.bank_account').select(['id', 'sort_code', 'account_number', 'service_user_number']).where('id', 'in', [...ids]).execute()
  return new Map(rows.map((row) => [row.id, { sortCode: row.sort_code, accountNumber: row.account_number, serviceUserNumber: row.service_user_number }]))
}
