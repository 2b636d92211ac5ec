import { randomUUID } from 'node:crypto'
import type pg from 'pg'

/** A framework of one zone with providers that all stand in it, with ratings and suspensions, and packages placed and waiting, written straight into an empty migrated database. */
export async function writeBrokerageFacts(client: pg.Client, size: { readonly providers: number; readonly placed: number; readonly waiting: number }): Promise<{ readonly frameworkId: string; readonly packageIds: readonly string[] }> {
  const frameworkId = randomUUID()
  const terms = JSON.stringify({ model: 'tiered', steps: [{ tiers: ['lead'], replyWorkingMinutes: 120 }, { tiers: ['secondary', 'spot'], replyWorkingMinutes: 240 }], eligibility: { refusedRatings: ['inadequate'], languagesRequired: true } })
  await client.query(`insert into market.framework (id, name, starts_on, ends_on, terms, payment_anchor_on, created_at) values ($1, 'Bench', '2026-01-05', '2029-12-31', $2, '2026-01-05', '2025-12-01Z')`, [frameworkId, terms])
  await client.query(`insert into market.zone (id, framework_id, name, position) select gen_random_uuid(), $1, 'Zone ' || i, i from generate_series(1, 7) i`, [frameworkId])
  await client.query(`insert into market.rate (id, framework_id, zone_id, from_on, pence_per_hour, created_at) select gen_random_uuid(), $1, id, '2025-12-01', 2000 + position * 37, '2025-12-01Z' from market.zone`, [frameworkId])
  await client.query(`insert into market.provider (id, name, languages, created_at) select gen_random_uuid(), 'Provider ' || i, case when i % 4 = 0 then array['Gujarati'] else array[]::text[] end, '2025-12-01Z' from generate_series(1, $1::int) i`, [size.providers])
  await client.query(`insert into market.location (id, provider_id, cqc_location_id, name, home_care, service_types, specialisms, first_seen_at) select gen_random_uuid(), id, '1-' || (1000000000 + row_number() over (order by id)), name, true, '{}', '{}', '2025-12-01Z' from market.provider`)
  await client.query(`insert into market.rating (location_id, service_group, domain, rating, published_on, inherited, recorded_at) select l.id, 'Overall', 'overall', (array['outstanding','good','requires-improvement','inadequate'])[1 + (i + row_number() over (order by l.id))::int % 4], date '2023-01-01' + i * 300, false, '2025-12-01Z' from market.location l, generate_series(1, 3) i`)
  await client.query(`insert into market.standing (id, framework_id, zone_id, provider_id, service_line, tier, rank, from_on) select gen_random_uuid(), $1, z.id, p.id, 'core', (array['lead','secondary','spot'])[1 + row_number() over (partition by z.id order by p.id)::int % 3], (row_number() over (partition by z.id order by p.id))::int, '2026-01-05' from market.zone z, market.provider p`, [frameworkId])
  await client.query(`insert into market.suspension (id, provider_id, from_on, review_on, reason) select gen_random_uuid(), id, '2026-02-01', '2026-06-01', 'Late visits' from (select id, row_number() over (order by id) as n from market.provider) p where n % 25 = 0`)
  await client.query(`create temporary table bench_package as select i, gen_random_uuid() as person_id, gen_random_uuid() as referral_id, gen_random_uuid() as package_id, gen_random_uuid() as call_off_id, gen_random_uuid() as offer_id, (select id from market.zone where position = 1 + i % 7) as zone_id, (select id from market.provider where name = 'Provider ' || (1 + i % $1::int)) as provider_id from generate_series(1, $2::int) i`.replace('$1::int', String(size.providers)).replace('$2::int', String(size.placed + size.waiting)))
  await client.query(`insert into care.person (id, reference, given_name, family_name, address, postcode, created_at) select person_id, 'P' || (200000 + i), 'A', 'B', '1 High Street', 'NN1 1AA', '2025-12-01Z' from bench_package`)
  await client.query(`insert into care.referral (id, person_id, source, funder, received_on, received_at, received_by) select referral_id, person_id, case when i % 3 = 0 then 'hospital-discharge' else 'community' end, 'council', date '2026-03-02' - i % 40, '2026-01-01Z', 'bench' from bench_package`)
  await client.query(`insert into care.package (id, reference, referral_id, person_id, service_line, languages, start_by_on, framework_id, zone_id, weekly_minutes, weekly_visits, most_workers, created_at)
    select package_id, 'K' || (200000 + i), referral_id, person_id, 'core', case when i % 5 = 0 then array['Gujarati'] else array[]::text[] end, date '2026-03-09', $1, zone_id, 630, 21, 1, '2026-01-01Z' from bench_package`, [frameworkId])
  await client.query(`insert into care.pattern_visit (package_id, day_of_week, earliest_minute, latest_minute, minutes, workers, time_critical) select package_id, d, 420 + v * 300, 480 + v * 300, 30, 1, false from bench_package, generate_series(1, 7) d, generate_series(0, 2) v`)
  await client.query(`insert into brokerage.call_off (id, package_id, framework_id, zone_id, rule_version, steps, opened_at, opened_by, closed_at, closed_reason) select call_off_id, package_id, $1, zone_id, '1', '[]', '2026-01-02Z', 'bench', '2026-01-02Z', 'placed' from bench_package where i <= ${String(size.placed)}`, [frameworkId])
  await client.query(`insert into brokerage.offer (id, call_off_id, package_id, provider_id, step, place, sent_at, reply_by_at, pence_per_hour) select offer_id, call_off_id, package_id, provider_id, 1, 1, '2026-01-02Z', '2026-01-02Z', 2000 from bench_package where i <= ${String(size.placed)}`)
  await client.query(`insert into brokerage.placement (id, package_id, person_id, provider_id, offer_id, framework_id, zone_id, service_line, tier, starts_on, pence_per_hour, placed_at)
    select gen_random_uuid(), package_id, person_id, provider_id, offer_id, $1, zone_id, 'core', 'lead', '2026-01-12', 2000, '2026-01-02Z' from bench_package where i <= ${String(size.placed)}`, [frameworkId])
  await client.query('analyze')
  const waiting = await client.query<{ package_id: string }>(`select package_id from bench_package where i > ${String(size.placed)} order by i`)
  return { frameworkId, packageIds: waiting.rows.map((row) => row.package_id) }
}

/** The eligibility of every provider that stands in a package's zone, with what is in its way, as a page would ask it: $1 package, $2 day. */
export const ELIGIBILITY_SQL = `
  with k as (select * from care.package where id = $1),
  held as (
    select s.*, p.name, p.languages, p.left_on from k join market.standing s on s.framework_id = k.framework_id and s.zone_id = k.zone_id and s.service_line in (k.service_line, 'core')
      join market.provider p on p.id = s.provider_id where s.from_on <= $2::date and (s.to_on is null or s.to_on >= $2::date)),
  rated as (
    select distinct on (l.provider_id) l.provider_id, r.rating from market.location l join market.rating r on r.location_id = l.id
    where l.home_care and r.domain = 'overall' and r.service_group = 'Overall' and r.published_on <= $2::date and l.provider_id in (select provider_id from held)
    order by l.provider_id, r.published_on desc, r.id desc)
  select h.provider_id, h.name, h.tier, h.rank,
    array_remove(array[
      case when h.left_on is not null then 'left' end,
      case when exists (select from market.suspension x where x.provider_id = h.provider_id and x.from_on <= $2::date and (x.to_on is null or x.to_on >= $2::date)) then 'suspended' end,
      case when coalesce(rated.rating, 'not-rated') = any(array(select jsonb_array_elements_text(f.terms::jsonb -> 'eligibility' -> 'refusedRatings'))) then 'rating' end,
      case when not (k.languages <@ h.languages) then 'language' end,
      case when not exists (select from market.rate r where r.framework_id = k.framework_id and (r.zone_id is null or r.zone_id = k.zone_id) and (r.tier is null or r.tier = h.tier) and r.from_on <= k.start_by_on) then 'no-rate' end
    ], null) as obstacles
  from k join market.framework f on f.id = k.framework_id cross join held h left join rated on rated.provider_id = h.provider_id
  order by array_position(array['lead', 'secondary', 'spot', 'last-resort'], h.tier), h.rank nulls last, lower(h.name), h.provider_id`
