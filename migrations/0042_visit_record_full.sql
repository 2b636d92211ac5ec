-- The full record of a visit, its parts kept apart: what the provider rostered, the calls (log-in and log-out), what it claims, and
-- times adjusted afterwards with who, when and why.
alter table visits.visit_record
  add rostered_minutes smallint constraint visit_record_rostered_minutes check (rostered_minutes between 0 and 1500),
  add adjusted_starts_at timestamptz,
  add adjusted_ends_at timestamptz,
  add adjusted_minutes smallint,
  add adjusted_by text,
  add adjusted_at timestamptz,
  add reason_code text,
  add reason_note text,
  add check_in_metres int constraint visit_record_check_in_metres check (check_in_metres >= 0),
  add check_out_metres int constraint visit_record_check_out_metres check (check_out_metres >= 0),
  add verification text constraint visit_record_verification check (verification in ('none', 'location', 'full')),
  add travel_minutes smallint constraint visit_record_travel_minutes check (travel_minutes >= 0),
  add travel_mile_hundredths int constraint visit_record_travel_miles check (travel_mile_hundredths >= 0),
  add travel_mode text constraint visit_record_travel_mode check (travel_mode in ('walk', 'cycle', 'car', 'electric-car', 'motorcycle', 'public-transport', 'lift', 'other')),
  add calls jsonb,
  add changes jsonb;
comment on column visits.visit_record.due_starts_at is 'Start that the provider had rostered';
comment on column visits.visit_record.rostered_minutes is 'Length that the provider had rostered';
comment on column visits.visit_record.adjusted_starts_at is 'Start as corrected by the provider after the calls; null when not adjusted';
comment on column visits.visit_record.adjusted_ends_at is 'End as corrected by the provider after the calls; null when not adjusted';
comment on column visits.visit_record.adjusted_minutes is 'Whole minutes between the adjusted times; where there are any, they count, and the calls stay beside them';
comment on column visits.visit_record.adjusted_by is 'Who adjusted them, as the provider names that person';
comment on column visits.visit_record.adjusted_at is 'When they were adjusted';
comment on column visits.visit_record.reason_code is 'Why the visit was not made or not recorded as planned: reference/visit-reason-codes.json or visits.reason_code';
comment on column visits.visit_record.reason_note is 'The reason in the provider''s words';
comment on column visits.visit_record.check_in_metres is 'Distance of the log-in from the person''s home';
comment on column visits.visit_record.check_out_metres is 'Distance of the log-out from the person''s home';
comment on column visits.visit_record.verification is 'none, location (one call was shown to be made at the home) or full (both were), as the provider''s system says';
comment on column visits.visit_record.travel_minutes is 'Minutes of travel to the visit';
comment on column visits.visit_record.travel_mile_hundredths is 'Hundredths of a mile travelled to the visit';
comment on column visits.visit_record.travel_mode is 'How the care worker came';
comment on column visits.visit_record.calls is 'Every call of the visit as sent, where the layout sends calls; the earliest in and the latest out are the actual times';
comment on column visits.visit_record.changes is 'Every change to the record as sent: who, when, reason, note';

-- A visit whose log-in or log-out is missing may be kept with adjusted times.
alter table visits.visit_record
  drop constraint visit_record_actual_whole,
  drop constraint visit_record_delivered,
  add constraint visit_record_actual_whole check ((actual_minutes is null) = (actual_starts_at is null or actual_ends_at is null)),
  add constraint visit_record_adjusted_whole check ((adjusted_starts_at is null) = (adjusted_ends_at is null) and (adjusted_starts_at is null) = (adjusted_minutes is null)),
  add constraint visit_record_adjusted_order check (adjusted_ends_at >= adjusted_starts_at),
  add constraint visit_record_half_call check ((actual_starts_at is null) = (actual_ends_at is null) or adjusted_starts_at is not null),
  add constraint visit_record_delivered check (outcome <> 'delivered' or actual_minutes is not null or adjusted_minutes is not null);

create table visits.reason_code (
  code text constraint reason_code_pk primary key constraint reason_code_form check (code ~ '^[a-z][a-z0-9-]{1,39}$'),
  words text not null,
  source text not null,
  added_at timestamptz not null,
  added_by text not null
);
comment on table visits.reason_code is 'Reason codes that the council has added to those of reference/visit-reason-codes.json';
comment on column visits.reason_code.code is 'The code as files write it';
comment on column visits.reason_code.words is 'What it means';
comment on column visits.reason_code.source is 'Where it comes from: a contract, a system''s list';
comment on column visits.reason_code.added_at is 'When it was added';
comment on column visits.reason_code.added_by is 'Who added it';
grant select, insert on visits.reason_code to tendwell_council;
grant select on visits.reason_code to tendwell_provider;
alter table visits.reason_code enable row level security;
create policy council_all on visits.reason_code to tendwell_council using (true) with check (true);
create policy provider_reads on visits.reason_code for select to tendwell_provider using (true);

-- Every row has exactly one fate: what is kept without a placement is unallocated, and no longer among the new and changed.
alter table visits.visit_file drop constraint visit_file_adds_up, drop constraint visit_file_layout;
update visits.visit_file set new_count = new_count - least(new_count, unallocated_count), changed_count = changed_count - (unallocated_count - least(new_count, unallocated_count)) where unallocated_count > 0;
alter table visits.visit_file
  add constraint visit_file_adds_up check (read_count = new_count + changed_count + repeated_count + refused_count + unallocated_count),
  add constraint visit_file_layout check (layout in ('tendwell', 'tendwell-json', 'access', 'mapped', 'calls'));
comment on column visits.visit_file.layout is 'tendwell (our own CSV), tendwell-json, access (the Access provider-portal CSV), mapped (any table through the provider''s mapping) or calls (a batch sent through the API)';
comment on column visits.visit_file.new_count is 'Rows that were new';
comment on column visits.visit_file.unallocated_count is 'Rows kept without a placement, whether new or replacing an earlier record';

-- How a provider's own table is read: its columns mapped to ours, its date format and time zone confirmed by a person. Never edited: a
-- change is a new version, and every file names the version that it was read through.
create table visits.mapping (
  id uuid constraint mapping_pk primary key,
  provider_id uuid not null constraint mapping_provider_fk references market.provider,
  version int not null constraint mapping_version check (version >= 1),
  header_sha256 text not null,
  headings jsonb not null,
  document jsonb not null,
  saved_at timestamptz not null,
  saved_by text not null,
  constraint mapping_once unique (provider_id, header_sha256, version)
);
comment on table visits.mapping is 'How tables of a provider with one header are read; the highest version counts';
comment on column visits.mapping.id is 'Identity';
comment on column visits.mapping.provider_id is 'The provider';
comment on column visits.mapping.version is 'From 1; a later version replaces an earlier one for the files to come';
comment on column visits.mapping.header_sha256 is 'Digest of the headings in their order, by which a file is recognised';
comment on column visits.mapping.headings is 'The headings as they were';
comment on column visits.mapping.document is 'Which column is which, the formats of its dates, its time zone, and its words in ours (visits/terms/mapping.ts)';
comment on column visits.mapping.saved_at is 'When it was confirmed';
comment on column visits.mapping.saved_by is 'Who confirmed it';
grant select, insert on visits.mapping to tendwell_council, tendwell_provider;
alter table visits.mapping enable row level security;
create policy council_all on visits.mapping to tendwell_council using (true) with check (true);
create policy provider_own on visits.mapping to tendwell_provider using (provider_id = (select access.organisation())) with check (provider_id = (select access.organisation()));
alter table visits.visit_file add mapping_id uuid constraint visit_file_mapping_fk references visits.mapping, add constraint visit_file_mapped check ((mapping_id is not null) = (layout = 'mapped'));
comment on column visits.visit_file.mapping_id is 'The mapping that it was read through, where the layout is the provider''s own';

-- What a program tells of a provider's care workers and people, before it sends visits that name them.
create table visits.worker (
  provider_id uuid not null constraint worker_provider_fk references market.provider,
  reference text not null,
  sequence bigint not null,
  started_on date,
  left_on date,
  received_at timestamptz not null,
  constraint worker_pk primary key (provider_id, reference),
  constraint worker_dates check (left_on >= started_on)
);
comment on table visits.worker is 'Care workers as a provider''s system names them; no names, no other personal data';
comment on column visits.worker.provider_id is 'The provider';
comment on column visits.worker.reference is 'Its reference of the care worker';
comment on column visits.worker.sequence is 'A higher sequence replaces a lower one';
comment on column visits.worker.started_on is 'When the care worker started, if told';
comment on column visits.worker.left_on is 'When the care worker left, if told';
comment on column visits.worker.received_at is 'When this version came';
create table visits.provider_person (
  provider_id uuid not null constraint provider_person_provider_fk references market.provider,
  reference text not null,
  sequence bigint not null,
  person_reference text not null,
  received_at timestamptz not null,
  constraint provider_person_pk primary key (provider_id, reference)
);
comment on table visits.provider_person is 'What a provider''s system calls the people it cares for, so that its visits may name them so';
comment on column visits.provider_person.provider_id is 'The provider';
comment on column visits.provider_person.reference is 'Its own reference of the person';
comment on column visits.provider_person.sequence is 'A higher sequence replaces a lower one';
comment on column visits.provider_person.person_reference is 'Tendwell''s reference of the person';
comment on column visits.provider_person.received_at is 'When this version came';
do $$
declare t text;
begin
  foreach t in array array['worker', 'provider_person'] loop
    execute format('grant select, insert, update on visits.%I to tendwell_council, tendwell_provider', t);
    execute format('alter table visits.%I enable row level security', t);
    execute format('create policy council_all on visits.%I to tendwell_council using (true) with check (true)', t);
    execute format('create policy provider_own on visits.%I to tendwell_provider using (provider_id = (select access.organisation())) with check (provider_id = (select access.organisation()))', t);
  end loop;
end $$;
