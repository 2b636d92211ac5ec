import type { Tx } from '../../platform/db/handles.ts'
import type { TraceStep } from '../terms/priced-visit.ts'

/** The trace of a line and the statement it stands on. */
export interface PaidTrace {
  readonly statementId: string
  readonly trace: readonly TraceStep[]
}

/** The traces of some lines, by line. */
export async function findTraces(tx: Tx, payLineIds: readonly number[]): Promise<Map<number, PaidTrace>> {
  if (payLineIds.length === 0) return new Map()
  const rows = await tx.selectFrom('payment.pay_line').select(['id', 'statement_id', 'trace']).where('id', 'in', payLineIds).execute()
  return new Map(rows.map((row: { readonly id: number; readonly statement_id: string; readonly trace: unknown }) => [row.id, { statementId: row.statement_id, trace: row.trace as readonly TraceStep[] }]))
}
