import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'

/** Offers to leads whose answer, or reply-by time without one, fell between two instants. */
export interface LeadAnswers {
  readonly zoneId: string
  readonly providerId: string
  readonly accepted: number
  readonly declined: number
  readonly lapsed: number
  /** Taken back by the council before they were answered: nobody's to accept. */
  readonly withdrawn: number
}

/** By zone and provider of a framework. */
export async function listLeadAnswers(tx: Tx, filter: { readonly frameworkId: string; readonly fromAt: Temporal.Instant; readonly untilAt: Temporal.Instant }): Promise<LeadAnswers[]> {
  const { rows } = await sql<{ zone_id: string; provider_id: string; accepted: number; declined: number; lapsed: number; withdrawn: number }>`
    select c.zone_id, o.provider_id,
           count(*) filter (where a.answer = 'accepted')::int as accepted, count(*) filter (where a.answer = 'declined')::int as declined,
           count(*) filter (where a.offer_id is null)::int as lapsed, count(*) filter (where a.answer = 'withdrawn')::int as withdrawn
    from brokerage.offer o
    join brokerage.call_off c on c.id = o.call_off_id
    join brokerage.call_off_place s on s.call_off_id = o.call_off_id and s.provider_id = o.provider_id and s.tier = 'lead'
    left join brokerage.offer_answer a on a.offer_id = o.id
    cross join lateral (select coalesce(a.answered_at, greatest(o.reply_by_at, (select max(x.reply_by_at) from brokerage.offer_extension x where x.offer_id = o.id))) as at) ended
    where c.framework_id = ${filter.frameworkId} and c.zone_id is not null and ended.at >= ${filter.fromAt.toString()}::timestamptz and ended.at < ${filter.untilAt.toString()}::timestamptz
    group by c.zone_id, o.provider_id
    order by c.zone_id, o.provider_id`.execute(tx)
  return rows.map((row) => ({ zoneId: row.zone_id, providerId: row.provider_id, accepted: row.accepted, declined: row.declined, lapsed: row.lapsed, withdrawn: row.withdrawn }))
}
