import { sql } from 'kysely'
import type { Minutes } from '../../kernel/amounts.ts'
import type { Tx } from '../../platform/db/handles.ts'

/** A package that a provider was offered and did not take, with the days on which it was needed from somebody else. */
export interface NotTaken {
  readonly zoneId: string
  readonly providerId: string
  readonly packageId: string
  readonly weeklyMinutes: Minutes
  /** The day the provider declined or let the offer lapse, or the day by which care was needed when that is later. */
  readonly fromOn: string
  /** Last day: the end of the placement with another provider, the day before one with this provider, or the day of the withdrawal; null while it is needed. */
  readonly toOn: string | null
}

/** Packages of a framework that these providers declined or let lapse up to an instant. */
export async function listNotTaken(tx: Tx, filter: { readonly frameworkId: string; readonly providerIds: readonly string[]; readonly until: Temporal.Instant }): Promise<NotTaken[]> {
  if (filter.providerIds.length === 0) return []
  const until = filter.until.toString()
  const { rows } = await sql<{ zone_id: string; provider_id: string; package_id: string; weekly_minutes: number; from_on: string; to_on: string | null }>`
    select c.zone_id, o.provider_id, o.package_id, k.weekly_minutes,
           greatest(k.start_by_on, (coalesce(a.answered_at, o.reply_by_at) at time zone 'Europe/London')::date)::text as from_on,
           coalesce(case when p.provider_id = o.provider_id then p.starts_on - 1 else e.ends_on end, k.withdrawn_on)::text as to_on
    from brokerage.offer o
    join brokerage.call_off c on c.id = o.call_off_id
    join care.package k on k.id = o.package_id
    left join brokerage.offer_answer a on a.offer_id = o.id
    left join brokerage.placement p on p.package_id = o.package_id
    left join brokerage.placement_end e on e.placement_id = p.id
    where c.framework_id = ${filter.frameworkId} and c.zone_id is not null and o.provider_id = any(${[...filter.providerIds]}::uuid[])
      and (a.answer = 'declined' or (a.offer_id is null and o.reply_by_at < ${until}::timestamptz and not exists (select 1 from brokerage.offer_extension x where x.offer_id = o.id and x.reply_by_at >= ${until}::timestamptz)))
      and coalesce(a.answered_at, o.reply_by_at) < ${until}::timestamptz
    order by o.provider_id, o.package_id, o.sent_at`.execute(tx)
  return rows.map((row) => ({ zoneId: row.zone_id, providerId: row.provider_id, packageId: row.package_id, weeklyMinutes: row.weekly_minutes, fromOn: row.from_on, toOn: row.to_on }))
}
