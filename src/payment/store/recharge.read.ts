import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { Recharge, RechargeRow } from '../terms/recharge.ts'

/** What the lines of a run of which the NHS bears a part come to, by person. */
export async function sumNhsLines(tx: Tx, payRunId: string): Promise<(Omit<RechargeRow, 'person'> & { readonly personId: string | null })[]> {
  const { rows } = await sql<{ person_id: string | null; visits: number; minutes: number; pence: number; nhs_pence: number; adjustments: number; adjustments_pence: number; adjustments_nhs_pence: number }>`
    select l.person_id,
           count(*) filter (where l.kind = 'visit')::int as visits,
           coalesce(sum(l.payable_minutes) filter (where l.kind = 'visit'), 0)::bigint as minutes,
           coalesce(sum(l.pence) filter (where l.kind = 'visit'), 0)::bigint as pence,
           coalesce(sum(l.nhs_pence) filter (where l.kind = 'visit'), 0)::bigint as nhs_pence,
           count(*) filter (where l.kind <> 'visit')::int as adjustments,
           coalesce(sum(l.pence) filter (where l.kind <> 'visit'), 0)::bigint as adjustments_pence,
           coalesce(sum(l.nhs_pence) filter (where l.kind <> 'visit'), 0)::bigint as adjustments_nhs_pence
    from payment.statement s join payment.pay_line l on l.statement_id = s.id
    where s.pay_run_id = ${payRunId} and l.nhs_pence <> 0
    group by l.person_id`.execute(tx)
  return rows.map((row) => ({ personId: row.person_id, visits: row.visits, minutes: row.minutes, pence: row.pence, nhsPence: row.nhs_pence, adjustments: row.adjustments, adjustmentsPence: row.adjustments_pence, adjustmentsNhsPence: row.adjustments_nhs_pence }))
}

/** The recharge file of a run, without its content; undefined when none was made. */
export async function findRecharge(tx: Tx, payRunId: string): Promise<Recharge | undefined> {
  const row = await tx.selectFrom('payment.nhs_recharge').select(['id', 'pay_run_id', 'sequence', 'row_count', 'total_pence', 'nhs_pence', 'adjustments_nhs_pence', 'sha256', 'made_at', 'made_by']).where('pay_run_id', '=', payRunId).executeTakeFirst()
  return row === undefined ? undefined : { id: row.id, payRunId: row.pay_run_id, sequence: row.sequence, rowCount: row.row_count, totalPence: row.total_pence, nhsPence: row.nhs_pence, adjustmentsNhsPence: row.adjustments_nhs_pence, sha256: row.sha256, madeAt: Temporal.Instant.from(row.made_at), madeBy: row.made_by }
}

/** The bytes of a recharge file, as text. */
export async function getRechargeContent(tx: Tx, id: string): Promise<string> {
  return (await tx.selectFrom('payment.nhs_recharge').select('content').where('id', '=', id).executeTakeFirstOrThrow()).content
}
