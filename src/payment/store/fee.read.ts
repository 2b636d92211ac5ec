import { z } from 'zod'
import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { feeTermsDocument, measuredRequirement, type FeeResult, type FeeTerms } from '../terms/fee-at-risk.ts'

/** Terms of a framework's fee at risk, the newest first. */
export async function listFeeTerms(tx: Tx, frameworkId: string): Promise<FeeTerms[]> {
  const rows = await tx.selectFrom('payment.fee_terms').selectAll().where('framework_id', '=', frameworkId).orderBy('from_on', 'desc').execute()
  return rows.map((row) => ({ id: row.id, frameworkId: row.framework_id, fromOn: Temporal.PlainDate.from(row.from_on), document: feeTermsDocument.parse(row.document), setAt: Temporal.Instant.from(row.set_at), setBy: row.set_by }))
}

/** Results with their contest, decision and statement, the latest period first. A provider's role sees its own. */
export async function listFeeResults(tx: Tx, filter: { readonly id?: string; readonly frameworkId?: string; readonly payRunId?: string }): Promise<FeeResult[]> {
  let query = tx
    .selectFrom('payment.fee_result as f')
    .innerJoin('payment.pay_run as r', 'r.id', 'f.pay_run_id')
    .leftJoin('payment.fee_contest as c', 'c.fee_result_id', 'f.id')
    .leftJoin('payment.fee_decision as d', 'd.fee_result_id', 'f.id')
    .leftJoin('payment.fee_applied as a', 'a.fee_result_id', 'f.id')
    .leftJoin('payment.statement as s', 's.id', 'a.statement_id')
    .selectAll('f')
    .select(['r.from_on', 'r.to_on', 'c.reason as contest_reason', 'c.contested_at', 'c.contested_by', 'd.pence as decided_pence', 'd.reason as decided_reason', 'd.decided_at', 'd.decided_by', 'a.statement_id', 's.number as statement_number'])
    .orderBy('r.from_on', 'desc')
    .orderBy('f.zone_id')
    .orderBy('f.provider_id')
  if (filter.id !== undefined) query = query.where('f.id', '=', filter.id)
  if (filter.frameworkId !== undefined) query = query.where('f.framework_id', '=', filter.frameworkId)
  if (filter.payRunId !== undefined) query = query.where('f.pay_run_id', '=', filter.payRunId)
  return (await query.execute()).map((row) => ({
    id: row.id,
    frameworkId: row.framework_id,
    payRunId: row.pay_run_id,
    fromOn: Temporal.PlainDate.from(row.from_on),
    toOn: Temporal.PlainDate.from(row.to_on),
    providerId: row.provider_id,
    zoneId: row.zone_id,
    termsId: row.terms_id,
    feePence: row.fee_pence,
    atRiskPence: row.at_risk_pence,
    requirements: z.array(measuredRequirement).parse(row.requirements),
    pence: row.pence,
    contestUntil: Temporal.PlainDate.from(row.contest_until),
    measuredAt: Temporal.Instant.from(row.measured_at),
    measuredBy: row.measured_by,
    contest: row.contest_reason === null || row.contested_at === null ? null : { reason: row.contest_reason, at: Temporal.Instant.from(row.contested_at), by: row.contested_by ?? '' },
    decision: row.decided_pence === null || row.decided_at === null ? null : { pence: row.decided_pence, reason: row.decided_reason ?? '', at: Temporal.Instant.from(row.decided_at), by: row.decided_by ?? '' },
    applied: row.statement_id === null ? null : { statementId: row.statement_id, statementNumber: row.statement_number ?? '' },
  }))
}

/** What was paid on a run's statements for visits of each zone, by provider and tier: pence and minutes, and visits by what came of them. */
export interface PaidInZone {
  readonly providerId: string
  readonly zoneId: string
  readonly tier: string
  readonly pence: number
  readonly minutes: number
  readonly delivered: number
  readonly missed: number
  readonly noRecord: number
  readonly others: number
}

export async function listPaidInZones(tx: Tx, payRunId: string): Promise<PaidInZone[]> {
  const { rows } = await sql<{ provider_id: string; zone_id: string; tier: string; pence: number; minutes: number; delivered: number; missed: number; no_record: number; others: number }>`
    select l.provider_id, l.zone_id, l.tier, sum(l.pence)::bigint as pence, sum(l.payable_minutes)::bigint as minutes,
           count(*) filter (where l.planned_workers > 0 and l.outcome = 'delivered')::int as delivered,
           count(*) filter (where l.planned_workers > 0 and l.outcome = 'missed')::int as missed,
           count(*) filter (where l.planned_workers > 0 and l.outcome = 'no-record')::int as no_record,
           count(*) filter (where l.planned_workers > 0 and l.outcome not in ('delivered', 'missed', 'no-record'))::int as others
    from payment.statement s join payment.pay_line l on l.statement_id = s.id
    where s.pay_run_id = ${payRunId} and l.kind = 'visit' and l.zone_id is not null and l.tier is not null
    group by l.provider_id, l.zone_id, l.tier
    order by l.zone_id, l.provider_id, l.tier`.execute(tx)
  return rows.map((row) => ({ providerId: row.provider_id, zoneId: row.zone_id, tier: row.tier, pence: row.pence, minutes: row.minutes, delivered: row.delivered, missed: row.missed, noRecord: row.no_record, others: row.others }))
}
