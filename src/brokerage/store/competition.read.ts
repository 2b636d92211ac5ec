import { sql } from 'kysely'
import type { ServiceLine } from '../../kernel/service-line.ts'
import type { Tx } from '../../platform/db/handles.ts'
import type { CompetitionFacts } from '../terms/competition.ts'

/** Mini-competitions of a framework that ended since an instant, by zone and service line: how many, how many bids (the newest of each offer) and the sum of their prices. */
export async function listCompetitions(tx: Tx, filter: { readonly frameworkId: string; readonly since: Temporal.Instant }): Promise<CompetitionFacts[]> {
  const { rows } = await sql<{ zone_id: string; service_line: string; competitions: number; bids: number; pence: number }>`
    select c.zone_id, k.service_line, count(distinct c.id)::int as competitions, count(b.id)::int as bids, coalesce(sum(b.pence_per_hour), 0)::int as pence
    from brokerage.call_off c
    join care.package k on k.id = c.package_id
    left join brokerage.offer o on o.call_off_id = c.id
    left join lateral (select n.id, n.pence_per_hour from brokerage.bid n where n.offer_id = o.id order by n.id desc limit 1) b on true
    where c.framework_id = ${filter.frameworkId} and c.closed_at >= ${filter.since.toString()} and c.closed_reason <> 'withdrawn' and c.steps @> '[{"award":"best-bid"}]'
    group by c.zone_id, k.service_line order by c.zone_id, k.service_line`.execute(tx)
  return rows.map((row) => ({ zoneId: row.zone_id, serviceLine: row.service_line as ServiceLine, competitions: row.competitions, bids: row.bids, pence: row.pence }))
}
