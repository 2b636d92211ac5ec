import type { Tx } from '../../platform/db/handles.ts'
import type { Statement } from '../terms/statement.ts'

/** Which statements: each part left out asks nothing. */
export interface StatementFilter {
  readonly id?: string | undefined
  /** S1001. */
  readonly number?: string | undefined
  readonly providerId?: string | undefined
  readonly payRunId?: string | undefined
  readonly frameworkId?: string | undefined
  /** First day of their period. */
  readonly fromOn?: string | undefined
}

/** Statements, the latest period first, then by number. A provider's role sees its own. */
export async function listStatements(tx: Tx, filter: StatementFilter = {}): Promise<Statement[]> {
  let query = tx
    .selectFrom('payment.statement as s')
    .innerJoin('payment.pay_run as r', 'r.id', 's.pay_run_id')
    .selectAll('s')
    .select(['r.framework_id', 'r.from_on', 'r.to_on', 'r.run_at'])
    .orderBy('r.from_on', 'desc')
    .orderBy('s.number')
  if (filter.id !== undefined) query = query.where('s.id', '=', filter.id)
  if (filter.number !== undefined) query = query.where('s.number', '=', filter.number)
  if (filter.providerId !== undefined) query = query.where('s.provider_id', '=', filter.providerId)
  if (filter.payRunId !== undefined) query = query.where('s.pay_run_id', '=', filter.payRunId)
  if (filter.frameworkId !== undefined) query = query.where('r.framework_id', '=', filter.frameworkId)
  if (filter.fromOn !== undefined) query = query.where('r.from_on', '=', filter.fromOn)
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    payRunId: row.pay_run_id,
    frameworkId: row.framework_id,
    providerId: row.provider_id,
    number: row.number,
    fromOn: Temporal.PlainDate.from(row.from_on),
    toOn: Temporal.PlainDate.from(row.to_on),
    runAt: Temporal.Instant.from(row.run_at),
    lineCount: row.line_count,
    adjustmentCount: row.adjustment_count,
    plannedMinutes: row.planned_minutes,
    payableMinutes: row.payable_minutes,
    visitsPence: row.visits_pence,
    adjustmentsPence: row.adjustments_pence,
    totalPence: row.total_pence,
    nhsPence: row.nhs_pence,
  }))
}
