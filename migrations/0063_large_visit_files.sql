-- A held file may be of any size, so it is kept, and read back, a piece at a time.
create table files.held_piece (
  held_file_id uuid not null constraint held_piece_file_fk references files.held_file on delete cascade,
  number int not null constraint held_piece_number check (number >= 0),
  bytes bytea not null,
  constraint held_piece_pk primary key (held_file_id, number)
);
comment on table files.held_piece is 'The bytes of held files, cut into pieces';
comment on column files.held_piece.held_file_id is 'The file';
comment on column files.held_piece.number is 'Place of the piece in the file, from 0';
comment on column files.held_piece.bytes is 'The piece, byte for byte';
insert into files.held_piece (held_file_id, number, bytes) select id, 0, bytes from files.held_file;
alter table files.held_file drop column bytes;
grant select, insert on files.held_piece to tendwell_council, tendwell_provider;
alter table files.held_piece enable row level security;
create policy council_all on files.held_piece to tendwell_council using (true) with check (true);
create policy provider_own on files.held_piece to tendwell_provider using (held_file_id in (select id from files.held_file)) with check (held_file_id in (select id from files.held_file));

create table visits.asked_import (
  id uuid constraint asked_import_pk primary key,
  provider_id uuid not null constraint asked_import_provider_fk references market.provider,
  held_file_id uuid not null,
  name text not null,
  is_preview boolean not null,
  asked_at timestamptz not null,
  asked_by text not null,
  asked_by_account uuid not null,
  asked_by_role text not null,
  rows_done int not null default 0,
  rows_total int,
  ended_at timestamptz,
  refused_words text,
  outcome jsonb,
  constraint asked_import_ended check (ended_at is not null or (refused_words is null and outcome is null))
);
create index asked_import_by_age on visits.asked_import (asked_at);
create index asked_import_by_provider on visits.asked_import (provider_id, asked_at);
comment on table visits.asked_import is 'A large visit file that somebody asked to have looked through or kept, how far that has come, and what came of it; gone within two days';
comment on column visits.asked_import.id is 'Identity';
comment on column visits.asked_import.provider_id is 'The provider whose records they are';
comment on column visits.asked_import.held_file_id is 'The held file';
comment on column visits.asked_import.name is 'File name as given';
comment on column visits.asked_import.is_preview is 'True when nothing is to be kept yet';
comment on column visits.asked_import.asked_at is 'When it was asked for';
comment on column visits.asked_import.asked_by is 'Who asked';
comment on column visits.asked_import.asked_by_account is 'Their account';
comment on column visits.asked_import.asked_by_role is 'Their role then, in which the work is done';
comment on column visits.asked_import.rows_done is 'Rows worked through so far';
comment on column visits.asked_import.rows_total is 'Rows of the file; null until they were counted';
comment on column visits.asked_import.ended_at is 'When it ended; null while it waits or is worked';
comment on column visits.asked_import.refused_words is 'Why it was refused; null when it was not';
comment on column visits.asked_import.outcome is 'What came, or would come, of its rows; null until it ended';
grant select, insert on visits.asked_import to tendwell_council, tendwell_provider;
grant update (rows_done, rows_total, ended_at, refused_words, outcome), delete on visits.asked_import to tendwell_council;
alter table visits.asked_import enable row level security;
create policy council_all on visits.asked_import to tendwell_council using (true) with check (true);
create policy provider_own on visits.asked_import to tendwell_provider using (provider_id = (select access.organisation())) with check (provider_id = (select access.organisation()));
