import { hoursFigure } from '../../kernel/words.ts'
import { csvText } from '../../platform/files/csv-write.ts'
import { poundsFigure } from '../rules/pounds-figure.ts'
import type { RechargeRow } from '../terms/recharge.ts'

/** The columns of the NHS recharge file; documented in docs/files/nhs-recharge.md. */
const COLUMNS = ['recharge', 'row', 'payer', 'framework', 'period_from', 'period_to', 'person', 'visits', 'hours', 'amount', 'nhs_amount', 'adjustments', 'adjustment_amount', 'adjustment_nhs_amount', 'total_nhs_amount', 'currency'] as const

/** What a recharge file says besides its amounts. */
export interface RechargeHead {
  readonly sequence: number
  readonly frameworkName: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
}

/** The recharge file of a run: CSV in UTF-8, one row a person in the order of their references, no names. The same facts give the same bytes. */
export function rechargeFile(head: RechargeHead, rows: readonly RechargeRow[]): string {
  const inOrder = rows.toSorted((a, b) => ((a.person ?? '') < (b.person ?? '') ? -1 : 1))
  return csvText(COLUMNS, inOrder.map((row, at) => [
    head.sequence, at + 1, 'NHS', head.frameworkName, head.fromOn.toString(), head.toOn.toString(), row.person, row.visits, hoursFigure(row.minutes), poundsFigure(row.pence), poundsFigure(row.nhsPence),
    row.adjustments, poundsFigure(row.adjustmentsPence), poundsFigure(row.adjustmentsNhsPence), poundsFigure(row.nhsPence + row.adjustmentsNhsPence), 'GBP',
  ]))
}
