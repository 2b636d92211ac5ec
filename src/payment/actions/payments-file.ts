import { csvText } from '../../platform/files/csv-write.ts'
import { poundsFigure } from '../rules/pounds-figure.ts'
import type { PaymentDue } from '../terms/export.ts'

/** The columns of the payments file; documented in docs/files/payment-export.md. */
const COLUMNS = ['file_sequence', 'row', 'framework', 'period_from', 'period_to', 'statement', 'provider_id', 'cqc_provider_id', 'provider_name', 'kind', 'lines', 'amount', 'council_amount', 'nhs_amount', 'currency', 'held_lines', 'held_amount'] as const

/** What a payments file says besides its amounts. */
export interface PaymentsFileHead {
  readonly sequence: number
  readonly frameworkName: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
}

/** A row's statement and provider by name. */
export interface NamedDue extends PaymentDue {
  readonly statementNumber: string
  readonly providerName: string
  readonly cqcProviderId: string | null
}

/** The payments file of an export: CSV in UTF-8 without a byte-order mark, one row a statement in the order of their numbers. The same facts give the same bytes. */
export function paymentsFile(head: PaymentsFileHead, dues: readonly NamedDue[]): string {
  const inOrder = dues.toSorted((a, b) => numberOf(a) - numberOf(b))
  return csvText(COLUMNS, inOrder.map((due, at) => [
    head.sequence,
    at + 1,
    head.frameworkName,
    head.fromOn.toString(),
    head.toOn.toString(),
    due.statementNumber,
    due.providerId,
    due.cqcProviderId,
    due.providerName,
    due.pence < 0 ? 'credit' : 'payment',
    due.lineCount,
    poundsFigure(due.pence),
    poundsFigure(due.pence - due.nhsPence),
    poundsFigure(due.nhsPence),
    'GBP',
    due.heldCount,
    poundsFigure(due.heldPence),
  ]))
}

function numberOf(due: NamedDue): number {
  return Number(due.statementNumber.slice(1))
}
