import type { Pence } from '../../kernel/amounts.ts'
import { allow, refuse, type Decision, type Reason } from '../../kernel/decision.ts'
import { bacsText } from './bacs-text.ts'

/** An account that pays or is paid. */
interface Account {
  readonly sortCode: string
  readonly accountNumber: string
  readonly accountName: string
}

/** What a file is made from. `sequence` is its number among all, which is its serial. */
export interface BacsFacts {
  readonly sequence: number
  readonly madeOn: Temporal.PlainDate
  readonly processingOn: Temporal.PlainDate
  readonly originator: Account & { readonly serviceUserNumber: string }
  readonly payments: readonly (Account & { readonly reference: string; readonly pence: Pence })[]
}

/** Words that the file carries otherwise than they were given. */
export interface BacsChange {
  readonly given: string
  readonly written: string
  readonly isRewritten: boolean
  readonly isCut: boolean
}

/** A file with its control totals. */
export interface BacsContent {
  readonly content: string
  readonly paymentCount: number
  readonly totalPence: Pence
  readonly changes: readonly BacsChange[]
}

const LABEL = 80
const DATA = 100
const WORDS = 18
const MOST_PENCE = 99_999_999_999
const MOST_SEQUENCE = 999_999
const MOST_PAYMENTS = 9_999_999
const DAYS_KEPT = 7

/**
 * The bytes of a Bacs Standard 18 file of credits, processed on one day, with one contra that takes their sum from the originator's account; ASCII, CR LF. Refused: no payment, an amount
 * that is nothing or more than eleven digits, a sum of more than eleven digits (it is not split), numbers of the wrong length, a name or reference without a character that Bacs carries.
 * The layout and its sources: docs/files/bacs.md.
 */
export function bacsFile(facts: BacsFacts): Decision<BacsContent> {
  const { originator, payments } = facts
  const totalPence = payments.reduce((sum, payment) => sum + payment.pence, 0)
  const faults = faultsOf(facts, totalPence)
  if (faults.length > 0) return refuse(...faults)
  const serial = String(facts.sequence).padStart(6, '0')
  const sun = originator.serviceUserNumber
  const written = (words: string): string => bacsText(words, WORDS).text
  const header = (label: 'HDR' | 'EOF'): string[] => [
    record(LABEL, [[1, `${label}1`], [5, 'A'], [6, sun], [12, 'S'], [16, sun], [22, serial], [28, '0001'], [32, '0001'], [42, yearDay(facts.madeOn)], [48, yearDay(facts.processingOn.add({ days: DAYS_KEPT }))], [55, '000000']]),
    record(LABEL, [[1, `${label}2`], [5, 'F'], [6, '02000'], [11, '00100'], [51, '00']]),
  ]
  const data = (to: Account, code: '99' | '17', pence: Pence, reference: string): string =>
    record(DATA, [[1, to.sortCode], [7, to.accountNumber], [15, '0'], [16, code], [18, originator.sortCode], [24, originator.accountNumber], [36, zeros(pence, 11)], [47, written(originator.accountName)], [65, reference], [83, written(to.accountName)]])
  const lines = [
    record(LABEL, [[1, 'VOL1'], [5, serial], [42, sun], [80, '1']]),
    ...header('HDR'),
    record(LABEL, [[1, 'UHL1'], [5, yearDay(facts.processingOn)], [11, '999999'], [21, '00'], [23, '000000'], [29, '1 DAILY'], [38, '001']]),
    ...payments.map((payment) => data(payment, '99', payment.pence, written(payment.reference))),
    data(originator, '17', totalPence, 'CONTRA'),
    ...header('EOF'),
    record(LABEL, [[1, 'UTL1'], [5, zeros(totalPence, 13)], [18, zeros(totalPence, 13)], [31, zeros(1, 7)], [38, zeros(payments.length, 7)]]),
  ]
  const content = lines.map((line) => `${line}\r\n`).join('')
  return allow({ content, paymentCount: payments.length, totalPence, changes: changesOf(facts) })
}

function faultsOf({ sequence, originator, payments }: BacsFacts, totalPence: Pence): Reason[] {
  const faults: Reason[] = []
  const fault = (clause: string, words: string): void => void faults.push({ clause, words })
  if (sequence < 1 || sequence > MOST_SEQUENCE) fault('sequence', `The serial of a file has six digits, and ${String(sequence)} does not fit`)
  if (payments.length === 0) fault('no-payment', 'There is nothing to pay: a file has at least one credit')
  if (payments.length > MOST_PAYMENTS) fault('too-many', 'A file counts its credits with seven digits, and there are more')
  if (!/^\d{6}$/.test(originator.serviceUserNumber)) fault('service-user', 'The council’s service user number has six digits')
  for (const account of [originator, ...payments]) {
    if (!/^\d{6}$/.test(account.sortCode) || !/^\d{8}$/.test(account.accountNumber)) fault('account', `The account “${account.accountName}” needs a sort code of six digits and a number of eight`)
    if (bacsText(account.accountName, WORDS).text === '') fault('name', `The account name “${account.accountName}” has no character that Bacs carries`)
  }
  for (const { reference, pence } of payments) {
    if (bacsText(reference, WORDS).text === '') fault('reference', `The reference “${reference}” has no character that Bacs carries`)
    if (!Number.isSafeInteger(pence) || pence <= 0 || pence > MOST_PENCE) fault('amount', `${reference} comes to ${String(pence)} pence: a credit pays 1 to 99,999,999,999 pence`)
  }
  if (payments.length > 1 && totalPence > MOST_PENCE) fault('total', `The payments sum to ${String(totalPence)} pence, and the contra holds at most 99,999,999,999: pay them with more than one file`)
  return faults
}

function changesOf({ originator, payments }: BacsFacts): BacsChange[] {
  const given = new Set([originator.accountName, ...payments.flatMap((payment) => [payment.accountName, payment.reference])])
  return [...given].flatMap((words) => {
    const { text, isRewritten, isCut } = bacsText(words, WORDS)
    return isRewritten || isCut ? [{ given: words, written: text, isRewritten, isCut }] : []
  })
}

/** A record of blanks with texts at their first positions, counted from 1. */
function record(length: number, fields: readonly (readonly [from: number, text: string])[]): string {
  return fields.reduce((line, [from, text]) => line.slice(0, from - 1) + text + line.slice(from - 1 + text.length), ' '.repeat(length))
}

function zeros(amount: number, width: number): string {
  return String(amount).padStart(width, '0')
}

/** A day as labels write it: a blank, two digits of the year, the day of the year. */
function yearDay(on: Temporal.PlainDate): string {
  return ` ${String(on.year % 100).padStart(2, '0')}${String(on.dayOfYear).padStart(3, '0')}`
}
