import { sql } from 'kysely'
import type { Minutes, Pence } from '../../kernel/amounts.ts'
import type { Tx } from '../../platform/db/handles.ts'

/** What was paid for a placement's visits of one day, with every adjustment so far. */
export interface PaidDayRow {
  readonly visitOn: string
  readonly visits: number
  readonly minutes: Minutes
  readonly pence: Pence
}

/**
 * Paid days of zones of a framework between two dates (both included), by placement, each placement's in order. Only statements with lines in the zones are read, which
 * their parts tell; and a placement's days come as one text of fours, because the driver takes longer for a row than the server.
 */
export async function listPaidDays(tx: Tx, filter: { readonly frameworkId: string; readonly zoneIds: readonly string[]; readonly fromOn: string; readonly toOn: string }): Promise<Map<string, readonly PaidDayRow[]>> {
  const zoneIds = sql`${[...filter.zoneIds]}::uuid[]`
  const { rows } = await sql<{ placement_id: string; days: string }>`
    select placement_id, string_agg(concat_ws(' ', visit_on, visits, minutes, pence), ' ' order by visit_on) as days
    from (
      select l.placement_id, l.visit_on, count(*) filter (where l.kind = 'visit') as visits, sum(l.payable_minutes) as minutes, sum(l.pence) as pence
      from payment.pay_run r
      join payment.statement s on s.pay_run_id = r.id
      join payment.pay_line l on l.statement_id = s.id
      where r.framework_id = ${filter.frameworkId} and r.to_on >= ${filter.fromOn}::date and l.visit_on between ${filter.fromOn}::date and ${filter.toOn}::date
        and exists (select from payment.statement_part p where p.statement_id = s.id and p.zone_id = any(${zoneIds}))
        and l.zone_id = any(${zoneIds}) and l.placement_id is not null
      group by l.placement_id, l.visit_on
    ) day
    group by placement_id
    order by placement_id`.execute(tx)
  return new Map(rows.map((row) => [row.placement_id, daysIn(row.days.split(' '))]))
}

function daysIn(words: readonly string[]): PaidDayRow[] {
  return Array.from({ length: words.length / 4 }, (_, at) => ({ visitOn: words[at * 4] ?? '', visits: Number(words[at * 4 + 1]), minutes: Number(words[at * 4 + 2]), pence: Number(words[at * 4 + 3]) }))
}

/** Minutes paid for visits of a provider between two dates, by `visitKey`, with every adjustment so far. */
export async function listPaidMinutes(tx: Tx, filter: { readonly frameworkId: string; readonly providerId: string; readonly fromOn: string; readonly toOn: string }): Promise<Map<string, Minutes>> {
  const { rows } = await sql<{ minutes: Readonly<Record<string, Minutes>> | null }>`
    select json_object_agg(key, minutes) as minutes
    from (
      select case when v.planned_visit_id is null then 'r' || coalesce(v.visit_reference, '') else 'p' || v.planned_visit_id end as key, sum(l.payable_minutes) as minutes
      from payment.pay_run r
      join payment.statement s on s.pay_run_id = r.id and s.provider_id = ${filter.providerId}
      join payment.pay_line l on l.statement_id = s.id
      left join payment.pay_line f on f.id = l.adjusts_line_id
      cross join lateral (select case when f.id is null then l.planned_visit_id else f.planned_visit_id end as planned_visit_id, case when f.id is null then l.visit_reference else f.visit_reference end as visit_reference) v
      where r.framework_id = ${filter.frameworkId} and r.to_on >= ${filter.fromOn}::date and l.visit_on between ${filter.fromOn}::date and ${filter.toOn}::date
      group by 1
    ) visit`.execute(tx)
  return new Map(Object.entries(rows[0]?.minutes ?? {}))
}
