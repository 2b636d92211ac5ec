import { z } from 'zod'
import type { Permission } from '../../platform/access/permission.ts'
import { APPROVER_ROLES, type Named } from './approval.ts'

/** An account as it is shown: without its numbers, which are read apart by those who check them. */
export interface BankAccount {
  readonly id: string
  /** Null for the council's own, from which it pays. */
  readonly providerId: string | null
  /** Its place among the holder's, from 1. */
  readonly nr: number
  /** The last two digits of the sort code and the last four of the account. */
  readonly sortCodeEnding: string
  readonly accountEnding: string
  readonly accountName: string
  /** How whoever recorded it made sure that the holder asked for it. */
  readonly checkedHow: string
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: Named
  readonly decision: BankAccountDecision | null
}

export interface BankAccountDecision {
  readonly isApproved: boolean
  readonly note: string | null
  readonly at: Temporal.Instant
  readonly by: Named
}

/** The numbers themselves. Never logged, audited or put into a message. */
export interface BankNumbers {
  readonly sortCode: string
  readonly accountNumber: string
  /** Of the council's own account alone. */
  readonly serviceUserNumber: string | null
}

/** Where an account stands among those of its holder, derived from decisions. */
export type BankAccountState = 'waiting' | 'in-use' | 'refused' | 'replaced'
export const BANK_ACCOUNT_STATE_NAMES: Readonly<Record<BankAccountState, string>> = { waiting: 'Waits for approval', 'in-use': 'In use', refused: 'Refused', replaced: 'Replaced' }

const digits = (count: number, words: string) => z.string().transform((text) => text.replace(/[\s-]/g, '')).pipe(z.string().regex(new RegExp(`^(?!0+$)\\d{${String(count)}}$`), words))
const accountFields = {
  sortCode: digits(6, 'Enter the sort code as six digits, for example 01-02-03'),
  accountNumber: digits(8, 'Enter the account number as eight digits. Ask the bank how a shorter one is written with eight'),
  accountName: z.string().trim().min(1, 'Enter the name of the account').max(40, 'Enter the name of the account in 40 characters or fewer'),
  checkedHow: z.string().trim().min(1, 'Say how it was checked that the account is theirs').max(500, 'Enter 500 characters or fewer'),
}

/** A provider's account as it is recorded; messages are written for the page. */
export const providerAccount = z.object(accountFields)
/** The council's own, with the number by which Bacs knows it. */
export const councilAccount = z.object({ serviceUserNumber: digits(6, 'Enter the service user number as six digits'), ...accountFields })

export const SEE_BANK_DETAILS: Permission = { name: 'payment.see-bank-details', words: 'see bank details without their numbers', roles: ['finance-officer', 'commissioner', 'administrator', 'provider-finance'] }
/** Where the council pays from concerns no provider. */
export const SEE_COUNCIL_ACCOUNT: Permission = { name: 'payment.see-council-account', words: 'see the council’s bank details without their numbers', roles: ['finance-officer', 'commissioner', 'administrator'] }
export const RECORD_BANK_DETAILS: Permission = { name: 'payment.record-bank-details', words: 'record bank details', roles: ['finance-officer'] }
/** Of those who approve payment, somebody other than whoever recorded them. */
export const APPROVE_BANK_DETAILS: Permission = { name: 'payment.approve-bank-details', words: 'approve bank details and see their numbers', roles: APPROVER_ROLES }

/** The page of a holder's bank details. */
export function bankAccountHref(providerId: string | null): string {
  return providerId === null ? '/bank-details/council' : `/bank-details/providers/${providerId}`
}
