-- Questions about packages and their answers, more time to reply, and documents kept with packages. Nothing here is edited.

create table brokerage.query (
  id uuid constraint query_pk primary key,
  package_id uuid not null constraint query_package_fk references care.package,
  provider_id uuid constraint query_provider_fk references market.provider,
  question text not null,
  asked_at timestamptz not null,
  asked_by text not null
);
create index query_by_package on brokerage.query (package_id, asked_at);
create index query_by_provider on brokerage.query (provider_id, asked_at);
comment on table brokerage.query is 'Questions about packages';
comment on column brokerage.query.id is 'Identity';
comment on column brokerage.query.package_id is 'The package it is about';
comment on column brokerage.query.provider_id is 'The provider that asks; null for a question inside the council';
comment on column brokerage.query.question is 'The question';
comment on column brokerage.query.asked_at is 'When';
comment on column brokerage.query.asked_by is 'Who asked';

create table brokerage.query_answer (
  id uuid constraint query_answer_pk primary key,
  query_id uuid not null constraint query_answer_query_fk references brokerage.query,
  provider_id uuid,
  answer text not null,
  answered_at timestamptz not null,
  answered_by text not null
);
create index query_answer_by_query on brokerage.query_answer (query_id);
comment on table brokerage.query_answer is 'Answers to questions; a question may have more than one';
comment on column brokerage.query_answer.id is 'Identity';
comment on column brokerage.query_answer.query_id is 'The question';
comment on column brokerage.query_answer.provider_id is 'The provider that asked, as of the question';
comment on column brokerage.query_answer.answer is 'The answer';
comment on column brokerage.query_answer.answered_at is 'When';
comment on column brokerage.query_answer.answered_by is 'Who answered';

create table brokerage.shared_answer (
  id uuid constraint shared_answer_pk primary key,
  answer_id uuid not null constraint shared_answer_once unique constraint shared_answer_answer_fk references brokerage.query_answer,
  package_id uuid not null constraint shared_answer_package_fk references care.package,
  question text not null,
  answer text not null,
  shared_at timestamptz not null,
  shared_by text not null
);
create index shared_answer_by_package on brokerage.shared_answer (package_id, shared_at);
comment on table brokerage.shared_answer is 'Answers that a broker shared with every provider asked about the package. Holds nothing of who asked';
comment on column brokerage.shared_answer.id is 'Identity';
comment on column brokerage.shared_answer.answer_id is 'The answer it repeats; only its asker can see that one';
comment on column brokerage.shared_answer.package_id is 'The package';
comment on column brokerage.shared_answer.question is 'The question as the broker puts it to everybody';
comment on column brokerage.shared_answer.answer is 'The answer as everybody reads it';
comment on column brokerage.shared_answer.shared_at is 'When';
comment on column brokerage.shared_answer.shared_by is 'Who shared it';

create table brokerage.offer_extension (
  id uuid constraint offer_extension_pk primary key,
  offer_id uuid not null constraint offer_extension_offer_fk references brokerage.offer,
  provider_id uuid not null,
  reply_by_at timestamptz not null,
  reason text not null,
  extended_at timestamptz not null,
  extended_by text not null
);
create index offer_extension_by_offer on brokerage.offer_extension (offer_id, reply_by_at);
comment on table brokerage.offer_extension is 'More time to reply to an offer; the latest time counts';
comment on column brokerage.offer_extension.id is 'Identity';
comment on column brokerage.offer_extension.offer_id is 'The offer';
comment on column brokerage.offer_extension.provider_id is 'Its provider';
comment on column brokerage.offer_extension.reply_by_at is 'The new reply-by time';
comment on column brokerage.offer_extension.reason is 'Why, in the broker''s words; providers do not see it';
comment on column brokerage.offer_extension.extended_at is 'When it was decided';
comment on column brokerage.offer_extension.extended_by is 'Who decided it';

create table brokerage.document (
  id uuid constraint document_pk primary key,
  series_id uuid not null,
  version int not null constraint document_version check (version >= 1),
  package_id uuid not null constraint document_package_fk references care.package,
  provider_id uuid constraint document_provider_fk references market.provider,
  kind text not null constraint document_kind check (kind in ('care-plan', 'risk-assessment', 'consent', 'other')),
  file_name text not null,
  media_type text not null constraint document_media_type check (media_type in ('application/pdf', 'image/png', 'image/jpeg', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/vnd.oasis.opendocument.text')),
  byte_count int not null constraint document_size check (byte_count between 1 and 10485760),
  sha256 bytea not null constraint document_digest check (octet_length(sha256) = 32),
  uploaded_at timestamptz not null,
  uploaded_by text not null,
  constraint document_version_once unique (series_id, version)
);
create index document_by_package on brokerage.document (package_id, uploaded_at);
comment on table brokerage.document is 'Documents kept with packages: each version a row';
comment on column brokerage.document.id is 'Identity of this version';
comment on column brokerage.document.series_id is 'What the versions of one document share';
comment on column brokerage.document.version is 'From 1';
comment on column brokerage.document.package_id is 'The package';
comment on column brokerage.document.provider_id is 'The provider that uploaded it; null for the council';
comment on column brokerage.document.kind is 'What it is, as a code';
comment on column brokerage.document.file_name is 'Name of the file as it was sent';
comment on column brokerage.document.media_type is 'What its bytes are, found by looking at them';
comment on column brokerage.document.byte_count is 'Size';
comment on column brokerage.document.sha256 is 'SHA-256 of its bytes';
comment on column brokerage.document.uploaded_at is 'When';
comment on column brokerage.document.uploaded_by is 'Who';

create table brokerage.document_content (
  document_id uuid constraint document_content_pk primary key constraint document_content_document_fk references brokerage.document,
  bytes bytea not null
);
comment on table brokerage.document_content is 'The bytes of documents, apart, so that lists stay light';
comment on column brokerage.document_content.document_id is 'The version';
comment on column brokerage.document_content.bytes is 'The file, byte for byte';

create table brokerage.document_audience (
  id bigint generated always as identity constraint document_audience_pk primary key,
  document_id uuid not null constraint document_audience_document_fk references brokerage.document,
  audience text not null constraint document_audience_value check (audience in ('council', 'placed', 'offered', 'withdrawn')),
  without_identity boolean not null,
  reason text,
  set_at timestamptz not null,
  set_by text not null,
  constraint document_audience_stated check (audience <> 'offered' or without_identity)
);
create index document_audience_by_document on brokerage.document_audience (document_id, id);
comment on table brokerage.document_audience is 'Who may see a document; the newest row of a document counts';
comment on column brokerage.document_audience.id is 'Identity, growing with time';
comment on column brokerage.document_audience.document_id is 'The version';
comment on column brokerage.document_audience.audience is 'council (nobody else), placed (the provider that holds the placement), offered (also providers whose offer is open), withdrawn (nobody, the bytes are kept)';
comment on column brokerage.document_audience.without_identity is 'True when it was stated that the document says neither who the person is nor where they live';
comment on column brokerage.document_audience.reason is 'Why it was withdrawn';
comment on column brokerage.document_audience.set_at is 'When';
comment on column brokerage.document_audience.set_by is 'Who';

create function brokerage.document_audience_now(p_document uuid) returns text language sql stable security definer set search_path = '' parallel safe
  as $$ select audience from brokerage.document_audience where document_id = p_document order by id desc limit 1 $$;
comment on function brokerage.document_audience_now(uuid) is 'Who may see a document now';

do $$
declare t text;
begin
  foreach t in array array['query', 'query_answer', 'shared_answer', 'offer_extension', 'document', 'document_content', 'document_audience'] loop
    execute format('grant select, insert on brokerage.%I to tendwell_council', t);
    execute format('alter table brokerage.%I enable row level security', t);
    execute format('create policy council_all on brokerage.%I to tendwell_council using (true) with check (true)', t);
  end loop;
end $$;

-- A provider asks about what it was offered or holds, and reads its own questions and their answers.
grant select, insert on brokerage.query to tendwell_provider;
create policy provider_own on brokerage.query to tendwell_provider
  using (provider_id = (select access.organisation()))
  with check (provider_id = (select access.organisation())
    and (exists (select from brokerage.offer o where o.package_id = query.package_id and o.provider_id = (select access.organisation()))
      or exists (select from brokerage.placement p where p.package_id = query.package_id and p.provider_id = (select access.organisation()))));
grant select on brokerage.query_answer to tendwell_provider;
create policy provider_own on brokerage.query_answer for select to tendwell_provider using (provider_id = (select access.organisation()));
grant select on brokerage.shared_answer to tendwell_provider;
create policy provider_asked on brokerage.shared_answer for select to tendwell_provider
  using (exists (select from brokerage.offer o where o.package_id = shared_answer.package_id and o.provider_id = (select access.organisation())));
-- Not the reason: it may speak of another provider.
grant select (id, offer_id, provider_id, reply_by_at, extended_at) on brokerage.offer_extension to tendwell_provider;
create policy provider_own on brokerage.offer_extension for select to tendwell_provider using (provider_id = (select access.organisation()));

-- A document is seen by its uploader, by the provider that holds the placement when it was shared so far, and, without identity, by those whose offer is open.
grant select, insert on brokerage.document to tendwell_provider;
create policy provider_sees on brokerage.document for select to tendwell_provider
  using (brokerage.document_audience_now(id) is distinct from 'withdrawn' and (provider_id = (select access.organisation())
    or (brokerage.document_audience_now(id) in ('placed', 'offered')
      and exists (select from brokerage.placement p where p.package_id = document.package_id and p.provider_id = (select access.organisation())))
    or (brokerage.document_audience_now(id) = 'offered'
      and exists (select from brokerage.offer o join brokerage.call_off c on c.id = o.call_off_id
        where o.package_id = document.package_id and o.provider_id = (select access.organisation()) and c.closed_at is null
          and not exists (select from brokerage.offer_answer a where a.offer_id = o.id)))));
create policy provider_uploads on brokerage.document for insert to tendwell_provider
  with check (provider_id = (select access.organisation())
    and exists (select from brokerage.placement p where p.package_id = document.package_id and p.provider_id = (select access.organisation())));
grant select, insert on brokerage.document_content to tendwell_provider;
create policy provider_sees on brokerage.document_content for select to tendwell_provider
  using (exists (select from brokerage.document d where d.id = document_content.document_id));
create policy provider_uploads on brokerage.document_content for insert to tendwell_provider
  with check (exists (select from brokerage.document d where d.id = document_content.document_id and d.provider_id = (select access.organisation())));
-- What a provider uploads is seen by the council and itself; who else may see it is the council's to say.
grant select, insert on brokerage.document_audience to tendwell_provider;
create policy provider_sees on brokerage.document_audience for select to tendwell_provider
  using (exists (select from brokerage.document d where d.id = document_audience.document_id));
create policy provider_uploads on brokerage.document_audience for insert to tendwell_provider
  with check (audience = 'placed' and exists (select from brokerage.document d where d.id = document_audience.document_id and d.provider_id = (select access.organisation())));
