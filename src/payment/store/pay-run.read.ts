import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { PayRun } from '../terms.ts'

/** A run with the sums of its statements. */
export interface PayRunSums extends PayRun {
  readonly statements: number
  readonly lines: number
  readonly adjustments: number
  readonly payableMinutes: number
  readonly visitsPence: number
  readonly adjustmentsPence: number
  readonly totalPence: number
  /** What the NHS bears of the total; the council bears the rest. */
  readonly nhsPence: number
}

/**
 * Holds every other payment run and adoption of rules of the framework off until the transaction ends.
 * What is read afterwards is therefore what the last of them left.
 */
export async function lockPayment(tx: Tx, frameworkId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payment ${frameworkId}`}, 0))`.execute(tx)
}

/** Runs of a framework, or of all, the latest period first. */
export async function listPayRuns(tx: Tx, frameworkId?: string): Promise<PayRun[]> {
  let query = tx.selectFrom('payment.pay_run').selectAll().orderBy('from_on', 'desc').orderBy('framework_id')
  if (frameworkId !== undefined) query = query.where('framework_id', '=', frameworkId)
  return (await query.execute()).map(toPayRun)
}

/** Runs with the sums of their statements, the latest period first. */
export async function listPayRunSums(tx: Tx, of: { readonly frameworkId?: string; readonly payRunId?: string } = {}): Promise<PayRunSums[]> {
  let query = tx
    .selectFrom('payment.pay_run as r')
    .leftJoin('payment.statement as s', 's.pay_run_id', 'r.id')
    .selectAll('r')
    .select((eb) => [
      eb.fn.count<number>('s.id').as('statements'),
      sql<number>`coalesce(sum(s.line_count), 0)::bigint`.as('lines'),
      sql<number>`coalesce(sum(s.adjustment_count), 0)::bigint`.as('adjustments'),
      sql<number>`coalesce(sum(s.payable_minutes), 0)::bigint`.as('payable_minutes'),
      sql<number>`coalesce(sum(s.visits_pence), 0)::bigint`.as('visits_pence'),
      sql<number>`coalesce(sum(s.adjustments_pence), 0)::bigint`.as('adjustments_pence'),
      sql<number>`coalesce(sum(s.total_pence), 0)::bigint`.as('total_pence'),
      sql<number>`coalesce(sum(s.nhs_pence), 0)::bigint`.as('nhs_pence'),
    ])
    .groupBy('r.id')
    .orderBy('r.from_on', 'desc')
    .orderBy('r.framework_id')
  if (of.frameworkId !== undefined) query = query.where('r.framework_id', '=', of.frameworkId)
  if (of.payRunId !== undefined) query = query.where('r.id', '=', of.payRunId)
  return (await query.execute()).map((row) => ({
    ...toPayRun(row),
    statements: row.statements,
    lines: row.lines,
    adjustments: row.adjustments,
    payableMinutes: row.payable_minutes,
    visitsPence: row.visits_pence,
    adjustmentsPence: row.adjustments_pence,
    totalPence: row.total_pence,
    nhsPence: row.nhs_pence,
  }))
}

/** What a run paid in a zone at a tier. */
export interface PlaceSum {
  readonly zoneId: string | null
  readonly tier: string | null
  readonly lines: number
  readonly payableMinutes: number
  readonly pence: number
  readonly nhsPence: number
}

/** A run's lines summed by zone and tier, from the sums kept with its statements. */
export async function listSumsByPlace(tx: Tx, payRunId: string): Promise<PlaceSum[]> {
  const rows = await tx
    .selectFrom('payment.statement_part as l')
    .innerJoin('payment.statement as s', 's.id', 'l.statement_id')
    .where('s.pay_run_id', '=', payRunId)
    .groupBy(['l.zone_id', 'l.tier'])
    .select(['l.zone_id', 'l.tier', sql<number>`sum(l.lines)::bigint`.as('lines'), sql<number>`sum(l.payable_minutes)::bigint`.as('minutes'), sql<number>`sum(l.pence)::bigint`.as('pence'), sql<number>`sum(l.nhs_pence)::bigint`.as('nhs_pence')])
    .execute()
  return rows.map((row) => ({ zoneId: row.zone_id, tier: row.tier, lines: row.lines, payableMinutes: row.minutes, pence: row.pence, nhsPence: row.nhs_pence }))
}

function toPayRun(row: { id: string; framework_id: string; from_on: string; to_on: string; run_at: string; run_by: string; run_by_account: string | null; needs_approval: boolean; newest_record_id: number; rate_ids: string[] | null; rule_set_ids: string[] | null }): PayRun {
  return {
    id: row.id,
    frameworkId: row.framework_id,
    fromOn: Temporal.PlainDate.from(row.from_on),
    toOn: Temporal.PlainDate.from(row.to_on),
    runAt: Temporal.Instant.from(row.run_at),
    runBy: row.run_by,
    runByAccount: row.run_by_account,
    needsApproval: row.needs_approval,
    newestRecordId: row.newest_record_id,
    rateIds: row.rate_ids,
    ruleSetIds: row.rule_set_ids,
  }
}
