-- What is to be done at a provider's visits, as its coordinator keeps it for each placement and part of the day, and whether its visits
-- must be signed off. Never edited: the newest row counts from its day on, and visits of earlier days keep theirs.
create table visits.task_list (
  id bigint generated always as identity constraint task_list_pk primary key,
  provider_id uuid not null constraint task_list_provider_fk references market.provider,
  placement_id uuid not null constraint task_list_placement_fk references brokerage.placement,
  day_part text not null constraint task_list_day_part check (day_part in ('morning', 'lunch', 'tea', 'evening', 'night')),
  tasks jsonb not null,
  said_at timestamptz not null,
  said_by text not null
);
create index task_list_by_placement on visits.task_list (placement_id, day_part, id);
comment on table visits.task_list is 'Tasks of a placement''s visits in a part of the day; the newest by the end of a visit''s day counts';
comment on column visits.task_list.id is 'Identity; counts up';
comment on column visits.task_list.provider_id is 'The provider';
comment on column visits.task_list.placement_id is 'The placement';
comment on column visits.task_list.day_part is 'The part of the day in which visits are planned to start';
comment on column visits.task_list.tasks is 'What is to be done, in order; an empty list is none';
comment on column visits.task_list.said_at is 'From when';
comment on column visits.task_list.said_by is 'Who';

create table visits.sign_off_setting (
  id bigint generated always as identity constraint sign_off_setting_pk primary key,
  provider_id uuid not null constraint sign_off_setting_provider_fk references market.provider,
  is_required boolean not null,
  said_at timestamptz not null,
  said_by text not null
);
create index sign_off_setting_by_provider on visits.sign_off_setting (provider_id, id);
comment on table visits.sign_off_setting is 'Whether a provider asks for a sign-off before a check-out; the newest counts, none is by choice';
comment on column visits.sign_off_setting.id is 'Identity; counts up';
comment on column visits.sign_off_setting.provider_id is 'The provider';
comment on column visits.sign_off_setting.is_required is 'True when the check-in page asks for it before a check-out';
comment on column visits.sign_off_setting.said_at is 'From when';
comment on column visits.sign_off_setting.said_by is 'Who';

grant select, insert on visits.task_list, visits.sign_off_setting to tendwell_council, tendwell_provider;
do $$
declare t text;
begin
  foreach t in array array['task_list', 'sign_off_setting'] loop
    execute format('alter table visits.%I enable row level security', t);
    execute format('create policy council_all on visits.%I to tendwell_council using (true) with check (true)', t);
    execute format('create policy provider_own on visits.%I to tendwell_provider using (provider_id = (select access.organisation())) with check (provider_id = (select access.organisation()))', t);
  end loop;
end $$;
