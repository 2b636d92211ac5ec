import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { MEASURE_COLUMNS, dayMeasures } from './kpi.read.ts'

/** One counter at a time. */
export async function lockTallies(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7210348)`.execute(tx)
}

/** Counts the visits of days, and what KPIs are made from, and keeps the counts in the place of those before. */
export async function replaceTallies(tx: Tx, days: readonly string[], at: Temporal.Instant): Promise<void> {
  const asked = sql`${[...days]}::date[]`
  await sql`delete from visits.tallied_day where visit_on = any (${asked})`.execute(tx)
  await sql`
    insert into visits.tallied_day (visit_on, counted_at, changed_at)
    select d, ${at.toString()}::timestamptz, coalesce(c.at, '-infinity') from unnest(${asked}) d
    left join (select visit_on, max(changed_at) as at from visits.visit_change where visit_on = any (${asked}) group by 1) c on c.visit_on = d`.execute(tx)
  await sql`insert into visits.day_tally (visit_on, framework_id, says, visits) select * from visits.published_day_count(${asked}, 'infinity')`.execute(tx)
  await sql`insert into visits.kpi_day (visit_on, provider_id, framework_id, zone_id, service_line, ${sql.raw(MEASURE_COLUMNS.join(', '))}) ${dayMeasures([...days])}`.execute(tx)
}

/** Notes that every day whose count still holds was looked at. */
export async function stampTallies(tx: Tx, fromOn: Temporal.PlainDate, toOn: Temporal.PlainDate, at: Temporal.Instant): Promise<void> {
  await sql`update visits.tallied_day set counted_at = ${at.toString()}::timestamptz where visit_on in (select visits.published_kept_day(${fromOn.toString()}::date, ${toOn.toString()}::date, 'infinity'))`.execute(tx)
}

/** Forgets days before one. */
export async function deleteTalliesBefore(tx: Tx, on: Temporal.PlainDate): Promise<void> {
  await tx.deleteFrom('visits.tallied_day').where('visit_on', '<', on.toString()).execute()
}
