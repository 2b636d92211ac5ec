create schema files;
grant usage on schema files to tendwell_council, tendwell_provider;

create table files.held_file (
  id uuid constraint held_file_pk primary key,
  user_id uuid not null,
  organisation_id uuid,
  name text not null,
  bytes bytea not null,
  held_at timestamptz not null
);
create index held_file_by_age on files.held_file (held_at);
comment on table files.held_file is 'Files between their preview and their confirmation; gone within a day';
comment on column files.held_file.id is 'Identity, carried by the preview page''s form';
comment on column files.held_file.user_id is 'Who sent it; nobody else can confirm it';
comment on column files.held_file.organisation_id is 'The provider the sender acts for; null for the council';
comment on column files.held_file.name is 'File name as given';
comment on column files.held_file.bytes is 'The file, byte for byte';
comment on column files.held_file.held_at is 'When it was sent';

grant select, insert, delete on files.held_file to tendwell_council, tendwell_provider;
alter table files.held_file enable row level security;
create policy council_all on files.held_file to tendwell_council using (true) with check (true);
create policy provider_own on files.held_file to tendwell_provider using (organisation_id = (select access.organisation())) with check (organisation_id = (select access.organisation()));
