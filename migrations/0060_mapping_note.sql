-- What a provider said of a saved mapping: its name, or that it is withdrawn. Nothing is edited; a mapping saved again after a withdrawal is a version that stands.
create table visits.mapping_note (
  id bigint generated always as identity constraint mapping_note_pk primary key,
  mapping_id uuid not null constraint mapping_note_mapping_fk references visits.mapping,
  provider_id uuid not null constraint mapping_note_provider_fk references market.provider,
  kind text not null constraint mapping_note_kind check (kind in ('renamed', 'withdrawn')),
  name text constraint mapping_note_length check (length(name) between 1 and 100),
  said_at timestamptz not null,
  said_by text not null,
  constraint mapping_note_named check ((kind = 'renamed') = (name is not null))
);
create index mapping_note_by_mapping on visits.mapping_note (mapping_id);
create unique index mapping_note_withdrawn_once on visits.mapping_note (mapping_id) where kind = 'withdrawn';
comment on table visits.mapping_note is 'What a provider said of a saved mapping';
comment on column visits.mapping_note.id is 'Identity';
comment on column visits.mapping_note.mapping_id is 'The version that was the newest then';
comment on column visits.mapping_note.provider_id is 'The provider';
comment on column visits.mapping_note.kind is 'renamed, or withdrawn: tables with its headings are no longer read through it';
comment on column visits.mapping_note.name is 'The name given, for every version';
comment on column visits.mapping_note.said_at is 'When';
comment on column visits.mapping_note.said_by is 'Who';
grant select, insert on visits.mapping_note to tendwell_council, tendwell_provider;
alter table visits.mapping_note enable row level security;
create policy council_all on visits.mapping_note to tendwell_council using (true) with check (true);
create policy provider_own on visits.mapping_note to tendwell_provider using (provider_id = (select access.organisation())) with check (provider_id = (select access.organisation()));
