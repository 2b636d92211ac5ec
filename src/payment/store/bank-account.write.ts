import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { BankAccount, BankAccountDecision, BankNumbers } from '../terms/bank-account.ts'

/** Holds off every other change of a holder's accounts until the transaction ends. */
export async function lockBankAccounts(tx: Tx, holder: string | null): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`bank accounts ${holder ?? 'council'}`}, 0))`.execute(tx)
}

/** Records an account; those before stay. */
export async function insertBankAccount(tx: Tx, account: Omit<BankAccount, 'sortCodeEnding' | 'accountEnding' | 'decision'>, numbers: BankNumbers): Promise<void> {
  await tx
    .insertInto('payment.bank_account')
    .values({ id: account.id, provider_id: account.providerId, nr: account.nr, sort_code: numbers.sortCode, account_number: numbers.accountNumber, service_user_number: numbers.serviceUserNumber, account_name: account.accountName, checked_how: account.checkedHow, recorded_at: account.recordedAt.toString(), recorded_by: account.recordedBy.name, recorded_by_account: account.recordedBy.accountId })
    .execute()
}

/** Records what was decided about an account. */
export async function insertBankAccountDecision(tx: Tx, account: Pick<BankAccount, 'id' | 'providerId'>, decision: BankAccountDecision): Promise<void> {
  await tx
    .insertInto('payment.bank_account_decision')
    .values({ bank_account_id: account.id, provider_id: account.providerId, is_approved: decision.isApproved, note: decision.note, decided_at: decision.at.toString(), decided_by: decision.by.name, decided_by_account: decision.by.accountId })
    .execute()
}
