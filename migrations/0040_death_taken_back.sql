-- A death that was recorded by mistake is taken back by a correction of its own; a later one is recorded as the next. The ends that it made are taken back
-- through the database alone, which keeps what stood.
alter table brokerage.death add column nr smallint not null default 1 constraint death_nr check (nr >= 1);
alter table brokerage.death alter column nr drop default;
alter table brokerage.death drop constraint death_pk;
alter table brokerage.death add constraint death_pk primary key (person_id, nr);
comment on table brokerage.death is 'People who have died; their placements end on that day. One that has a correction never was';
comment on column brokerage.death.nr is 'From 1; one more for each that was taken back before';

create table brokerage.death_correction (
  person_id uuid not null,
  nr smallint not null,
  reason text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint death_correction_pk primary key (person_id, nr),
  constraint death_correction_death_fk foreign key (person_id, nr) references brokerage.death
);
comment on table brokerage.death_correction is 'Deaths that were recorded by mistake';
comment on column brokerage.death_correction.person_id is 'The person';
comment on column brokerage.death_correction.nr is 'Which recorded death';
comment on column brokerage.death_correction.reason is 'How the mistake came about';
comment on column brokerage.death_correction.recorded_at is 'When it was taken back';
comment on column brokerage.death_correction.recorded_by is 'Who took it back';
grant select, insert on brokerage.death_correction to tendwell_council;
grant select on brokerage.death_correction to tendwell_provider;
alter table brokerage.death_correction enable row level security;
create policy council_all on brokerage.death_correction to tendwell_council using (true) with check (true);
create policy provider_own on brokerage.death_correction for select to tendwell_provider using (exists (select from brokerage.placement p where p.person_id = death_correction.person_id and p.provider_id = (select access.organisation())));

alter table brokerage.placement_end_before drop constraint placement_end_before_pk;
alter table brokerage.placement_end_before add column id bigint generated always as identity constraint placement_end_before_pk primary key;
alter table brokerage.placement_end_before add column gave_way_at timestamptz;
update brokerage.placement_end_before b set gave_way_at = e.recorded_at from brokerage.placement_end e where e.placement_id = b.placement_id;
alter table brokerage.placement_end_before alter column gave_way_at set not null;
create index placement_end_before_by_placement on brokerage.placement_end_before (placement_id, id);
comment on table brokerage.placement_end_before is 'Ends of placements as they stood, which gave way to a death before them, or to the correction of one';
comment on column brokerage.placement_end_before.id is 'Order';
comment on column brokerage.placement_end_before.gave_way_at is 'When that to which it gave way was recorded: a death, or its correction';

create or replace function brokerage.bring_end_forward(of_placement uuid, to_day date, at_instant timestamptz, by_whom text) returns void
  language plpgsql security definer set search_path = pg_catalog
  as $$
  begin
    insert into brokerage.placement_end_before (placement_id, ends_on, reason, recorded_at, recorded_by, gave_way_at)
      select placement_id, ends_on, reason, recorded_at, recorded_by, at_instant from brokerage.placement_end where placement_id = of_placement and ends_on > to_day;
    if not found then raise exception 'the placement has no end after that day'; end if;
    update brokerage.placement_end set ends_on = to_day, reason = 'died', recorded_at = at_instant, recorded_by = by_whom where placement_id = of_placement;
  end
  $$;

-- Only an end that a corrected death made, and only to what stood before it.
create function brokerage.take_back_end(of_placement uuid, of_nr smallint) returns boolean
  language plpgsql security definer set search_path = pg_catalog
  as $$
  declare
    death_at timestamptz;
    taken_back_at timestamptz;
    before brokerage.placement_end_before;
  begin
    select d.recorded_at, c.recorded_at into death_at, taken_back_at
      from brokerage.placement p join brokerage.death d on d.person_id = p.person_id and d.nr = of_nr join brokerage.death_correction c on c.person_id = d.person_id and c.nr = d.nr
      where p.id = of_placement;
    if death_at is null then return false; end if;
    select * into before from brokerage.placement_end_before b where b.placement_id = of_placement and b.gave_way_at = death_at order by b.id desc limit 1;
    insert into brokerage.placement_end_before (placement_id, ends_on, reason, recorded_at, recorded_by, gave_way_at)
      select e.placement_id, e.ends_on, e.reason, e.recorded_at, e.recorded_by, taken_back_at from brokerage.placement_end e where e.placement_id = of_placement and e.reason = 'died' and e.recorded_at = death_at;
    if not found then return false; end if;
    if before.id is null then
      delete from brokerage.placement_end where placement_id = of_placement;
    else
      update brokerage.placement_end set ends_on = before.ends_on, reason = before.reason, recorded_at = before.recorded_at, recorded_by = before.recorded_by where placement_id = of_placement;
    end if;
    return true;
  end
  $$;
comment on function brokerage.take_back_end is 'Takes back the end that a corrected death made; what stood is kept in placement_end_before';
revoke all on function brokerage.take_back_end from public;
grant execute on function brokerage.take_back_end to tendwell_council;
