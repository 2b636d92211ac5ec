import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'

/** A line already made, as `lineToMake` asks for it, with what says which visit it is about. */
export interface PaidLineRow {
  readonly id: number
  readonly adjustsLineId: number | null
  readonly plannedVisitId: number | null
  readonly visitReference: string | null
  readonly payableMinutes: number
  readonly pence: number
  readonly nhsPence: number
}

/** Every line made for these visits of a provider, first lines before their adjustments. */
export async function listPaidLines(tx: Tx, providerId: string, visits: { readonly plannedVisitIds: readonly number[]; readonly references: readonly string[] }): Promise<PaidLineRow[]> {
  if (visits.plannedVisitIds.length === 0 && visits.references.length === 0) return []
  const { rows } = await sql<{ id: number; adjusts_line_id: number | null; planned_visit_id: number | null; visit_reference: string | null; payable_minutes: number; pence: number; nhs_pence: number }>`
    with first as materialized (
      select * from payment.pay_line where kind = 'visit' and planned_visit_id = any(${`{${visits.plannedVisitIds.join(',')}}`}::bigint[]) and provider_id = ${providerId}
      union all
      select * from payment.pay_line where kind = 'visit' and planned_visit_id is null and provider_id = ${providerId} and visit_reference = any(${[...visits.references]}::text[])
    )
    select id, adjusts_line_id, planned_visit_id, visit_reference, payable_minutes, pence, nhs_pence from first
    union all
    select l.id, l.adjusts_line_id, f.planned_visit_id, f.visit_reference, l.payable_minutes, l.pence, l.nhs_pence from first f join payment.pay_line l on l.adjusts_line_id = f.id
    order by id`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    adjustsLineId: row.adjusts_line_id,
    plannedVisitId: row.planned_visit_id,
    visitReference: row.visit_reference,
    payableMinutes: row.payable_minutes,
    pence: row.pence,
    nhsPence: row.nhs_pence,
  }))
}
