create table visits.planned_visit (
  id bigint generated always as identity constraint planned_visit_pk primary key,
  placement_id uuid not null constraint planned_visit_placement_fk references brokerage.placement,
  person_id uuid not null,
  provider_id uuid not null,
  visit_on date not null,
  starts_at timestamptz not null,
  minutes smallint not null constraint planned_visit_minutes check (minutes between 5 and 1440),
  workers smallint not null constraint planned_visit_workers check (workers in (1, 2)),
  time_critical boolean not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  constraint planned_visit_once unique (placement_id, starts_at)
);
create index planned_visit_by_provider on visits.planned_visit (provider_id, visit_on);
create index planned_visit_by_person on visits.planned_visit (person_id, visit_on);
comment on table visits.planned_visit is 'Calls that are meant to happen, made week by week from placements';
comment on column visits.planned_visit.id is 'Identity, and the reference in our own visit file';
comment on column visits.planned_visit.placement_id is 'The placement it serves';
comment on column visits.planned_visit.person_id is 'The person';
comment on column visits.planned_visit.provider_id is 'The provider';
comment on column visits.planned_visit.visit_on is 'Date in London on which it starts';
comment on column visits.planned_visit.starts_at is 'Planned start';
comment on column visits.planned_visit.minutes is 'Planned length; elapsed minutes, also across a clock change';
comment on column visits.planned_visit.workers is 'Care workers planned';
comment on column visits.planned_visit.time_critical is 'True when a late start does harm';
comment on column visits.planned_visit.withdrawn_at is 'When it stopped being planned; null while it is';
comment on column visits.planned_visit.withdrawn_reason is 'Why';

create table visits.planned_week (
  placement_id uuid not null constraint planned_week_placement_fk references brokerage.placement,
  week_on date not null constraint planned_week_monday check (extract(isodow from week_on) = 1),
  planned_at timestamptz not null,
  constraint planned_week_pk primary key (placement_id, week_on)
);
comment on table visits.planned_week is 'Weeks already planned for a placement';
comment on column visits.planned_week.placement_id is 'The placement';
comment on column visits.planned_week.week_on is 'Monday of the week';
comment on column visits.planned_week.planned_at is 'When it was planned';

create table visits.visit_file (
  id uuid constraint visit_file_pk primary key,
  provider_id uuid not null constraint visit_file_provider_fk references market.provider,
  name text not null,
  layout text not null constraint visit_file_layout check (layout in ('tendwell', 'access')),
  sha256 text not null,
  file_reference text,
  from_on date,
  to_on date,
  received_at timestamptz not null,
  received_by text not null,
  read_count int not null,
  new_count int not null,
  changed_count int not null,
  repeated_count int not null,
  refused_count int not null,
  unallocated_count int not null,
  refusals jsonb not null,
  constraint visit_file_once unique (provider_id, sha256),
  constraint visit_file_adds_up check (read_count = new_count + changed_count + repeated_count + refused_count)
);
comment on table visits.visit_file is 'Files of visit records that providers sent';
comment on column visits.visit_file.id is 'Identity';
comment on column visits.visit_file.provider_id is 'The provider that sent it';
comment on column visits.visit_file.name is 'File name as given';
comment on column visits.visit_file.layout is 'tendwell (our own CSV) or access (the Access provider-portal CSV)';
comment on column visits.visit_file.sha256 is 'Hash of its bytes: the same file is never read in twice';
comment on column visits.visit_file.file_reference is 'The file''s own reference, in layouts that have one';
comment on column visits.visit_file.from_on is 'Earliest visit date in it';
comment on column visits.visit_file.to_on is 'Latest visit date in it';
comment on column visits.visit_file.received_at is 'When it was read in';
comment on column visits.visit_file.received_by is 'Who sent it';
comment on column visits.visit_file.read_count is 'Rows read';
comment on column visits.visit_file.new_count is 'Rows that were new, unallocated ones among them';
comment on column visits.visit_file.changed_count is 'Rows that replaced an earlier record';
comment on column visits.visit_file.repeated_count is 'Rows that said nothing new';
comment on column visits.visit_file.refused_count is 'Rows refused';
comment on column visits.visit_file.unallocated_count is 'New and changed rows kept without a placement';
comment on column visits.visit_file.refusals is 'Each refused row: row, column, value, reason, fix, and the row as sent';

create table visits.visit_record (
  id bigint generated always as identity constraint visit_record_pk primary key,
  file_id uuid not null constraint visit_record_file_fk references visits.visit_file,
  row_number int not null,
  provider_id uuid not null,
  visit_reference text not null,
  sequence bigint not null,
  person_reference text not null,
  worker_reference text,
  visit_on date not null,
  claimed_starts_at timestamptz,
  claimed_minutes smallint,
  actual_starts_at timestamptz,
  actual_ends_at timestamptz,
  actual_minutes smallint,
  check_in_method text,
  check_out_method text,
  outcome text not null constraint visit_record_outcome check (outcome in ('delivered', 'missed', 'cancelled', 'no-access', 'refused', 'hospital', 'not-required')),
  notice_hours smallint,
  second_worker boolean not null,
  placement_id uuid constraint visit_record_placement_fk references brokerage.placement,
  planned_visit_id bigint constraint visit_record_planned_fk references visits.planned_visit,
  superseded_by bigint,
  constraint visit_record_once unique (provider_id, visit_reference, sequence),
  constraint visit_record_actual_whole check ((actual_starts_at is null) = (actual_ends_at is null) and (actual_starts_at is null) = (actual_minutes is null)),
  constraint visit_record_delivered check (outcome <> 'delivered' or actual_starts_at is not null),
  constraint visit_record_order check (actual_ends_at >= actual_starts_at)
);
create index visit_record_by_planned on visits.visit_record (planned_visit_id) where planned_visit_id is not null;
create index visit_record_by_provider on visits.visit_record (provider_id, visit_on);
comment on table visits.visit_record is 'What providers'' systems recorded, one row per care worker and visit; corrections are new rows';
comment on column visits.visit_record.id is 'Identity';
comment on column visits.visit_record.file_id is 'File it came in';
comment on column visits.visit_record.row_number is 'Line of that file';
comment on column visits.visit_record.provider_id is 'The provider';
comment on column visits.visit_record.visit_reference is 'The provider''s reference of this care worker''s visit';
comment on column visits.visit_record.sequence is 'A higher sequence replaces a lower one of the same reference';
comment on column visits.visit_record.person_reference is 'Reference of the person as sent';
comment on column visits.visit_record.worker_reference is 'The provider''s reference of the care worker';
comment on column visits.visit_record.visit_on is 'Date in London on which it started or was due';
comment on column visits.visit_record.claimed_starts_at is 'Start claimed for payment, in layouts that have one';
comment on column visits.visit_record.claimed_minutes is 'Minutes claimed for payment, in layouts that have them';
comment on column visits.visit_record.actual_starts_at is 'Log-in';
comment on column visits.visit_record.actual_ends_at is 'Log-out';
comment on column visits.visit_record.actual_minutes is 'Whole minutes between them (visits/rules/actual-minutes.ts)';
comment on column visits.visit_record.check_in_method is 'How the care worker logged in';
comment on column visits.visit_record.check_out_method is 'How the care worker logged out';
comment on column visits.visit_record.outcome is 'delivered, missed, cancelled, no-access, refused, hospital or not-required';
comment on column visits.visit_record.notice_hours is 'Hours of notice of a cancellation';
comment on column visits.visit_record.second_worker is 'True for the second care worker of a visit';
comment on column visits.visit_record.placement_id is 'Placement it was allocated to; null while unallocated';
comment on column visits.visit_record.planned_visit_id is 'Planned visit it answers; null when unplanned';
comment on column visits.visit_record.superseded_by is 'The record that replaced it; null while current';

create table visits.visit_exception (
  id bigint generated always as identity constraint visit_exception_pk primary key,
  provider_id uuid not null,
  placement_id uuid,
  person_id uuid,
  planned_visit_id bigint constraint visit_exception_planned_fk references visits.planned_visit,
  visit_record_id bigint constraint visit_exception_record_fk references visits.visit_record,
  visit_on date not null,
  kind text not null constraint visit_exception_kind check (kind in ('missed', 'late', 'early', 'short', 'long', 'single-handed', 'unplanned', 'overlapping-worker')),
  facts jsonb not null,
  rule_version text not null,
  found_at timestamptz not null,
  cleared_at timestamptz,
  constraint visit_exception_about check (planned_visit_id is not null or visit_record_id is not null)
);
create unique index visit_exception_once on visits.visit_exception (kind, coalesce(planned_visit_id, 0), coalesce(visit_record_id, 0)) where cleared_at is null;
create index visit_exception_by_provider on visits.visit_exception (provider_id, visit_on) where cleared_at is null;
create index visit_exception_by_planned on visits.visit_exception (planned_visit_id) where cleared_at is null;
comment on table visits.visit_exception is 'Where a visit departed from plan';
comment on column visits.visit_exception.id is 'Identity';
comment on column visits.visit_exception.provider_id is 'The provider';
comment on column visits.visit_exception.placement_id is 'The placement, if allocated';
comment on column visits.visit_exception.person_id is 'The person, if allocated';
comment on column visits.visit_exception.planned_visit_id is 'The planned visit, if there is one';
comment on column visits.visit_exception.visit_record_id is 'The record, if it is about one';
comment on column visits.visit_exception.visit_on is 'Date of the visit';
comment on column visits.visit_exception.kind is 'Kind of exception';
comment on column visits.visit_exception.facts is 'The numbers the rule looked at, in minutes';
comment on column visits.visit_exception.rule_version is 'Version of the rule';
comment on column visits.visit_exception.found_at is 'When it was found';
comment on column visits.visit_exception.cleared_at is 'When a corrected record took it away; null while it stands';

grant select, insert on all tables in schema visits to tendwell_council, tendwell_provider;
grant update (withdrawn_at, withdrawn_reason) on visits.planned_visit to tendwell_council;
grant update (superseded_by, placement_id, planned_visit_id) on visits.visit_record to tendwell_council, tendwell_provider;
grant update (cleared_at) on visits.visit_exception to tendwell_council, tendwell_provider;
revoke insert on visits.planned_visit, visits.planned_week from tendwell_provider;
do $$
declare t text;
begin
  foreach t in array array['planned_visit', 'visit_file', 'visit_record', 'visit_exception'] loop
    execute format('alter table visits.%I enable row level security', t);
    execute format('create policy council_all on visits.%I to tendwell_council using (true) with check (true)', t);
    execute format('create policy provider_own on visits.%I to tendwell_provider using (provider_id = (select access.organisation())) with check (provider_id = (select access.organisation()))', t);
  end loop;
end $$;
alter table visits.planned_week enable row level security;
create policy council_all on visits.planned_week to tendwell_council using (true) with check (true);
