-- Visits counted by day and by what is known of them, kept so that reports need not read every record of a quarter of a year; and sums of the
-- lines of a statement by zone, tier and kind. Both equal a recount (docs/decisions/0010-kept-counts.md).

create table visits.tallied_day (
  visit_on date constraint tallied_day_pk primary key,
  counted_at timestamptz not null,
  changed_at timestamptz not null
);
comment on table visits.tallied_day is 'Days whose visits are counted in visits.day_tally';
comment on column visits.tallied_day.visit_on is 'The day';
comment on column visits.tallied_day.counted_at is 'When it was counted, or looked at again and found unchanged';
comment on column visits.tallied_day.changed_at is 'When the newest of what was counted was recorded; minus infinity for a day of which nothing was';
create table visits.day_tally (
  visit_on date not null constraint day_tally_day_fk references visits.tallied_day on delete cascade,
  framework_id uuid,
  says smallint not null,
  visits int not null constraint day_tally_visits check (visits > 0),
  constraint day_tally_once unique nulls not distinct (visit_on, framework_id, says)
);
comment on table visits.day_tally is 'How many visits of a day are alike in what is known of them; counted from plans, records and exceptions, and counted again when these change';
comment on column visits.day_tally.visit_on is 'The day on which they were planned; of visits that nobody planned, on which they were made';
comment on column visits.day_tally.framework_id is 'Framework of their placements; null for unplanned visits without a placement';
comment on column visits.day_tally.says is 'What is known, bits added: 1 delivered, 2 missed, 4 cancelled, 8 hospital, 16 no access, 32 not required, 64 refused, 128 a missed exception stands, 256 a late one; 512 nobody planned it';
comment on column visits.day_tally.visits is 'How many';

-- Days lie together in these tables: a summary of each stretch finds them, and costs next to nothing when rows come.
create index planned_visit_days on visits.planned_visit using brin (visit_on) with (pages_per_range = 32);
create index visit_record_days on visits.visit_record using brin (visit_on) with (pages_per_range = 32);
create index planned_visit_withdrawn on visits.planned_visit (withdrawn_at) where withdrawn_at is not null;
create index planned_visit_replanned on visits.planned_visit (planned_at) where planned_at is not null;
create index visit_record_superseded on visits.visit_record (superseded_by) where superseded_by is not null;

create view visits.visit_change with (security_invoker = true) as
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
  select cleared_at, visit_on + n from visits.visit_exception, generate_series(-1, 1) n where cleared_at is not null;
comment on view visits.visit_change is 'When anything was recorded that may change how the visits of a day are counted. A record of a night may carry the date beside its plan''s, so the days beside it are named too';
comment on column visits.visit_change.changed_at is 'When';
comment on column visits.visit_change.visit_on is 'The day';

create function visits.published_day_count(days date[], known_before timestamptz) returns table (visit_on date, framework_id uuid, says int, visits int) language sql stable as $$
  with said as (
    select r.planned_visit_id, case r.outcome when 'delivered' then 1 when 'missed' then 2 when 'cancelled' then 4 when 'hospital' then 8 when 'no-access' then 16 when 'not-required' then 32 else 64 end as says
    from visits.visit_record r join visits.visit_file f on f.id = r.file_id
    where r.planned_visit_id is not null and r.visit_on = any (array(select d + n from unnest(days) d, generate_series(-1, 1) n)) and f.received_at < known_before
      and (r.superseded_by is null or (select lf.received_at from visits.visit_record l join visits.visit_file lf on lf.id = l.file_id where l.id = r.superseded_by) >= known_before)
    union all
    select e.planned_visit_id, case e.kind when 'missed' then 128 else 256 end
    from visits.visit_exception e
    where e.planned_visit_id is not null and e.kind in ('missed', 'late') and e.visit_on = any (array(select d + n from unnest(days) d, generate_series(-1, 1) n))
      and e.found_at < known_before and (e.cleared_at is null or e.cleared_at >= known_before)
  ), visit as (
    select planned_visit_id, bit_or(says) as says from said group by 1
  )
  select p.visit_on, pl.framework_id, coalesce(v.says, 0), count(*)::int
  from visits.planned_visit p join brokerage.placement pl on pl.id = p.placement_id left join visit v on v.planned_visit_id = p.id
  where p.visit_on = any (days) and (p.withdrawn_at is null or p.withdrawn_at >= known_before)
  group by 1, 2, 3
  union all
  select r.visit_on, pl.framework_id, 512, count(*)::int
  from visits.visit_record r join visits.visit_file f on f.id = r.file_id left join brokerage.placement pl on pl.id = r.placement_id
  where r.planned_visit_id is null and not r.second_worker and r.outcome = 'delivered' and r.visit_on = any (days) and f.received_at < known_before
    and (r.superseded_by is null or (select lf.received_at from visits.visit_record l join visits.visit_file lf on lf.id = l.file_id where l.id = r.superseded_by) >= known_before)
  group by 1, 2
$$;
comment on function visits.published_day_count(date[], timestamptz) is 'Counts the visits of days by framework and by what was known of them before an instant; the one statement that counts them';

create function visits.published_kept_day(from_on date, to_on date, known_before timestamptz) returns setof date language sql stable as $$
  select t.visit_on from visits.tallied_day t
  where t.visit_on between from_on and to_on and t.changed_at < known_before
    and not exists (
      select from visits.visit_change c
      where c.visit_on = t.visit_on and c.changed_at >= t.counted_at - interval '1 hour'
        and c.changed_at >= (select min(s.counted_at) - interval '1 hour' from visits.tallied_day s where s.visit_on between from_on and to_on)
    )
$$;
comment on function visits.published_kept_day(date, date, timestamptz) is 'Days whose kept count is what was known before an instant: nothing in it was recorded then or later, and nothing has been recorded since. What is recorded carries the time at which its transaction began, so the last hour before the count is looked at again';

create view visits.published_day_tally with (security_invoker = true) as select visit_on, framework_id, says, visits from visits.day_tally;
comment on view visits.published_day_tally is 'Kept counts of visits by day, framework and what is known of them';
comment on column visits.published_day_tally.visit_on is 'The day';
comment on column visits.published_day_tally.framework_id is 'The framework; null for unplanned visits without a placement';
comment on column visits.published_day_tally.says is 'What is known, as bits';
comment on column visits.published_day_tally.visits is 'How many';

revoke all on visits.published_day_tally, visits.visit_change from tendwell_provider;
grant select on visits.published_day_tally, visits.visit_change to tendwell_council;
revoke execute on function visits.published_day_count(date[], timestamptz), visits.published_kept_day(date, date, timestamptz) from public;
grant execute on function visits.published_day_count(date[], timestamptz), visits.published_kept_day(date, date, timestamptz) to tendwell_council;
do $$
declare t text;
begin
  foreach t in array array['tallied_day', 'day_tally'] loop
    execute format('grant select, insert, update, delete on visits.%I to tendwell_council', t);
    execute format('alter table visits.%I enable row level security', t);
    execute format('create policy council_all on visits.%I to tendwell_council using (true) with check (true)', t);
  end loop;
end $$;

create table payment.statement_part (
  statement_id uuid not null constraint statement_part_statement_fk references payment.statement,
  zone_id uuid,
  tier text,
  kind text not null,
  lines int not null,
  payable_minutes bigint not null,
  pence bigint not null,
  nhs_pence bigint not null,
  constraint statement_part_once unique nulls not distinct (statement_id, zone_id, tier, kind)
);
comment on table payment.statement_part is 'The lines of a statement added up by zone, tier and kind as the statement is made; neither they nor it ever change';
comment on column payment.statement_part.statement_id is 'The statement';
comment on column payment.statement_part.zone_id is 'The zone; null when the visit could not be placed in one';
comment on column payment.statement_part.tier is 'The provider''s tier';
comment on column payment.statement_part.kind is 'visit, or adjustment of an earlier line';
comment on column payment.statement_part.lines is 'How many lines';
comment on column payment.statement_part.payable_minutes is 'Their minutes paid';
comment on column payment.statement_part.pence is 'Their pence';
comment on column payment.statement_part.nhs_pence is 'What the NHS bears of these';
insert into payment.statement_part
  select statement_id, zone_id, tier, kind, count(*), sum(payable_minutes), sum(pence), sum(nhs_pence) from payment.pay_line group by 1, 2, 3, 4;
grant select, insert on payment.statement_part to tendwell_council;
alter table payment.statement_part enable row level security;
create policy council_all on payment.statement_part to tendwell_council using (true) with check (true);
create view payment.published_statement_part with (security_invoker = true) as
  select s.pay_run_id, p.zone_id, p.kind, p.lines, p.payable_minutes, p.pence, p.nhs_pence from payment.statement_part p join payment.statement s on s.id = p.statement_id;
comment on view payment.published_statement_part is 'Lines of statements added up by zone and kind';
comment on column payment.published_statement_part.pay_run_id is 'The run whose statement they stand on';
comment on column payment.published_statement_part.zone_id is 'The zone; null when there is none';
comment on column payment.published_statement_part.kind is 'visit, or adjustment of an earlier line';
comment on column payment.published_statement_part.lines is 'How many lines';
comment on column payment.published_statement_part.payable_minutes is 'Their minutes paid';
comment on column payment.published_statement_part.pence is 'Their pence';
comment on column payment.published_statement_part.nhs_pence is 'What the NHS bears of these';
revoke all on payment.published_statement_part from tendwell_provider;
grant select on payment.published_statement_part to tendwell_council;
