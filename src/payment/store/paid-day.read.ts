import { sql } from 'kysely'
import type { Minutes, Pence } from '../../kernel/amounts.ts'
import type { Tx } from '../../platform/db/handles.ts'

/** What was paid for a placement's visits of one day, with every adjustment so far. */
export interface PaidDayRow {
  readonly placementId: string
  readonly visitOn: string
  readonly visits: number
  readonly minutes: Minutes
  readonly pence: Pence
}

/** Paid days of zones of a framework between two dates (both included). */
export async function listPaidDays(tx: Tx, filter: { readonly frameworkId: string; readonly zoneIds: readonly string[]; readonly fromOn: string; readonly toOn: string }): Promise<PaidDayRow[]> {
  const { rows } = await sql<{ placement_id: string; visit_on: string; visits: number; minutes: number; pence: number }>`
    select l.placement_id, l.visit_on::text, count(*) filter (where l.kind = 'visit')::int as visits, sum(l.payable_minutes)::int as minutes, sum(l.pence)::int as pence
    from payment.pay_run r
    join payment.statement s on s.pay_run_id = r.id
    join payment.pay_line l on l.statement_id = s.id
    where r.framework_id = ${filter.frameworkId} and r.to_on >= ${filter.fromOn}::date and l.visit_on between ${filter.fromOn}::date and ${filter.toOn}::date
      and l.zone_id = any(${[...filter.zoneIds]}::uuid[]) and l.placement_id is not null
    group by l.placement_id, l.visit_on
    order by l.placement_id, l.visit_on`.execute(tx)
  return rows.map((row) => ({ placementId: row.placement_id, visitOn: row.visit_on, visits: row.visits, minutes: row.minutes, pence: row.pence }))
}

/** Minutes paid for visits of a provider between two dates, by `visitKey`, with every adjustment so far. */
export async function listPaidMinutes(tx: Tx, filter: { readonly frameworkId: string; readonly providerId: string; readonly fromOn: string; readonly toOn: string }): Promise<Map<string, Minutes>> {
  const { rows } = await sql<{ key: string; minutes: number }>`
    select case when v.planned_visit_id is null then 'r' || coalesce(v.visit_reference, '') else 'p' || v.planned_visit_id end as key, sum(l.payable_minutes)::int as minutes
    from payment.pay_run r
    join payment.statement s on s.pay_run_id = r.id and s.provider_id = ${filter.providerId}
    join payment.pay_line l on l.statement_id = s.id
    left join payment.pay_line f on f.id = l.adjusts_line_id
    cross join lateral (select case when f.id is null then l.planned_visit_id else f.planned_visit_id end as planned_visit_id, case when f.id is null then l.visit_reference else f.visit_reference end as visit_reference) v
    where r.framework_id = ${filter.frameworkId} and r.to_on >= ${filter.fromOn}::date and l.visit_on between ${filter.fromOn}::date and ${filter.toOn}::date
    group by 1`.execute(tx)
  return new Map(rows.map((row) => [row.key, row.minutes]))
}
