import { csvText } from '../../platform/files/csv-write.ts'
import type { Pence } from '../../kernel/amounts.ts'
import { poundsFigure } from '../rules/pounds-figure.ts'

/** The columns of a remittance; documented in docs/files/payment-export.md. */
const COLUMNS = ['remittance', 'paid_on', 'statement', 'period_from', 'period_to', 'person', 'visits', 'adjustments', 'amount'] as const

/** What a remittance says besides its amounts. */
export interface RemittanceHead {
  readonly sequence: number
  readonly paidOn: Temporal.PlainDate
  readonly statementNumber: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
}

/** What a payment holds for one person, by reference; null where lines name nobody. */
export interface PersonSum {
  readonly person: string | null
  readonly visits: number
  readonly adjustments: number
  readonly pence: Pence
}

/** The file of a remittance: CSV in UTF-8, one row a person in the order of their references, whose amounts sum to what was paid. The same facts give the same bytes. */
export function remittanceFile(head: RemittanceHead, sums: readonly PersonSum[]): string {
  const inOrder = sums.toSorted((a, b) => ((a.person ?? '') < (b.person ?? '') ? -1 : 1))
  return csvText(COLUMNS, inOrder.map((sum) => [head.sequence, head.paidOn.toString(), head.statementNumber, head.fromOn.toString(), head.toOn.toString(), sum.person, sum.visits, sum.adjustments, poundsFigure(sum.pence)]))
}
