import { randomUUID } from 'node:crypto'
import type pg from 'pg'

const PROVIDERS = 44
const PLACEMENTS = 1012

/** A council with four weeks of planned visits and a record for 97 in 100 of them, written straight into an empty migrated database. */
export async function writePricingFacts(client: pg.Client): Promise<{ readonly frameworkId: string; readonly visits: number }> {
  const frameworkId = randomUUID()
  const terms = JSON.stringify({ model: 'ranked', batchSize: 1, replyWorkingMinutes: 120, eligibility: { refusedRatings: [], languagesRequired: false } })
  await client.query(`insert into market.framework (id, name, starts_on, ends_on, terms, payment_anchor_on, created_at) values ($1, 'Bench', '2026-01-05', '2029-12-31', $2, '2026-01-05', '2025-12-01Z')`, [frameworkId, terms])
  await client.query(`insert into market.zone (id, framework_id, name, position) select gen_random_uuid(), $1, 'Zone ' || i, i from generate_series(1, 7) i`, [frameworkId])
  await client.query(`insert into market.rate (id, framework_id, zone_id, from_on, pence_per_hour, created_at) select gen_random_uuid(), $1, id, '2025-12-01', 2000 + position * 37, '2025-12-01Z' from market.zone`, [frameworkId])
  await client.query(`insert into market.provider (id, name, created_at) select gen_random_uuid(), 'Provider ' || i, '2025-12-01Z' from generate_series(1, $1::int) i`, [PROVIDERS])
  await client.query(`create temporary table bench_placement as
    select i, gen_random_uuid() as person_id, gen_random_uuid() as referral_id, gen_random_uuid() as package_id, gen_random_uuid() as call_off_id, gen_random_uuid() as offer_id, gen_random_uuid() as placement_id,
      (select id from market.provider where name = 'Provider ' || (1 + i % ${String(PROVIDERS)})) as provider_id, (select id from market.zone where position = 1 + i % 7) as zone_id
    from generate_series(1, ${String(PLACEMENTS)}) i`)
  await client.query(`insert into care.person (id, reference, given_name, family_name, address, postcode, created_at) select person_id, 'P' || (200000 + i), 'A', 'B', '1 High Street', 'NN1 1AA', '2025-12-01Z' from bench_placement`)
  await client.query(`insert into care.referral (id, person_id, source, funder, received_on, received_at, received_by) select referral_id, person_id, 'community', 'council', '2025-12-01', '2025-12-01Z', 'bench' from bench_placement`)
  await client.query(`insert into care.package (id, reference, referral_id, person_id, service_line, start_by_on, framework_id, zone_id, weekly_minutes, weekly_visits, most_workers, created_at)
    select package_id, 'K' || (200000 + i), referral_id, person_id, 'core', '2026-01-05', $1, zone_id, 630, 21, 1, '2025-12-01Z' from bench_placement`, [frameworkId])
  await client.query(`insert into brokerage.call_off (id, package_id, framework_id, zone_id, rule_version, steps, opened_at, opened_by, closed_at, closed_reason) select call_off_id, package_id, $1, zone_id, '1', '[]', '2025-12-01Z', 'bench', '2025-12-01Z', 'placed' from bench_placement`, [frameworkId])
  await client.query(`insert into brokerage.offer (id, call_off_id, package_id, provider_id, step, place, sent_at, reply_by_at, pence_per_hour) select offer_id, call_off_id, package_id, provider_id, 1, 1, '2025-12-01Z', '2025-12-01Z', 2000 from bench_placement`)
  await client.query(`insert into brokerage.placement (id, package_id, person_id, provider_id, offer_id, framework_id, zone_id, service_line, tier, starts_on, pence_per_hour, placed_at)
    select placement_id, package_id, person_id, provider_id, offer_id, $1, zone_id, 'core', case i % 3 when 0 then 'lead' when 1 then 'secondary' else 'spot' end, '2026-01-05', 2000, '2025-12-01Z' from bench_placement`, [frameworkId])
  await client.query(`insert into visits.planned_visit (placement_id, person_id, provider_id, visit_on, starts_at, minutes, workers, time_critical)
    select placement_id, person_id, provider_id, d::date, d + make_interval(hours => 8 + 5 * v), case v when 0 then 45 else 30 end, case when i % 10 = 0 then 2 else 1 end, false
    from bench_placement, generate_series(timestamptz '2026-01-05Z', '2026-02-01Z', interval '1 day') d, generate_series(0, 2) v`)
  await client.query(`insert into visits.visit_file (id, provider_id, name, layout, sha256, received_at, received_by, read_count, new_count, changed_count, repeated_count, refused_count, unallocated_count, refusals)
    select id, id, 'bench.csv', 'tendwell', id::text, '2026-02-02Z', 'bench', 0, 0, 0, 0, 0, 0, '{}' from market.provider`)
  await client.query(`insert into visits.visit_record (file_id, row_number, provider_id, visit_reference, sequence, person_reference, visit_on, actual_starts_at, actual_ends_at, actual_minutes, outcome, second_worker, placement_id, planned_visit_id)
    select p.provider_id, 1, p.provider_id, 'V' || p.id || '-' || w, 1, 'P', p.visit_on, p.starts_at, p.starts_at + make_interval(mins => length), length, 'delivered', w = 2, p.placement_id, p.id
    from visits.planned_visit p, lateral generate_series(1, p.workers) w, lateral (select (p.minutes - 9 + p.id % 14)::int as length) l where p.id % 33 <> 0`)
  await client.query('analyze')
  const counted = await client.query<{ visits: string }>('select count(*) as visits from visits.planned_visit')
  return { frameworkId, visits: Number(counted.rows[0]?.visits) }
}
