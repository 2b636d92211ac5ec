-- KPIs counted set by set: records are grouped once instead of being looked up visit by visit.
create or replace function visits.kpi_visit(days date[], critical_minutes int, other_minutes int) returns table (
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
      extract(epoch from r.first_at - p.starts_at) between -60 * w.allowed and 60 * (p.window_minutes + w.allowed) as in_time,
      case when m.planned_visit_id is not null then 'missed' when r.planned_visit_id is null then 'unrecorded' when r.is_made then 'made' else coalesce(r.reason, 'missed') end as fate
    from visits.planned_visit p
    join brokerage.placement pl on pl.id = p.placement_id
    left join (
      select d.provider_id, d.planned_visit_id, bool_or(d.outcome = 'delivered') as is_made, min(d.outcome) filter (where d.outcome not in ('delivered', 'missed')) as reason,
        min(coalesce(d.adjusted_starts_at, d.actual_starts_at)) filter (where d.outcome = 'delivered') as first_at,
        sum(coalesce(d.adjusted_minutes, d.actual_minutes)) filter (where d.outcome = 'delivered')::int as given,
        max(coalesce(d.adjusted_minutes, d.actual_minutes)) filter (where d.outcome = 'delivered')::int as longest
      from visits.visit_record d
      -- The record of a night may carry the date beside its plan's.
      where d.planned_visit_id is not null and d.superseded_by is null and d.visit_on = any (array(select x + n from unnest(days) x, generate_series(-1, 1) n))
      group by 1, 2
    ) r on r.planned_visit_id = p.id and r.provider_id = p.provider_id
    left join (
      select distinct e.provider_id, e.planned_visit_id from visits.visit_exception e
      where e.planned_visit_id is not null and e.kind = 'missed' and e.cleared_at is null and e.visit_on = any (array(select x + n from unnest(days) x, generate_series(-1, 1) n))
    ) m on m.planned_visit_id = p.id and m.provider_id = p.provider_id
    cross join lateral (
      select coalesce(
        (select (s.document ->> case when p.time_critical then 'onTimeCriticalMinutes' else 'onTimeMinutes' end)::int from visits.exception_settings s where s.framework_id = pl.framework_id and s.from_on <= p.visit_on order by s.from_on desc, s.id desc limit 1),
        case when p.time_critical then critical_minutes else other_minutes end) as allowed
      offset 0
    ) w
    where p.visit_on = any (days) and p.withdrawn_at is null
  ) v
$$;

-- When each provider's visit records are expected, what makes the score of their quality, and who was told of late ones. Nothing here is edited.
create table visits.feed_settings (
  id bigint generated always as identity constraint feed_settings_pk primary key,
  document jsonb not null,
  source text not null,
  set_at timestamptz not null,
  set_by text not null
);
comment on table visits.feed_settings is 'Weights of the parts of the quality score of visit records, and hours after which late ones are chased; without a row those in visits/rules/feed-score.ts hold';
comment on column visits.feed_settings.id is 'Identity; the highest counts';
comment on column visits.feed_settings.document is 'Weights and hours (visits/terms/feed.ts)';
comment on column visits.feed_settings.source is 'Clause or decision that the numbers come from';
comment on column visits.feed_settings.set_at is 'When they were set';
comment on column visits.feed_settings.set_by is 'Who set them';

create table visits.feed_expectation (
  id bigint generated always as identity constraint feed_expectation_pk primary key,
  provider_id uuid not null constraint feed_expectation_provider_fk references market.provider,
  cadence text not null constraint feed_expectation_cadence check (cadence in ('day', 'week', 'none')),
  weekday smallint not null constraint feed_expectation_weekday check (weekday between 1 and 7),
  by_minute smallint not null constraint feed_expectation_minute check (by_minute between 0 and 1439),
  set_at timestamptz not null,
  set_by text not null
);
create index feed_expectation_by_provider on visits.feed_expectation (provider_id, id);
comment on table visits.feed_expectation is 'When the council expects a provider''s visit records; without a row its own files of the last eight weeks say so';
comment on column visits.feed_expectation.id is 'Identity; the highest of a provider counts';
comment on column visits.feed_expectation.provider_id is 'The provider';
comment on column visits.feed_expectation.cadence is 'day (each day''s visits on the day after), week (those of a week, Monday to Sunday, after it) or none';
comment on column visits.feed_expectation.weekday is 'Of a week: the day by which, 1 for Monday';
comment on column visits.feed_expectation.by_minute is 'Minute after midnight in London by which';
comment on column visits.feed_expectation.set_at is 'When it was set';
comment on column visits.feed_expectation.set_by is 'Who set it';

create table visits.feed_chase (
  provider_id uuid not null constraint feed_chase_provider_fk references market.provider,
  missing_on date not null,
  kind text not null constraint feed_chase_kind check (kind in ('reminder', 'escalation')),
  told_at timestamptz not null,
  constraint feed_chase_pk primary key (provider_id, missing_on, kind)
);
comment on table visits.feed_chase is 'Late visit records of which the provider was reminded or the council told';
comment on column visits.feed_chase.provider_id is 'The provider';
comment on column visits.feed_chase.missing_on is 'First day with planned visits that no file had reached';
comment on column visits.feed_chase.kind is 'reminder (to the provider) or escalation (to the council)';
comment on column visits.feed_chase.told_at is 'When the message was put in the outbox';

grant select on visits.feed_settings, visits.feed_expectation, visits.feed_chase to tendwell_council, tendwell_provider;
grant insert on visits.feed_settings, visits.feed_expectation, visits.feed_chase to tendwell_council;
do $$
declare t text;
begin
  foreach t in array array['feed_settings', 'feed_expectation', 'feed_chase'] loop
    execute format('alter table visits.%I enable row level security', t);
    execute format('create policy council_all on visits.%I to tendwell_council using (true) with check (true)', t);
  end loop;
  foreach t in array array['feed_expectation', 'feed_chase'] loop
    execute format('create policy provider_own on visits.%I for select to tendwell_provider using (provider_id = (select access.organisation()))', t);
  end loop;
end $$;
create policy provider_reads on visits.feed_settings for select to tendwell_provider using (true);
