-- Measures of visits from which KPIs are made: one row a planned visit, one a care worker's record, each measure a count (0 or 1) or minutes.
-- A KPI is one measure over another (visits/rules/kpi-definitions.ts); the rule visits/rules/kpi-measures.ts says the same of one visit.

create function visits.kpi_visit(days date[], critical_minutes int, other_minutes int) returns table (
  planned_visit_id bigint, visit_on date, provider_id uuid, framework_id uuid, zone_id uuid, service_line text,
  planned int, cancelled int, hospital int, not_required int, refused int, no_access int, unrecorded int, missed int, made int,
  timed int, untimed int, on_time int, critical_timed int, critical_on_time int, due_minutes int, counted_minutes int, over_minutes int,
  measured int, unmeasured int, under_30 int, under_30_agreed int
) language sql stable as $$
  select v.id, v.visit_on, v.provider_id, v.framework_id, v.zone_id, v.service_line,
    1, (v.fate = 'cancelled')::int, (v.fate = 'hospital')::int, (v.fate = 'not-required')::int, (v.fate = 'refused')::int, (v.fate = 'no-access')::int, (v.fate = 'unrecorded')::int, (v.fate = 'missed')::int, (v.fate = 'made')::int,
    (v.fate = 'made' and v.first_at is not null)::int, (v.fate = 'made' and v.first_at is null)::int, (v.fate = 'made' and coalesce(v.in_time, false))::int,
    (v.fate = 'made' and v.first_at is not null and v.time_critical)::int, (v.fate = 'made' and coalesce(v.in_time, false) and v.time_critical)::int,
    case when v.fate in ('made', 'missed') then v.plan else 0 end,
    case when v.fate in ('made', 'missed') then least(v.plan, coalesce(v.given, 0)) else 0 end,
    case when v.fate in ('made', 'missed') then greatest(0, coalesce(v.given, 0) - v.plan) else 0 end,
    (v.fate = 'made' and v.longest is not null)::int, (v.fate = 'made' and v.longest is null)::int, (v.fate = 'made' and coalesce(v.longest < 30, false))::int, (v.fate = 'made' and coalesce(v.longest < 30, false) and v.minutes < 30)::int
  from (
    select p.id, p.visit_on, p.provider_id, p.minutes, p.time_critical, p.minutes * p.workers as plan, pl.framework_id, pl.zone_id, pl.service_line, r.first_at, r.given, r.longest,
      extract(epoch from r.first_at - p.starts_at) between -60 * w.allowed and 60 * (p.window_minutes + w.allowed) as in_time, f.fate
    from visits.planned_visit p
    join brokerage.placement pl on pl.id = p.placement_id
    cross join lateral (
      select count(*) as records, count(*) filter (where d.outcome = 'delivered') as delivered, min(d.outcome) filter (where d.outcome <> 'missed') as reason,
        min(coalesce(d.adjusted_starts_at, d.actual_starts_at)) filter (where d.outcome = 'delivered') as first_at,
        sum(coalesce(d.adjusted_minutes, d.actual_minutes)) filter (where d.outcome = 'delivered')::int as given,
        max(coalesce(d.adjusted_minutes, d.actual_minutes)) filter (where d.outcome = 'delivered')::int as longest
      from visits.visit_record d where d.planned_visit_id = p.id and d.superseded_by is null
    ) r
    cross join lateral (
      select coalesce(
        (select (s.document ->> case when p.time_critical then 'onTimeCriticalMinutes' else 'onTimeMinutes' end)::int from visits.exception_settings s where s.framework_id = pl.framework_id and s.from_on <= p.visit_on order by s.from_on desc, s.id desc limit 1),
        case when p.time_critical then critical_minutes else other_minutes end) as allowed
    ) w
    cross join lateral (
      select case
        when exists (select from visits.visit_exception e where e.planned_visit_id = p.id and e.kind = 'missed' and e.cleared_at is null) then 'missed'
        when r.records = 0 then 'unrecorded'
        when r.delivered > 0 then 'made'
        else coalesce(r.reason, 'missed')
      end as fate
      -- Reckoned once a visit: without this the planner writes it out in every column.
      offset 0
    ) f
    where p.visit_on = any (days) and p.withdrawn_at is null
  ) v
$$;
comment on function visits.kpi_visit(date[], int, int) is 'What each planned visit of some days adds to every measure; the two numbers are the minutes within which a visit is on time where its framework has set none';

create view visits.kpi_record with (security_invoker = true) as
  select r.id as visit_record_id, r.planned_visit_id, r.visit_on, r.provider_id, pl.framework_id, pl.zone_id, pl.service_line,
    r.worked, r.placed - r.worked as not_worked, r.unallocated,
    r.worked * r.electronic as electronic, r.worked * (1 - r.electronic) * r.manual as by_hand, r.worked * (1 - r.electronic) * (1 - r.manual) as method_unknown,
    r.worked * (r.travel_minutes is not null)::int as with_travel, r.worked * (r.travel_minutes is null)::int as without_travel, r.worked * coalesce(r.travel_minutes, 0) as travel_minutes,
    case when r.travel_minutes is null then 0 else r.worked * (r.contact + r.travel_minutes) end as travel_and_contact_minutes,
    r.worked * (r.travel_mile_hundredths is not null)::int as with_miles, r.worked * (r.travel_mile_hundredths is null)::int as without_miles, r.worked * coalesce(r.travel_mile_hundredths, 0) as mile_hundredths,
    case when r.travel_mile_hundredths is null then 0 else r.worked * r.contact end as miles_contact_minutes,
    r.worked * (r.travel_mode is not null)::int as with_mode, r.worked * (r.travel_mode is null)::int as without_mode,
    r.worked * coalesce(r.travel_mode = 'walk', false)::int as walked, r.worked * coalesce(r.travel_mode = 'cycle', false)::int as cycled, r.worked * coalesce(r.travel_mode = 'electric-car', false)::int as electric
  from (
    select id, planned_visit_id, visit_on, provider_id, placement_id, travel_minutes, travel_mile_hundredths, travel_mode, (placement_id is not null)::int as placed,
      (outcome = 'delivered' and placement_id is not null)::int as worked, (placement_id is null)::int as unallocated, coalesce(adjusted_minutes, actual_minutes, 0) as contact,
      (actual_starts_at is not null and actual_ends_at is not null and coalesce(check_in_method <> 'manual', false) and coalesce(check_out_method <> 'manual', false))::int as electronic,
      (coalesce(check_in_method = 'manual', false) or coalesce(check_out_method = 'manual', false) or (actual_starts_at is null and actual_ends_at is null and adjusted_minutes is not null))::int as manual
    from visits.visit_record where superseded_by is null
  ) r left join brokerage.placement pl on pl.id = r.placement_id;
comment on view visits.kpi_record is 'What each current record of a care worker adds to every measure';

create table visits.kpi_day (
  visit_on date not null constraint kpi_day_day_fk references visits.tallied_day on delete cascade,
  provider_id uuid not null,
  framework_id uuid,
  zone_id uuid,
  service_line text,
  planned int not null, cancelled int not null, hospital int not null, not_required int not null, refused int not null, no_access int not null, unrecorded int not null, missed int not null, made int not null,
  timed int not null, untimed int not null, on_time int not null, critical_timed int not null, critical_on_time int not null, due_minutes int not null, counted_minutes int not null, over_minutes int not null,
  measured int not null, unmeasured int not null, under_30 int not null, under_30_agreed int not null,
  worked int not null, not_worked int not null, unallocated int not null, electronic int not null, by_hand int not null, method_unknown int not null,
  with_travel int not null, without_travel int not null, travel_minutes int not null, travel_and_contact_minutes int not null,
  with_miles int not null, without_miles int not null, mile_hundredths int not null, miles_contact_minutes int not null,
  with_mode int not null, without_mode int not null, walked int not null, cycled int not null, electric int not null,
  constraint kpi_day_once unique nulls not distinct (visit_on, provider_id, framework_id, zone_id, service_line)
);
comment on table visits.kpi_day is 'Measures of a day''s visits added up by provider, framework, zone and service line; kept with visits.day_tally and under the same conditions';
do $$
declare c record;
begin
  for c in select * from (values
    ('visit_on', 'The day'), ('provider_id', 'The provider'), ('framework_id', 'Framework of the placements; null for records without one'), ('zone_id', 'Zone of the placements'), ('service_line', 'Service line of the placements'),
    ('planned', 'Planned visits that were not withdrawn'), ('cancelled', 'Neither made nor missed: cancelled'), ('hospital', 'Neither made nor missed: the person was in hospital'), ('not_required', 'Neither made nor missed: not required'),
    ('refused', 'Neither made nor missed: refused by the person'), ('no_access', 'Neither made nor missed: nobody answered the door'), ('unrecorded', 'No record, and not yet known to be missed'), ('missed', 'Missed visits'), ('made', 'Visits made'),
    ('timed', 'Visits made of which the start is known'), ('untimed', 'Visits made of which no start is known'), ('on_time', 'Visits that began within the minutes that the framework allows'), ('critical_timed', 'Time-critical visits made of which the start is known'), ('critical_on_time', 'Those of them on time'),
    ('due_minutes', 'Planned minutes of all care workers at visits made or missed'), ('counted_minutes', 'Minutes delivered at them, up to the plan of each visit'), ('over_minutes', 'Minutes delivered beyond the plan of each visit'),
    ('measured', 'Visits made of which the length is known'), ('unmeasured', 'Visits made of which no length is known'), ('under_30', 'Those of the measured whose longest record is under 30 minutes'), ('under_30_agreed', 'Those of them that were planned to be under 30 minutes'),
    ('worked', 'Records of care workers who made a visit of a placement'), ('not_worked', 'Other records with a placement'), ('unallocated', 'Records without a placement'), ('electronic', 'Records with a call in and a call out, neither by hand'), ('by_hand', 'Records entered by hand at one end or both'), ('method_unknown', 'Records that do not say how both calls were made'),
    ('with_travel', 'Records that say how long the way took'), ('without_travel', 'Records that do not'), ('travel_minutes', 'Minutes of travel'), ('travel_and_contact_minutes', 'Minutes of travel and of the visits travelled to'),
    ('with_miles', 'Records that say how far the way was'), ('without_miles', 'Records that do not'), ('mile_hundredths', 'Hundredths of a mile travelled'), ('miles_contact_minutes', 'Minutes of the visits travelled to'),
    ('with_mode', 'Records that say how the care worker came'), ('without_mode', 'Records that do not'), ('walked', 'Came on foot'), ('cycled', 'Came by bicycle'), ('electric', 'Came by electric car')
  ) as t(name, words) loop
    execute format('comment on column visits.kpi_day.%I is %L', c.name, c.words);
  end loop;
end $$;
grant select, insert, update, delete on visits.kpi_day to tendwell_council;
alter table visits.kpi_day enable row level security;
create policy council_all on visits.kpi_day to tendwell_council using (true) with check (true);
revoke execute on function visits.kpi_visit(date[], int, int) from public;
grant execute on function visits.kpi_visit(date[], int, int) to tendwell_council, tendwell_provider;
grant select on visits.kpi_record to tendwell_council, tendwell_provider;

-- When other settings say what is on time, the days they reach are counted again.
create or replace view visits.visit_change with (security_invoker = true) as
  select f.received_at as changed_at, d::date as visit_on from visits.visit_file f, generate_series(f.from_on - 1, f.to_on + 1, interval '1 day') d
  union all
  select f.received_at, old.visit_on + n from visits.visit_record old join visits.visit_record later on later.id = old.superseded_by join visits.visit_file f on f.id = later.file_id, generate_series(-1, 1) n where old.superseded_by is not null
  union all
  select a.allocated_at, r.visit_on + n from visits.allocation a join visits.visit_record r on r.id = a.visit_record_id, generate_series(-1, 1) n
  union all
  select w.planned_at, w.week_on + n from visits.planned_week w, generate_series(0, 6) n
  union all
  select planned_at, visit_on from visits.planned_visit where planned_at is not null
  union all
  select withdrawn_at, visit_on from visits.planned_visit where withdrawn_at is not null
  union all
  select found_at, visit_on + n from visits.visit_exception, generate_series(-1, 1) n
  union all
  select cleared_at, visit_on + n from visits.visit_exception, generate_series(-1, 1) n where cleared_at is not null
  union all
  select s.set_at, d::date from visits.exception_settings s, generate_series(s.from_on::timestamp, greatest(s.from_on, (s.set_at at time zone 'Europe/London')::date)::timestamp, interval '1 day') d;

-- Every day is counted once more, so that its measures are kept too.
delete from visits.tallied_day;
