import { sql } from 'kysely'
import type { ServiceLine } from '../../kernel/service-line.ts'
import type { Tx } from '../../platform/db/handles.ts'

/** A package with what is known of its wait; times of visits are minutes after midnight. */
export interface PastWaitRow {
  readonly zoneId: string | null
  readonly serviceLine: ServiceLine
  readonly weeklyMinutes: number
  readonly mostWorkers: number
  readonly source: string
  readonly earliestMinutes: readonly number[]
  readonly receivedOn: Temporal.PlainDate
  /** First day of care as confirmed, else as agreed; null without a placement. */
  readonly startsOn: Temporal.PlainDate | null
  readonly withdrawnOn: Temporal.PlainDate | null
}

/** Every package received between two days, but for those that passed to a successor of their provider: nobody waited for them. */
export async function listPastWaits(tx: Tx, range: { readonly fromOn: Temporal.PlainDate; readonly toOn: Temporal.PlainDate }): Promise<PastWaitRow[]> {
  const rows = await tx
    .selectFrom('care.package as k')
    .innerJoin('care.referral as r', 'r.id', 'k.referral_id')
    .leftJoin('brokerage.placement as p', 'p.package_id', 'k.id')
    .leftJoin('brokerage.placement_start as s', 's.placement_id', 'p.id')
    .select(['k.zone_id', 'k.service_line', 'k.weekly_minutes', 'k.most_workers', 'r.source', 'r.received_on', 'k.withdrawn_on'])
    .select([
      sql<string | null>`coalesce(s.started_on, p.starts_on)`.as('starts_on'),
      sql<number[]>`array(select distinct v.earliest_minute from care.pattern_visit v where v.package_id = k.id)`.as('earliest_minutes'),
    ])
    .where('p.succession_id', 'is', null)
    .where('r.received_on', '>=', range.fromOn.toString())
    .where('r.received_on', '<=', range.toOn.toString())
    .execute()
  return rows.map((row) => ({
    zoneId: row.zone_id,
    serviceLine: row.service_line as ServiceLine,
    weeklyMinutes: row.weekly_minutes,
    mostWorkers: row.most_workers,
    source: row.source,
    earliestMinutes: row.earliest_minutes,
    receivedOn: Temporal.PlainDate.from(row.received_on),
    startsOn: row.starts_on === null ? null : Temporal.PlainDate.from(row.starts_on),
    withdrawnOn: row.withdrawn_on === null ? null : Temporal.PlainDate.from(row.withdrawn_on),
  }))
}
