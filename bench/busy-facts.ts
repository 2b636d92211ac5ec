import type pg from 'pg'

const FIRST_DAY = '2026-01-05'

/** Four-week periods of planned visits for the placements that are there, three a day, with a record for 97 in 100 of them, written straight into the database. */
export async function writePaidVisits(client: pg.Client, periods: number): Promise<void> {
  await client.query(`insert into visits.planned_visit (placement_id, person_id, provider_id, visit_on, starts_at, minutes, workers, time_critical)
    select id, person_id, provider_id, d::date, d + make_interval(hours => 8 + 5 * v), case v when 0 then 45 else 30 end, 1, false
    from brokerage.placement, generate_series(timestamptz '${FIRST_DAY}Z', timestamptz '${FIRST_DAY}Z' + interval '${String(periods * 28 - 1)} days', interval '1 day') d, generate_series(0, 2) v where d >= starts_on`)
  await client.query(`insert into visits.visit_file (id, provider_id, name, layout, sha256, received_at, received_by, read_count, new_count, changed_count, repeated_count, refused_count, unallocated_count, refusals)
    select id, id, 'bench.csv', 'tendwell', id::text, '2026-02-02Z', 'bench', 0, 0, 0, 0, 0, 0, '{}' from market.provider`)
  await client.query(`insert into visits.visit_record (file_id, row_number, provider_id, visit_reference, sequence, person_reference, visit_on, actual_starts_at, actual_ends_at, actual_minutes, outcome, second_worker, placement_id, planned_visit_id)
    select p.provider_id, 1, p.provider_id, 'V' || p.id, 1, 'P', p.visit_on, p.starts_at, p.starts_at + make_interval(mins => length), length, 'delivered', false, p.placement_id, p.id
    from visits.planned_visit p, lateral (select (p.minutes - 9 + p.id % 14)::int as length) l where p.id % 33 <> 0`)
}

/** First day of a period, counted from nought. */
export function periodFrom(period: number): Temporal.PlainDate {
  return Temporal.PlainDate.from(FIRST_DAY).add({ days: period * 28 })
}
